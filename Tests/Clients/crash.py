# SPDX-License-Identifier: Apache-2.0
"""Ends a server under load: SIGTERM, after which every accepted request is answered, and SIGKILL, which loses nothing.

    crash.py [--rounds 100] [--edition fips] [--seed N]

Status 1 when an acknowledged change is not there after a restart, when something was half done, when an acknowledged
ciphertext no longer opens, or when a request that was accepted before SIGTERM gets no answer.
"""

import argparse
import base64
import os
import random
import signal
import sys
import threading
import time
from dataclasses import replace

from crash_work import KeyModel, OwnedKey, Writer, import_material
from live_server import LiveServer
from wire import APIFailure, BrokenReply, Client, Connection, signed_request

WRITERS = 6


class Findings:
    """What went wrong."""

    def __init__(self) -> None:
        self.failures: list[str] = []
        self.checked = 0

    def expect(self, holds: bool, text: str) -> None:
        """Counts a check, and shows it when it failed."""
        self.checked += 1
        if not holds:
            self.failures.append(text)
            print("crash: " + text, file=sys.stderr, flush=True)


def verify(client: Client, key: OwnedKey, findings: Findings) -> None:
    """A key is what was acknowledged, or what the request in flight makes of it."""
    if not key.key_id:
        found = [one for one in client.call("ListKeyDetail", SearchKeyAlias=key.alias, Limit=200)["KeyMetadatas"]
                 if one["Alias"] == key.alias]
        findings.expect(len(found) <= 1, f"{key.alias}: made {len(found)} times")
        if not found:
            return
        key.key_id = found[0]["KeyId"]
    try:
        metadata = client.call("DescribeKey", KeyId=key.key_id)["KeyMetadata"]
    except APIFailure as failure:
        findings.expect(False, f"{key.alias}: acknowledged as {key.now}, and now {failure}")
        key.now = key.coming = None
        return
    found, allowed = KeyModel.of(metadata), [model for model in (key.now, key.coming) if model]
    findings.expect(found in allowed, f"{key.alias}: {found}; acknowledged {key.now}, in flight {key.coming}")
    key.now, key.coming = found, None


def awaken(client: Client, key: OwnedKey) -> bool:
    """Makes a key usable again, by its state's own way; false for an external one that never had material."""
    ways = {
        "Disabled": ["EnableKey"], "Archived": ["CancelKeyArchive"],
        "PendingDelete": ["CancelKeyDeletion", "EnableKey"],
    }
    if key.now.state == "PendingImport":
        if not key.blobs:
            return False

        def change(key: OwnedKey, coming: KeyModel, action: str, **parameters: object) -> None:
            client.call(action, KeyId=key.key_id, **parameters)
            key.now = coming

        import_material(client, key, 0, change)
    for action in ways.get(key.now.state, []):
        client.call(action, KeyId=key.key_id)
    key.now = replace(key.now, state="Enabled")
    return True


def verify_uses(client: Client, key: OwnedKey, findings: Findings, draw: random.Random) -> None:
    """Acknowledged ciphertexts open, and a rotation is there for those made before it."""
    try:
        if not key.now or not awaken(client, key):
            return
    except APIFailure as failure:
        findings.expect(False, f"{key.alias}: cannot be used again as {key.now}: {failure}")
        return
    for blob, text, is_older in draw.sample(key.blobs, min(len(key.blobs), 12)):
        try:
            plaintext = client.call("Decrypt", CiphertextBlob=blob)["Plaintext"]
            findings.expect(plaintext == text, f"{key.alias}: a ciphertext opens to something else")
            if is_older and key.now.rotated:
                again = client.call("ReEncrypt", CiphertextBlob=blob)["ReEncrypted"]
                findings.expect(again, f"{key.alias}: rotated, and an older ciphertext counts as current")
        except APIFailure as failure:
            findings.expect(False, f"{key.alias}: an acknowledged ciphertext does not open: {failure}")
    if key.material and key.blobs:
        refuse_other_material(client, key, findings)


def refuse_other_material(client: Client, key: OwnedKey, findings: Findings) -> None:
    """A key that had material takes no other, also after a crash."""
    try:
        import_material(
            client, key, 0, lambda key, _, action, **rest: client.call(action, KeyId=key.key_id, **rest),
            material=os.urandom(len(key.material)))
        findings.expect(False, f"{key.alias}: took other material than its own")
    except APIFailure as failure:
        findings.expect(
            failure.code == "InvalidParameterValue.MaterialNotMatch", f"{key.alias}: other material: {failure}")


def kill_round(server: LiveServer, number: int, draw: random.Random, findings: Findings) -> tuple[list[OwnedKey], int]:
    """One SIGKILL under load, a restart, and the checks; the round's keys, and how much was acknowledged."""
    writers = [
        Writer(server.client(), server.edition, f"r{number}-{place}", f"{draw.random()}") for place in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    time.sleep(draw.uniform(0.1, 1.5))
    server.kill()
    for writer in writers:
        writer.join(60)
        writer.client.close()
        is_well = not writer.fault and not writer.is_alive()
        findings.expect(is_well, f"{writer.internal.alias}: {writer.fault or 'hangs'}")
    server.start()
    keys, client = [key for writer in writers for key in writer.keys], server.client()
    for key in keys:
        if key.now or key.coming:
            verify(client, key, findings)
            verify_uses(client, key, findings, draw)
    client.close()
    return [key for key in keys if key.key_id and key.now], sum(writer.acknowledged for writer in writers)


class Caller(threading.Thread):
    """Sends Encrypt after Encrypt, and notes when each was sent and whether it was answered."""

    def __init__(self, server: LiveServer, key: str, number: int):
        super().__init__()
        self.server, self.key, self.number = server, key, number
        self.answered, self.unanswered, self.fault = 0, [], ""

    def run(self) -> None:
        """Works until the server closes."""
        host, place = f"127.0.0.1:{self.server.port}", 0
        try:
            with Connection(self.server.port, timeout=40) as connection:
                while True:
                    text = base64.b64encode(f"{self.number} {place}".encode()).decode()
                    request = signed_request(
                        "Encrypt", {"KeyId": self.key, "Plaintext": text}, self.server.credential, host)
                    place += 1
                    connection.send(request.encoded())
                    sent = time.monotonic()
                    try:
                        reply = connection.reply()
                    except TimeoutError:
                        self.fault = "no answer, and not closed"
                        return
                    if reply is None:
                        self.unanswered.append(sent)
                        return
                    if reply.code:
                        self.fault = reply.code
                        return
                    self.answered += 1
        except BrokenReply as error:
            self.fault = f"half an answer: {error}"
        except OSError:
            return  # closed before the request was sent whole


def term_round(server: LiveServer, draw: random.Random, findings: Findings) -> int:
    """One SIGTERM under load; how many requests were answered."""
    client = server.client()
    key = client.call("CreateKey", Alias=f"term-{draw.randrange(10**12)}")["KeyId"]
    client.close()
    callers = [Caller(server, key, number) for number in range(12)]
    idle = [Connection(server.port) for _ in range(5)]
    halves = [Connection(server.port) for _ in range(3)]
    request = signed_request("GenerateRandom", {"NumberOfBytes": 9}, server.credential, client.host).encoded()
    for half in halves:
        half.send(request[:-5])
    for caller in callers:
        caller.start()
    time.sleep(draw.uniform(0.3, 1.0))
    begin = time.monotonic()
    server.process.send_signal(signal.SIGTERM)
    time.sleep(0.2)
    completed = [finish(half, request[-5:]) for half in halves]
    status = server.stop()
    seconds = time.monotonic() - begin
    findings.expect(status == 0, f"SIGTERM: exit status {status} after {seconds:.1f} s:\n{server.log_tail()}")
    for caller in callers:
        caller.join(60)
        findings.expect(not caller.fault and not caller.is_alive(), f"SIGTERM: {caller.fault or 'a client hangs'}")
        lost = [sent - begin for sent in caller.unanswered if sent < begin]
        findings.expect(not lost, f"SIGTERM: a request sent {[-round(at, 4) for at in lost]} s before it got no answer")
    for outcome in completed:
        findings.expect(outcome in ("answered", "closed"), f"SIGTERM: half a request, completed after it: {outcome}")
    for connection in idle + halves:
        connection.close()
    answered = sum(caller.answered for caller in callers)
    print(
        f"SIGTERM: {answered} answered, ended after {seconds:.1f} s with {status}; completed late: {completed}",
        flush=True)
    server.start()
    return answered


def finish(half: Connection, rest: bytes) -> str:
    """Sends the rest of a request whose head came before SIGTERM."""
    try:
        half.send(rest)
        reply = half.reply()
    except (BrokenPipeError, ConnectionResetError):
        return "closed"
    except (BrokenReply, TimeoutError) as error:
        return f"{error}"
    return "closed" if reply is None else "answered" if reply.code is None else reply.code


def main() -> int:
    """Reads the options, and runs the rounds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--edition", default="fips", choices=["fips", "sm-crypto"])
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    draw, findings, begin = random.Random(options.seed), Findings(), time.monotonic()
    keys: list[OwnedKey] = []
    acknowledged = answered = 0
    with LiveServer(options.edition) as server:
        for _ in range(max(2, options.rounds // 10)):
            answered += term_round(server, draw, findings)
        for number in range(options.rounds):
            made, count = kill_round(server, number, draw, findings)
            keys += made
            acknowledged += count
            client = server.client()
            for key in draw.sample(keys, min(10, len(keys))):  # what earlier crashes left behind
                if key.now:
                    verify(client, key, findings)
            client.close()
            if number % 10 == 9:
                print(f"SIGKILL: {number + 1} rounds, {acknowledged} acknowledged, {len(keys)} keys", flush=True)
        client = server.client()
        for key in filter(lambda key: key.now, keys):
            verify(client, key, findings)
            verify_uses(client, key, findings, draw)
        client.close()
        findings.expect(server.stop() == 0, "the last stop")
    print(
        f"{options.edition}: {options.rounds} rounds, {acknowledged} acknowledged changes and uses, {answered} "
        f"answered around SIGTERM, {findings.checked} checks, {len(findings.failures)} failures, "
        f"{time.monotonic() - begin:.0f} s, seed {options.seed}")
    return 1 if findings.failures else 0


if __name__ == "__main__":
    sys.exit(main())
