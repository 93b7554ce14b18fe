# SPDX-License-Identifier: Apache-2.0
"""Loads a real server with signed Encrypt requests of 64 bytes from wrk, and peers in the same run.

    load.py [--edition fips] [--duration 60] [--connections 32] [--signing ahead|live] [--signed 512] [--no-peers]

Prints requests a second, latencies, errors, and resident memory before and after; for each peer the ratio. Status 1
when a request failed, or when memory grew by more than 5 %. `--goal` and `--p99` make rate and latency conditions, too.
`--profile` also says where the server's time went, by perf; the rate is a little lower meanwhile.

- hufu: keep-alive, each request authenticated, each Encrypt on the audit trail. Its own count of refusals is looked
  at, and a second client checks meanwhile that what it encrypts is decrypted.
- moto: the same through moto's KMS server (PyPI), which authenticates nobody and keeps no trail.
- SoftHSM2: AES-256-GCM in one process through PKCS #11, no network: what it can be compared with is one thread's
  engine, not a service.
"""

import argparse
import base64
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import load_profile
from live_server import LiveServer, free_port
from wire import APIFailure, Connection, Request, signed_request, signing_key

SCRIPT = Path(__file__).with_name("load.lua")
PYTHON = Path(__file__).resolve().parents[2] / ".build" / "load" / "bin"
PLAINTEXT = base64.b64encode(bytes(range(64))).decode()
WARM_UP = 5
MEMORY_GROWTH = 0.05


@dataclass
class Figures:
    """What wrk measured; latencies in microseconds."""

    values: dict[str, int]

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.values["requests"] * 1e6 / self.values["microseconds"]

    @property
    def errors(self) -> int:
        """Replies other than 2xx and 3xx, and failed connections."""
        return sum(self.values[name] for name in ("status", "connect", "read", "write", "timeout"))

    def show(self, name: str) -> None:
        """One line."""
        p50, p99, p999, most = (self.values[key] / 1000 for key in ("p50", "p99", "p999", "max"))
        print(
            f"{name:12} {self.rate:9.0f} requests/s   p50 {p50:.2f} ms   p99 {p99:.2f} ms   p99.9 {p999:.2f} ms   "
            f"max {most:.1f} ms   {self.values['requests']} requests, {self.errors} errors of HTTP", flush=True)


def run_wrk(port: int, folder: Path, begin: int, slots: int, seconds: int, connections: int, *more: str) -> Figures:
    """One run of wrk with `load.lua`."""
    done = subprocess.run(
        ["wrk", "--threads", "2", "--connections", str(connections), "--duration", f"{seconds}s", "--timeout", "10s",
         "--script", str(SCRIPT), f"http://127.0.0.1:{port}/", str(folder), str(begin), str(slots), *more],
        capture_output=True, text=True, check=False)
    line = next((line for line in done.stdout.splitlines() if line.startswith("figures ")), None)
    if line is None:
        raise SystemExit(f"wrk failed:\n{done.stdout}{done.stderr}")
    return Figures({name: int(value) for name, value in (part.split("=") for part in line.split()[1:])})


def write_slot(folder: Path, number: int, requests: list[bytes]) -> None:
    """A file of requests for `load.lua`."""
    (folder / f"slot-{number}").write_bytes(b"".join(b"%08d" % len(request) + request for request in requests))


def sign_ahead(folder: Path, server: LiveServer, key: str, begin: int, slots: int, count: int) -> None:
    """Signs `count` requests for each minute, and writes what `live` signing needs."""
    host = server.client().host
    for slot in range(slots):
        requests = []
        for place in range(count):
            plaintext = base64.b64encode(place.to_bytes(4, "big") + bytes(range(60))).decode()
            parameters = {"KeyId": key, "Plaintext": plaintext}
            requests.append(
                signed_request("Encrypt", parameters, server.credential, host, timestamp=begin + 60 * slot).encoded())
        write_slot(folder, slot, requests)
    lines = [host, server.credential.secret_id, key]
    for day in sorted({time.strftime("%Y-%m-%d", time.gmtime(begin + 60 * slot)) for slot in range(slots)}):
        lines.append(f"{day} {signing_key(server.credential, day).hex()}")
    path = folder / "live"
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")


class Watcher(threading.Thread):
    """A second client: twice a second it encrypts, decrypts and compares; and it notes the highest resident memory."""

    def __init__(self, server: LiveServer, key: str):
        super().__init__(daemon=True)
        self.server, self.key = server, key
        self.is_over = threading.Event()
        self.checks, self.faults, self.peak = 0, [], 0

    def run(self) -> None:
        """Until it is told to end."""
        client = self.server.client()
        while not self.is_over.wait(0.5):
            self.checks += 1
            self.peak = max(self.peak, self.server.memory())
            text = base64.b64encode(os.urandom(64)).decode()
            try:
                blob = client.call("Encrypt", KeyId=self.key, Plaintext=text)["CiphertextBlob"]
                if client.call("Decrypt", CiphertextBlob=blob)["Plaintext"] != text:
                    self.faults.append("decrypts to something else")
            except (OSError, APIFailure) as error:
                self.faults.append(str(error))
        client.close()


class Profiler(threading.Thread):
    """Samples the server beside the load."""

    def __init__(self, process: int, seconds: int):
        super().__init__(daemon=True)
        self.process, self.seconds = process, seconds
        self.found: Counter[str] | str = "nothing was sampled"
        self.start()

    def run(self) -> None:
        """Until the seconds are over."""
        self.found = load_profile.profile(self.process, self.seconds)

    def show(self) -> None:
        """What was found, once it is there."""
        self.join()
        if isinstance(self.found, str):
            print(f"{'':12} no profile: {self.found}")
        else:
            load_profile.show(self.found)


def load_hufu(options: argparse.Namespace, folder: Path) -> tuple[Figures, list[str]]:
    """Loads hufu; the figures, and what did not hold."""
    complaints = []
    with LiveServer(options.edition) as server:
        client = server.client()
        key = client.call("CreateKey", Alias="load")["KeyId"]
        client.close()
        begin, slots = int(time.time()), (options.duration + WARM_UP) // 60 + 2
        sign_ahead(folder, server, key, begin, slots, options.signed)
        more = ["live"] if options.signing == "live" else []
        warm_up_readers(server)
        run_wrk(server.port, folder, begin, slots, WARM_UP, options.connections, *more)
        before, refused = server.memory(), refusals(server)
        watcher = Watcher(server, key)
        watcher.start()
        profiler = Profiler(server.process.pid, min(10, options.duration)) if options.profile else None
        figures = run_wrk(server.port, folder, begin, slots, options.duration, options.connections, *more)
        watcher.is_over.set()
        watcher.join()
        after, growth = server.memory(), server.memory() / before - 1
        figures.show(f"hufu {options.edition}")
        print(
            f"{'':12} resident memory {before} KiB before, {after} KiB after ({growth:+.1%}), {watcher.peak} KiB at "
            f"most; {refusals(server) - refused} refusals; {watcher.checks} checks beside it, "
            f"{len(watcher.faults)} wrong")
        if profiler:
            profiler.show()
        if figures.errors or refusals(server) != refused:
            complaints.append(f"{figures.errors} errors of HTTP, {refusals(server) - refused} refusals")
        if watcher.faults:
            complaints.append(f"beside the load: {watcher.faults[0]}")
        if growth > MEMORY_GROWTH:
            complaints.append(f"resident memory grew by {growth:.1%}; at most {MEMORY_GROWTH:.0%}")
        if server.stop() != 0:
            complaints.append("the server did not end well")
    return figures, complaints


def warm_up_readers(server: LiveServer) -> None:
    """Reads from many sides at once, so that the store opens the connections that it keeps: they are no growth."""
    def read(_: int) -> None:
        with closing(server.client()) as client:
            for _ in range(20):
                client.call("ListKeyDetail")

    with concurrent.futures.ThreadPoolExecutor(16) as readers:
        list(readers.map(read, range(16)))


def refusals(server: LiveServer) -> int:
    """How many requests were answered with an error, by the server's own count."""
    return sum(count for (_, code), count in server.counts().items() if code != "OK")


def load_moto(options: argparse.Namespace, folder: Path) -> Figures | str:
    """Loads moto's KMS the same way; or says why not."""
    program = PYTHON / "moto_server"
    if not program.exists():
        return "moto_server is not installed"
    port = free_port()
    with open(folder / "moto.log", "wb") as log:
        server = subprocess.Popen([str(program), "-H", "127.0.0.1", "-p", str(port)], stdout=log, stderr=log)
    try:
        for _ in range(200):
            try:
                key = moto_call(port, "CreateKey", b"{}")
                break
            except OSError:
                time.sleep(0.1)
        else:
            return "moto_server does not answer"
        identifier = key.split(b'"KeyId": "')[1].split(b'"')[0].decode()
        body = f'{{"KeyId": "{identifier}", "Plaintext": "{PLAINTEXT}"}}'.encode()
        if b"CiphertextBlob" not in moto_call(port, "Encrypt", body):
            return "moto does not encrypt"
        write_slot(folder, 0, [moto_request(port, "Encrypt", body).encoded()])
        run_wrk(port, folder, int(time.time()), 1, 2, options.connections)
        return run_wrk(port, folder, int(time.time()), 1, min(options.duration, 20), options.connections)
    finally:
        server.terminate()
        server.wait()


def moto_request(port: int, action: str, body: bytes) -> Request:
    """A request of AWS KMS; the signature is looked at for its scope only."""
    scope = "AKIAEXAMPLE/20260101/us-east-1/kms/aws4_request"
    authorization = f"AWS4-HMAC-SHA256 Credential={scope}, SignedHeaders=host, Signature=0"
    return Request(body=body, headers=[
        ("Host", f"127.0.0.1:{port}"), ("Content-Type", "application/x-amz-json-1.1"),
        ("X-Amz-Target", f"TrentService.{action}"), ("Authorization", authorization), ("Content-Length",
        str(len(body))),
    ])


def moto_call(port: int, action: str, body: bytes) -> bytes:
    """One call of moto's; the reply's body."""
    with Connection(port) as connection:
        reply = connection.exchange(moto_request(port, action, body))
    return reply.body if reply else b""


def measure_softhsm(folder: Path) -> float | str:
    """Encryptions a second with SoftHSM2 in a process of its own; or why not."""
    library = next((path for path in (
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so") if Path(path).exists()), None)
    if library is None or not shutil.which("softhsm2-util"):
        return "SoftHSM2 is not installed"
    tokens = folder / "tokens"
    tokens.mkdir()
    settings = f"directories.tokendir = {tokens}\nobjectstore.backend = file\nlog.level = ERROR\n"
    (folder / "softhsm2.conf").write_text(settings)
    environment = os.environ | {"SOFTHSM2_CONF": str(folder / "softhsm2.conf")}
    made = subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "load", "--so-pin", "12345678", "--pin", "1234"],
        env=environment, capture_output=True, text=True)
    done = subprocess.run(
        [str(PYTHON / "python3"), str(Path(__file__).with_name("softhsm_peer.py")), library], env=environment,
        capture_output=True, text=True)
    if made.returncode or done.returncode:
        return (made.stderr + done.stderr).strip().splitlines()[-1]
    return float(done.stdout)


def main() -> int:
    """Reads the options, and measures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--edition", default="fips", choices=["fips", "sm-crypto"])
    parser.add_argument("--duration", type=int, default=60)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--signing", default="ahead", choices=["ahead", "live"])
    parser.add_argument("--signed", type=int, default=512)
    parser.add_argument("--goal", type=float, default=0)
    parser.add_argument("--p99", type=float, default=0, help="milliseconds")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hufu-load-") as scratch:
        folder = Path(scratch)
        figures, complaints = load_hufu(options, folder)
        if not options.no_peers:
            moto = load_moto(options, folder)
            if isinstance(moto, Figures):
                moto.show("moto")
                print(f"{'':12} hufu is {figures.rate / moto.rate:.1f} times as fast")
            else:
                print(f"moto         not measured: {moto}")
            softhsm = measure_softhsm(folder)
            if isinstance(softhsm, float):
                print(
                    f"SoftHSM2     {softhsm:9.0f} encryptions/s in one process, no network, no signature, no trail; "
                    f"ratio {figures.rate / softhsm:.2f}")
            else:
                print(f"SoftHSM2     not measured: {softhsm}")
    if options.goal and figures.rate < options.goal:
        complaints.append(f"{figures.rate:.0f} requests/s; the goal is {options.goal:.0f}")
    if options.p99 and figures.values["p99"] > options.p99 * 1000:
        complaints.append(f"p99 {figures.values['p99'] / 1000:.1f} ms; the goal is {options.p99:.0f} ms")
    for complaint in complaints:
        print(f"load: {complaint}", file=sys.stderr)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
