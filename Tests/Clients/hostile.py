# SPDX-License-Identifier: Apache-2.0
"""Sends mutated requests to a real server: each is answered with a documented error or a closed connection.

    hostile.py [--cases 20000] [--seed N] [--edition fips] [--only N]

Status 1 when a single case is answered otherwise, when the server ends, when a sound request among them fails, or when
memory grows beyond the bound. Seed and number make a case, but for the IDs of keys and the time: `--only N` sends it
again and shows its bytes.
"""

import argparse
import base64
import collections
import concurrent.futures
import random
import sys
import threading
import time

import hostile_api
import hostile_http
from hostile_api import Target
from hostile_case import PATIENCE, Case, Defect, run
from live_server import LiveServer
from wire import Client, Connection

# KiB that the server's memory may grow by during the campaign, and at its highest.
GROWTH, PEAK = 64 * 1024, 160 * 1024
BATCH = 500
WORKERS = 8
FAMILIES = hostile_api.FAMILIES + hostile_http.FAMILIES


def case(target: Target, seed: int, number: int) -> Case:
    """The case of that number."""
    draw = random.Random(f"{seed}/{number}")
    family = draw.choices([family for _, family in FAMILIES], [weight for weight, _ in FAMILIES])[0]
    return family(target, draw)


def prepare(server: LiveServer) -> Target:
    """A key to be left alone, and two to be maltreated."""
    client = server.client()
    left_alone = client.call("CreateKey", Alias="left-alone")["KeyId"]
    blob = client.call("Encrypt", KeyId=left_alone, Plaintext=base64.b64encode(b"sound").decode())["CiphertextBlob"]
    target = Target(client.host, server.credential, "", "", blob)
    renew(target, client, 0)
    client.close()
    return target


def renew(target: Target, client: Client, number: int) -> None:
    """New keys to be maltreated: the others are archived or scheduled for deletion by now."""
    target.key = client.call("CreateKey", Alias=f"maltreated-{number}")["KeyId"]
    target.external = client.call("CreateKey", Alias=f"empty-{number}", Type=2)["KeyId"]


class Campaign:
    """Counts outcomes, and remembers what went wrong."""

    def __init__(self, server: LiveServer, target: Target, seed: int):
        self.server, self.target, self.seed = server, target, seed
        self.counts: collections.Counter[tuple[str, str]] = collections.Counter()
        self.failures: list[str] = []
        self.lock = threading.Lock()

    def attack(self, number: int) -> None:
        """One numbered case."""
        self.send(case(self.target, self.seed, number), f"case {number}")

    def send(self, chosen: Case, name: str) -> None:
        """One case, and what it came to."""
        try:
            with Connection(self.server.port, timeout=PATIENCE) as connection:
                outcomes = run(chosen, connection)
                if outcomes != ["closed"] and not chosen.closes and chosen.has_body:
                    self.go_on(connection)
        except Defect as defect:
            outcomes = ["DEFECT"]
            self.fail(f"{name} ({chosen.family}): {defect}")
        except OSError as error:
            outcomes = ["no connection"]
            self.fail(f"{name} ({chosen.family}): {error}")
        with self.lock:
            self.counts.update((chosen.family, outcome) for outcome in outcomes)

    def go_on(self, connection: Connection) -> None:
        """A connection that stays open after a case answers a sound request like any other."""
        try:
            reply = connection.exchange(self.target.random(33))
        except (BrokenPipeError, ConnectionResetError):
            return
        except TimeoutError:
            raise Defect("the next request on the connection is not answered") from None
        if reply is None:
            return
        if reply.status == 200 and len(base64.b64decode(reply.response.get("Plaintext", ""))) != 33:
            raise Defect(f"the next request on the connection is answered with {reply.body[:120]!r}")

    def trickle(self, name: str, data: bytes, pause: float) -> None:
        """Sends slowly until the server closes."""
        begin, outcome = time.monotonic(), "DEFECT"
        try:
            with Connection(self.server.port, timeout=pause) as connection:
                place = 0
                while time.monotonic() - begin < PATIENCE:
                    connection.send(data if pause > 10 else data[place % len(data):place % len(data) + 1])
                    place += 1
                    connection.socket.settimeout(min(pause, PATIENCE))
                    try:
                        part = connection.socket.recv(1000)
                    except TimeoutError:
                        continue
                    outcome = "closed in time" if not part else f"answered {part[9:12].decode('latin-1')}"
                    break
        except (BrokenPipeError, ConnectionResetError):
            outcome = "closed in time"
        if outcome == "DEFECT":
            self.fail(f"{name}: the connection is still open after {PATIENCE:.0f} s")
        with self.lock:
            self.counts[(name, outcome)] += 1

    def glut(self, request: bytes) -> None:
        """Sends request after request and reads no reply: the server stops to read before its memory fills."""
        sent, begin, outcome = 0, time.monotonic(), "DEFECT"
        with Connection(self.server.port, timeout=4) as connection:
            try:
                while time.monotonic() - begin < PATIENCE:
                    sent += connection.socket.send(request * 50)
            except TimeoutError:
                outcome = "held back"
            except OSError:
                outcome = "closed"
        if outcome == "DEFECT":
            self.fail(f"no reply is read, and the server takes more and more: {sent} bytes")
        with self.lock:
            self.counts[("replies never read", outcome)] += 1

    def fail(self, text: str) -> None:
        """Remembers a failure; shows the first of them at once."""
        with self.lock:
            self.failures.append(text)
            if len(self.failures) <= 20:
                print("hostile: " + text, file=sys.stderr, flush=True)

    def check(self, number: int) -> None:
        """The server lives and does its work; the next cases have keys of their own."""
        when = f"after case {number}"
        if not self.server.is_running():
            self.fail(f"{when}: the server ended:\n{self.server.log_tail()}")
            raise SystemExit(1)
        client = self.server.client()
        try:
            plaintext = client.call("Decrypt", CiphertextBlob=self.target.blob)["Plaintext"]
            if base64.b64decode(plaintext) != b"sound":
                self.fail(f"{when}: a sound Decrypt answers with {plaintext!r}")
            renew(self.target, client, number)
        except Exception as error:
            self.fail(f"{when}: a sound request fails: {error}")
        finally:
            client.close()


def campaign(server: LiveServer, cases: int, seed: int) -> int:
    """Everything; the exit status."""
    target = prepare(server)
    fight = Campaign(server, target, seed)
    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:  # warm: pools, tables and caches have their size
        list(pool.map(fight.attack, range(-BATCH, 0)))
    server.forget_peak()
    before, begin = server.memory(), time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(64) as aside, concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        pieces = [aside.submit(fight.trickle, *slow) for slow in hostile_http.slow(target) * 4]
        for huge in hostile_http.huge_bodies(target) + hostile_http.huge_bodies(target):
            pieces.append(aside.submit(fight.send, huge, huge.family))
        for request in (target.random(1024).encoded(), b"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n") * 2:
            pieces.append(aside.submit(fight.glut, request))
        for first in range(0, cases, BATCH):
            list(pool.map(fight.attack, range(first, min(cases, first + BATCH))))
            fight.check(min(cases, first + BATCH))
        for piece in pieces:
            piece.result()
    fight.check(cases + 1)
    growth, peak = server.memory() - before, server.memory("VmHWM") - before
    if growth > GROWTH:
        fight.fail(f"memory grew by {growth} KiB; at most {GROWTH}")
    if peak > PEAK:
        fight.fail(f"memory stood {peak} KiB higher for a while; at most {PEAK}")
    report(fight, cases, time.monotonic() - begin, before, growth, peak)
    return 1 if fight.failures else 0


def report(fight: Campaign, cases: int, seconds: float, before: int, growth: int, peak: int) -> None:
    """The counts."""
    for family in sorted({family for family, _ in fight.counts}):
        found = sorted((outcome, count) for (name, outcome), count in fight.counts.items() if name == family)
        print(f"{family:22} " + ", ".join(f"{outcome} {count}" for outcome, count in found))
    total = collections.Counter()
    for (_, outcome), count in fight.counts.items():
        total[outcome] += count
    print("\n" + "\n".join(f"{count:8} {outcome}" for outcome, count in total.most_common()))
    print(
        f"\n{cases} cases in {seconds:.0f} s, seed {fight.seed}; memory {before} KiB, grew by {growth} KiB, "
        f"at most {peak} KiB")
    print(f"{len(fight.failures)} failures")


def show(server: LiveServer, seed: int, number: int) -> int:
    """One case again: its bytes, and what came."""
    target = prepare(server)
    chosen = case(target, seed, number)
    data = chosen.data if isinstance(chosen.data, bytes) else b"".join(chosen.data)
    print(f"{chosen.family}, {len(data)} bytes:\n{data[:3000]!r}")
    fight = Campaign(server, target, seed)
    fight.attack(number)
    print(*(outcome for _, outcome in fight.counts))
    with Connection(server.port, timeout=PATIENCE) as connection:
        connection.send(data)
        if chosen.closes:
            connection.socket.shutdown(1)
        try:
            print("received:", connection.socket.recv(4000))
        except OSError as error:
            print("received:", error)
    return 1 if fight.failures else 0


def main() -> int:
    """Reads the options, starts a server."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--edition", default="fips", choices=["fips", "sm-crypto"])
    parser.add_argument("--only", type=int)
    options = parser.parse_args()
    with LiveServer(options.edition) as server:
        if options.only is not None:
            return show(server, options.seed, options.only)
        return campaign(server, options.cases, options.seed)


if __name__ == "__main__":
    sys.exit(main())
