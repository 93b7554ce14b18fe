# SPDX-License-Identifier: Apache-2.0
"""Runs all tests on a server of each edition and transport, side by side, and counts what was exercised.

    python -m Clients [PATTERN…]    patterns choose tests, as unittest's -k
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import tempfile
import time
import unittest
from collections import Counter
from pathlib import Path

from . import api
from .actions import EXTENSIONS, IMPLEMENTED, REFUSED_BY_EDITION
from .case import Case
from .server import EDITIONS, TRANSPORTS, Server

# How many credentials the tests take turns with; api.Callers says why.
CALLERS = 6


def main(arguments: list[str]) -> int:
    """Starts a worker for each server, prints what they say, and judges the coverage; 0 when all is well."""
    if arguments[:1] == ["--worker"]:
        edition, transport, *patterns = arguments[1:]
        return work(edition, transport, patterns)
    began = time.monotonic()
    workers = []
    for edition, transport in itertools.product(EDITIONS, TRANSPORTS):
        counts, report = tempfile.TemporaryFile("w+"), tempfile.TemporaryFile("w+")
        command = [sys.executable, "-m", __package__, "--worker", edition, transport, *arguments]
        worker = subprocess.Popen(command, stdout=counts, stderr=report)
        workers.append((edition, transport, worker, counts, report))
    is_sound = True
    for edition, transport, worker, counts, report in workers:
        status = worker.wait()
        for file in (counts, report):
            file.seek(0)
        print(f"== {edition} over {transport}\n{report.read().rstrip()}")
        is_sound = summarise(counts.read(), edition, is_partial=bool(arguments)) and status == 0 and is_sound
    print(f"== {'sound' if is_sound else 'FAILED'}, {time.monotonic() - began:.0f} s")
    return 0 if is_sound else 1


def work(edition: str, transport: str, patterns: list[str]) -> int:
    """Runs the tests on one server; the report goes to standard error, the counts as JSON to standard output."""
    loader = unittest.TestLoader()
    loader.testNamePatterns = [pattern if "*" in pattern else f"*{pattern}*" for pattern in patterns] or None
    package = Path(__file__).parent
    found = loader.discover(str(package), pattern="test_*.py", top_level_dir=str(package.parent))
    chosen = unittest.TestSuite(test for test in leaves(found) if belongs(test, edition, transport))
    Case.server = Server(edition, transport, credential_count=CALLERS + 1).start()
    try:
        Case.api = api.Callers([api.Api(Case.server, credential) for credential in Case.server.credentials[:-1]])
        result = unittest.TextTestRunner(stream=sys.stderr, verbosity=1).run(chosen)
    finally:
        status = Case.server.stop()
    if status != 0:
        print(f"The server ended with status {status} on SIGTERM.", file=sys.stderr)
    counts = {
        "tests": result.testsRun,
        "answered": api.answered,
        "refused": [[action, code, count] for (action, code), count in api.refused.items()],
    }
    json.dump(counts, sys.stdout)
    return 0 if result.wasSuccessful() and result.testsRun > 0 and status == 0 else 1


def leaves(suite: unittest.TestSuite) -> list[unittest.TestCase]:
    """The single tests of a suite; those of one class stay together."""
    tests: list[unittest.TestCase] = []
    for part in suite:
        tests += leaves(part) if isinstance(part, unittest.TestSuite) else [part]
    return tests


def belongs(test: unittest.TestCase, edition: str, transport: str) -> bool:
    """Whether a test is meant for this server; what could not be loaded is, so that it fails."""
    return not isinstance(test, Case) or (edition in test.editions and transport in test.transports)


def summarise(output: str, edition: str, is_partial: bool) -> bool:
    """Prints the counts of a worker; false when an action of the list was never answered."""
    if not output:
        return False
    counts = json.loads(output)
    answered = Counter(counts["answered"])
    codes = {code for _, code, _ in counts["refused"]}
    expected = (IMPLEMENTED | EXTENSIONS) - REFUSED_BY_EDITION[edition]
    missing = sorted(expected - set(answered))
    print(
        f"{counts['tests']} tests; {len(expected & set(answered))} of {len(expected)} actions answered in "
        f"{answered.total()} calls; {sum(count for *_, count in counts['refused'])} refusals with {len(codes)} codes"
    )
    if missing and not is_partial:
        print("never answered: " + ", ".join(missing))
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
