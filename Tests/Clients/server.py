# SPDX-License-Identifier: Apache-2.0
"""Starts a real `hufu serve` with a store of its own, and ends it."""

from __future__ import annotations

import json
import os
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

# What each edition's server is told to be; a region stands for an edition, as with the original.
REGIONS = {"fips": "ap-singapore", "sm-crypto": "ap-guangzhou"}
EDITIONS = tuple(REGIONS)
TRANSPORTS = ("http", "https")


def binary() -> str:
    """The command under test: $HUFU_BINARY, else what the debug or the release build left."""
    root = Path(__file__).resolve().parents[2]
    candidates = [os.environ.get("HUFU_BINARY"), root / ".build/debug/hufu", root / ".build/release/hufu"]
    for candidate in candidates:
        if candidate and os.access(candidate, os.X_OK):
            return str(candidate)
    raise SystemExit("There is no hufu to test. Build it (`make build`), or name it in HUFU_BINARY.")


@dataclass(frozen=True)
class Credential:
    """What a client signs with."""

    secret_id: str
    secret_key: str


class Server:
    """One `hufu serve` of one edition on one transport, in a folder that goes when it ends."""

    def __init__(
        self, edition: str, transport: str = "http", settings: tuple[str, ...] = (), credential_count: int = 1
    ) -> None:
        self.edition = edition
        self.transport = transport
        self.region = REGIONS[edition]
        self._settings = settings
        self._credential_count = credential_count
        self._folder = tempfile.TemporaryDirectory(prefix="hufu-clients-")
        self.folder = Path(self._folder.name)
        self.configuration = self.folder / "vault/hufu.yaml"
        self.authority: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def host(self) -> str:
        """Host and port, as an SDK's endpoint."""
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """The server's address."""
        return f"{self.transport}://{self.host}"

    def start(self) -> Server:
        """Makes a store and credentials that may do everything, serves them, and waits until the server is ready."""
        self.hufu("init", "--edition", self.edition, "--directory", str(self.configuration.parent))
        names = [f"tests-{number}" for number in range(1, self._credential_count + 1)]
        self.credentials = [self.create_credential(name, "--allow", "*", "--keys", "*") for name in names]
        # The last one is for clients of a test's own: what others sign never collides with it.
        self.credential = self.credentials[-1]
        settings = [f"server.region={self.region}", "limits.rateScale=off", *self._settings]
        if self.transport == "https":
            settings += self._certificates()
        self.port = _free_port()
        settings.append(f"server.port={self.port}")
        command = [binary(), "serve", "--config", str(self.configuration)]
        for setting in settings:
            command += ["--set", setting]
        self.log = self.folder / "server.log"
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        self._wait_until_ready()
        return self

    def stop(self) -> int:
        """Ends the server as an operator does, with SIGTERM; returns its exit status."""
        assert self._process is not None
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(timeout=30)
        finally:
            if self._process.poll() is None:
                self._process.kill()
            self._folder.cleanup()

    def create_credential(self, name: str, *policy: str) -> Credential:
        """Makes a credential with the command line."""
        text = self.hufu("credential", "create", name, *policy, "--json", "--config", str(self.configuration))
        fields = {field.lower(): value for field, value in json.loads(text).items()}
        return Credential(fields["secretid"], fields["secretkey"])

    def hufu(self, *arguments: str) -> str:
        """Runs the command and returns what it prints; raises when it fails."""
        done = subprocess.run([binary(), *arguments], capture_output=True, text=True, timeout=60)
        if done.returncode != 0:
            raise RuntimeError(f"hufu {arguments[0]} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def get(self, path: str) -> tuple[int, str, str]:
        """Status, content type and text of an unsigned GET, such as /metrics."""
        context = ssl.create_default_context(cafile=str(self.authority)) if self.authority else None
        opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context)
        )
        try:
            with opener.open(self.url + path, timeout=10) as reply:
                return reply.status, reply.headers.get("Content-Type", ""), reply.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.headers.get("Content-Type", ""), error.read().decode()

    def _wait_until_ready(self) -> None:
        assert self._process is not None
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                if self.get("/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError(f"The server does not get ready: {self.log.read_text(errors='replace')[-2000:]}")

    def _certificates(self) -> list[str]:
        """Makes a private authority and a certificate for 127.0.0.1; returns the settings that name them."""
        authority, key = self.folder / "ca.pem", self.folder / "ca.key"
        request, certificate, server_key = (self.folder / name for name in ("server.csr", "server.pem", "server.key"))
        curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"]
        _openssl(
            "req", "-x509", *curve, "-keyout", key, "-out", authority, "-days", "2", "-subj", "/CN=Test authority",
            "-addext", "keyUsage=critical,keyCertSign",
        )
        _openssl("req", *curve, "-keyout", server_key, "-out", request, "-subj", "/CN=hufu")
        names = self.folder / "names.cnf"
        names.write_text("subjectAltName=IP:127.0.0.1,DNS:localhost\n")
        _openssl(
            "x509", "-req", "-in", request, "-CA", authority, "-CAkey", key, "-CAcreateserial", "-days", "2",
            "-out", certificate, "-extfile", names,
        )
        self.authority = authority
        return [f"server.tls.certificate={certificate}", f"server.tls.key={server_key}"]


def _openssl(*arguments: object) -> None:
    subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)


def _free_port() -> int:
    """A free port of $HUFU_TEST_PORTS (`21000-21999`), else one that the system chooses."""
    first, _, last = os.environ.get("HUFU_TEST_PORTS", "0-0").partition("-")
    start = int(first) + (os.getpid() * 7) % (int(last) - int(first) + 1)
    for port in [*range(start, int(last) + 1), *range(int(first), start)]:
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise RuntimeError(f"No port is free among {first} to {last}.")
