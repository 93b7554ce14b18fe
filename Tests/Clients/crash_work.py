# SPDX-License-Identifier: Apache-2.0
"""Writers that change keys of their own until the server dies, and know what it acknowledged.

A writer alone changes its keys, so what a key may be after a crash is known exactly: what was acknowledged, or that and
the one request in flight.
"""

import base64
import os
import random
import subprocess
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from wire import APIFailure, BrokenReply, Client

BYTE_COUNTS = {"fips": 32, "sm-crypto": 16}


@dataclass(frozen=True)
class KeyModel:
    """What `DescribeKey` and uses of a key have to show."""

    alias: str
    state: str = "Enabled"
    description: str = ""
    rotate_days: int = 0
    rotated: bool = False
    valid_to: int = 0

    @classmethod
    def of(cls, metadata: dict) -> "KeyModel":
        """The same of a `KeyMetadata`."""
        return cls(
            metadata["Alias"], metadata["KeyState"], metadata["Description"],
            metadata["RotateDays"] if metadata["KeyRotationEnabled"] else 0, metadata["LastRotateTime"] > 0,
            metadata["ValidTo"])


@dataclass
class OwnedKey:
    """A key of one writer.

    - now: what was acknowledged; None while nothing was.
    - coming: what the request in flight makes of it; None without one.
    - blobs: what was encrypted under it: blob, plaintext, and whether that was before its rotation.
    - material: the external key's material.
    """

    alias: str
    key_id: str = ""
    now: KeyModel | None = None
    coming: KeyModel | None = None
    blobs: list[tuple[str, str, bool]] = field(default_factory=list)
    material: bytes | None = None
    may_hold_other_material: bool = False


def wrap(public_key: str, material: bytes) -> str:
    """Material under a wrapping key, RSAES_OAEP_SHA_256, by the openssl command line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "public.der"
        path.write_bytes(base64.b64decode(public_key))
        done = subprocess.run(
            ["openssl", "pkeyutl", "-encrypt", "-pubin", "-inkey", str(path), "-keyform", "DER", "-pkeyopt",
             "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256"],
            input=material, capture_output=True, check=True, timeout=30)
    return base64.b64encode(done.stdout).decode()


class Writer(threading.Thread):
    """Changes two keys, an internal and an external one, in random ways until no answer comes."""

    def __init__(self, client: Client, edition: str, name: str, seed: str):
        super().__init__()
        self.client, self.draw = client, random.Random(seed)
        self.internal = OwnedKey(f"{name}-i")
        self.external = OwnedKey(f"{name}-e", material=os.urandom(BYTE_COUNTS[edition]))
        self.acknowledged, self.fault = 0, ""

    @property
    def keys(self) -> list[OwnedKey]:
        """Both."""
        return [self.internal, self.external]

    def run(self) -> None:
        """Works until the server is gone."""
        try:
            self.create(self.internal, Type=1)
            self.create(self.external, Type=2)
            steps = [self.change_internal, self.change_external, self.use]
            while True:
                self.draw.choices(steps, [4, 2, 4])[0]()
        except (OSError, BrokenReply):
            return  # the server is gone
        except APIFailure as failure:
            self.fault = f"{failure}"
        except subprocess.SubprocessError as error:
            self.fault = f"openssl: {error}"

    def create(self, key: OwnedKey, **parameters: object) -> None:
        """CreateKey."""
        key.coming = KeyModel(key.alias, "Enabled" if parameters["Type"] == 1 else "PendingImport")
        key.key_id = self.client.call("CreateKey", Alias=key.alias, **parameters)["KeyId"]
        self.acknowledge(key)

    def acknowledge(self, key: OwnedKey) -> None:
        """What was coming is so."""
        key.now, key.coming = key.coming, None
        self.acknowledged += 1

    def change(self, key: OwnedKey, coming: KeyModel, action: str, **parameters: object) -> None:
        """One request that changes a key."""
        key.coming = coming
        self.client.call(action, KeyId=key.key_id, **parameters)
        self.acknowledge(key)

    def change_internal(self) -> None:
        """A change that the key's state allows."""
        key = self.internal
        now, choices = key.now, list[Callable[[], None]]()

        def offer(coming: KeyModel, action: str, **parameters: object) -> None:
            choices.append(lambda: self.change(key, coming, action, **parameters))

        text, alias = f"text {self.draw.randrange(10**9)}", f"{key.alias}-{self.draw.randrange(10**9)}"
        match now.state:
            case "Enabled":
                offer(replace(now, state="Disabled"), "DisableKey")
                offer(replace(now, state="Archived"), "ArchiveKey")
                offer(replace(now, rotate_days=45), "EnableKeyRotation", RotateDays=45)
                offer(replace(now, rotate_days=0), "DisableKeyRotation")
                if now.rotate_days and not now.rotated:
                    offer(replace(now, rotated=True), "RotateKey")
            case "Disabled":
                offer(replace(now, state="Enabled"), "EnableKey")
                offer(replace(now, state="PendingDelete"), "ScheduleKeyDeletion", PendingWindowInDays=7)
            case "Archived":
                offer(replace(now, state="Enabled"), "CancelKeyArchive")
            case "PendingDelete":
                offer(replace(now, state="Disabled"), "CancelKeyDeletion")
        if now.state != "PendingDelete":
            offer(replace(now, description=text), "UpdateKeyDescription", Description=text)
            offer(replace(now, alias=alias), "UpdateAlias", Alias=alias)
        self.draw.choice(choices)()

    def change_external(self) -> None:
        """Imports the material, again with another end, or takes it away."""
        key = self.external
        if key.now.state == "Enabled" and self.draw.random() < 0.5:
            self.change(key, replace(key.now, state="PendingImport", valid_to=0), "DeleteImportedKeyMaterial")
            return
        import_material(self.client, key, self.draw.choice([0, 2_000_000_000]), self.change)

    def use(self) -> None:
        """Encrypts under a key that can; what was acknowledged has to open for ever."""
        for key in self.keys:
            if key.now.state == "Enabled":
                text = base64.b64encode(self.draw.randbytes(24)).decode()
                blob = self.client.call("Encrypt", KeyId=key.key_id, Plaintext=text)["CiphertextBlob"]
                key.blobs.append((blob, text, not key.now.rotated))
                self.acknowledged += 1


def import_material(
    client: Client, key: OwnedKey, valid_to: int, change: Callable[..., None], material: bytes | None = None,
) -> None:
    """The import's three steps."""
    parameters = client.call(
        "GetParametersForImport", KeyId=key.key_id, WrappingAlgorithm="RSAES_OAEP_SHA_256", WrappingKeySpec="RSA_2048")
    change(
        key, replace(key.now, state="Enabled", valid_to=valid_to), "ImportKeyMaterial",
        EncryptedKeyMaterial=wrap(parameters["PublicKey"], material or key.material),
        ImportToken=parameters["ImportToken"], ValidTo=valid_to)
