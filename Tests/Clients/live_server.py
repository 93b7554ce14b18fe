# SPDX-License-Identifier: Apache-2.0
"""A real `hufu serve` on a store of its own, on a free loopback port, with a credential that may do everything.

The binary is the one that HUFU_BINARY names, else the release build, else the debug build.
"""

import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from wire import Client, Credential

ROOT = Path(__file__).resolve().parents[2]
PORTS = range(22000, 23000)


def binary() -> str:
    """The hufu to test."""
    if named := os.environ.get("HUFU_BINARY"):
        return named
    for build in ("release", "debug"):
        path = ROOT / ".build" / build / "hufu"
        if path.is_file():
            return str(path)
    raise SystemExit("There is no hufu to test. Run `make build`, or name one in HUFU_BINARY.")


def free_port() -> int:
    """A port on which nobody listens."""
    start = os.getpid() % len(PORTS)
    for port in [*PORTS[start:], *PORTS[:start]]:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise SystemExit("There is no free port from 22000 to 22999.")


class LiveServer:
    """Makes a store in a scratch folder, and serves it until `stop`; may be started again on the same store."""

    def __init__(self, edition: str = "fips", settings: dict[str, str] | None = None):
        self.edition = edition
        self.settings = {"limits.rateScale": "off", "server.log": "error"} | (settings or {})
        self._scratch = tempfile.TemporaryDirectory(prefix="hufu-live-")
        self.folder = Path(self._scratch.name)
        self.configuration = self.folder / "vault" / "hufu.yaml"
        self.log = self.folder / "server.log"
        self.port = free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.command("init", "--edition", edition, "--directory", str(self.folder / "vault"), configured=False)
        self.credential = self.create_credential("everything", allow="*", keys="*")

    def __enter__(self) -> "LiveServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._scratch.cleanup()

    def command(self, *arguments: str, configured: bool = True) -> dict:
        """Runs a command of the command line with `--json`; raises `CalledProcessError` when it fails."""
        words = [binary(), *arguments, "--json"]
        words += ["--config", str(self.configuration)] if configured else []
        done = subprocess.run(words, check=True, capture_output=True, text=True, timeout=60)
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def create_credential(self, name: str, *, allow: str, keys: str) -> Credential:
        """A new credential that may carry out those actions on those keys."""
        made = self.command("credential", "create", name, "--allow", allow, "--keys", keys)
        return Credential(made["SecretId"], made["SecretKey"])

    def start(self) -> None:
        """Starts the server, and waits until it is ready."""
        words = [binary(), "serve", "--config", str(self.configuration), "--set", f"server.port={self.port}"]
        for key, value in self.settings.items():
            words += ["--set", f"{key}={value}"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(words, stdout=log, stderr=log)
        deadline = time.monotonic() + 60
        while not self.is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The server did not start:\n{self.log_tail()}")
            time.sleep(0.02)

    def is_ready(self) -> bool:
        """Whether `/health/ready` says so."""
        try:
            return self.page("/health/ready") is not None
        except OSError:
            return False

    def page(self, path: str) -> str | None:
        """A page such as `/metrics`; None when its status is not 200."""
        try:
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            with opener.open(f"http://127.0.0.1:{self.port}{path}", timeout=10) as page:
                return page.read().decode()
        except urllib.error.HTTPError:
            return None

    def counts(self) -> dict[tuple[str, str], int]:
        """`hufu_requests_total`, by action and code."""
        counts = {}
        for line in (self.page("/metrics") or "").splitlines():
            if line.startswith("hufu_requests_total{"):
                labels, _, value = line.removeprefix("hufu_requests_total{").rpartition("} ")
                pairs = dict(part.split("=", 1) for part in labels.split(","))
                counts[(pairs["action"].strip('"'), pairs["code"].strip('"'))] = int(float(value))
        return counts

    def client(self, credential: Credential | None = None) -> Client:
        """A client, by default with the credential that may do everything."""
        return Client(self.port, credential or self.credential)

    def is_running(self) -> bool:
        """Whether the process lives."""
        return self.process is not None and self.process.poll() is None

    def memory(self, name: str = "VmRSS") -> int:
        """A figure of /proc/PID/status in KiB: VmRSS, or VmHWM for its highest value."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith(name + ":"))

    def forget_peak(self) -> None:
        """Sets VmHWM back to VmRSS (proc(5), clear_refs)."""
        Path(f"/proc/{self.process.pid}/clear_refs").write_text("5")

    def kill(self) -> None:
        """SIGKILL: what a failing machine does."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self, limit: float = 30) -> int | None:
        """SIGTERM; the exit status, or None when the limit in seconds passed, after which the server is killed."""
        if self.process is None or self.process.poll() is not None:
            return self.process.poll() if self.process else None
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(limit)
        except subprocess.TimeoutExpired:
            self.kill()
            return None

    def log_tail(self, lines: int = 20) -> str:
        """The end of the server's log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:]) if self.log.exists() else ""
