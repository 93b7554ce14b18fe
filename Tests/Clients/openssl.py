# SPDX-License-Identifier: Apache-2.0
"""What owners and recipients do outside of the server, with the `openssl` command line."""

from __future__ import annotations

import base64
import subprocess
import tempfile
from pathlib import Path
from typing import Iterator
from contextlib import contextmanager

# The padding of each wrapping algorithm, as the guide of bringing own keys writes it.
PADDING: dict[str, list[str]] = {
    "RSAES_PKCS1_V1_5": ["-pkeyopt", "rsa_padding_mode:pkcs1"],
    "RSAES_OAEP_SHA_1": ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha1"],
    "RSAES_OAEP_SHA_256": ["-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256"],
}
# The identity that SM2 signatures are bound to when nobody says another.
SM2_IDENTITY = "1234567812345678"


def run(*arguments: object, stdin: bytes = b"") -> bytes:
    """The output of an openssl command; raises with its complaint when it fails."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, timeout=60)
    if done.returncode != 0:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


@contextmanager
def files(**contents: bytes) -> Iterator[dict[str, Path]]:
    """Files of these contents, named like the arguments, for the time of the block."""
    with tempfile.TemporaryDirectory(prefix="hufu-clients-") as folder:
        paths = {name: Path(folder) / name for name in contents}
        for name, content in contents.items():
            paths[name].write_bytes(content)
        yield paths


def encrypt(public_der: bytes, plaintext: bytes, algorithm: str | None) -> bytes:
    """Encrypts for a DER public key; without an algorithm the key is an SM2 key and the result DER."""
    options = PADDING[algorithm] if algorithm else []
    with files(public=public_der, plain=plaintext) as paths:
        return run(
            "pkeyutl", "-encrypt", "-pubin", "-inkey", paths["public"], "-keyform", "DER", "-in", paths["plain"],
            *options,
        )


def decrypt(private_pem: bytes, ciphertext: bytes, algorithm: str | None) -> bytes:
    """The inverse of `encrypt`, with the private key."""
    options = PADDING[algorithm] if algorithm else []
    with files(private=private_pem, sealed=ciphertext) as paths:
        return run("pkeyutl", "-decrypt", "-inkey", paths["private"], "-in", paths["sealed"], *options)


def verifies(public_pem: str, message: bytes, signature: bytes, *options: str) -> bool:
    """Whether `openssl dgst -verify` takes a signature over a message."""
    with files(public=public_pem.encode(), message=message, signature=signature) as paths:
        done = subprocess.run(
            ["openssl", "dgst", *options, "-verify", paths["public"], "-signature", paths["signature"],
             paths["message"]],
            capture_output=True, timeout=60,
        )
    return done.returncode == 0


def rsa_pair(bits: int = 2048) -> tuple[bytes, str]:
    """A private key and its public key, both as PEM."""
    private = run("genpkey", "-algorithm", "RSA", "-pkeyopt", f"rsa_keygen_bits:{bits}")
    return private, run("pkey", "-pubout", stdin=private).decode()


def curve_pair(curve: str) -> tuple[bytes, str]:
    """A private key on a curve, such as SM2, and its public key, both as PEM."""
    private = run("genpkey", "-algorithm", "EC", "-pkeyopt", f"ec_paramgen_curve:{curve}")
    return private, run("pkey", "-pubout", stdin=private).decode()


def sm2_der(raw: bytes) -> bytes:
    """An SM2 ciphertext `0x04 ‖ x ‖ y ‖ C3 ‖ C2` as the DER of GM/T 0009-2012, 7.2, which openssl reads."""
    assert raw[0] == 4, "C1 has to be an uncompressed point"
    x, y, c3, c2 = raw[1:33], raw[33:65], raw[65:97], raw[97:]
    return _element(0x30, _integer(x) + _integer(y) + _element(0x04, c3) + _element(0x04, c2))


def sm2_digest(public_der: bytes, message: bytes) -> bytes:
    """e = SM3(ZA ‖ M) of GB/T 32918.2-2016, 5.5, with the default identity."""
    parameters = bytes.fromhex(
        "FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFC"
        "28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93"
        "32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7"
        "BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0"
    )
    identity = SM2_IDENTITY.encode()
    return sm3(sm3(len(identity * 8).to_bytes(2, "big") + identity + parameters + public_der[-64:]) + message)


def sm3(message: bytes) -> bytes:
    """A message's SM3 digest."""
    return run("dgst", "-sm3", "-binary", stdin=message)


def text(data: bytes) -> str:
    """Base64, in one line."""
    return base64.b64encode(data).decode()


def _integer(magnitude: bytes) -> bytes:
    digits = magnitude.lstrip(b"\0") or b"\0"
    return _element(0x02, (b"\0" if digits[0] >= 0x80 else b"") + digits)


def _element(tag: int, content: bytes) -> bytes:
    count = len(content)
    if count < 0x80:
        return bytes([tag, count]) + content
    length = count.to_bytes((count.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + content
