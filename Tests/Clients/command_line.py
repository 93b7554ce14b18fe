# SPDX-License-Identifier: Apache-2.0
"""`tccli`, run as its own command does, in a process forked off this one: its start costs a second otherwise."""

from __future__ import annotations

import functools
import io
import itertools
import json
import os
import shutil
import sys
import tempfile
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from .api import answered
from .server import Credential, Server


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    status: int
    output: str
    complaint: str

    @property
    def reply(self) -> dict[str, Any]:
        """What it printed, read as JSON."""
        return json.loads(self.output)


class CommandLine:
    """tccli with a home of its own, no proxy, and a credential in the environment."""

    def __init__(self, server: Server) -> None:
        self._home = tempfile.TemporaryDirectory(prefix="hufu-clients-")
        self._main = _load()
        self._server = server
        # They take turns, for the reason that api.Callers gives.
        self._credentials = itertools.cycle(server.credentials)
        self.environment = {
            "HOME": self._home.name,
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "TENCENTCLOUD_REGION": server.region,
        }
        self._sign(server.credential)

    def close(self) -> None:
        """Removes the home."""
        self._home.cleanup()

    def run(self, action: str, *arguments: str) -> Outcome:
        """Runs `tccli kms ACTION ARGUMENTS… --endpoint http://…` to its end."""
        command = ["tccli", "kms", action, *arguments, "--endpoint", self._server.url]
        if "--language" not in arguments:
            command += ["--language", "en-US"]
        self._sign(next(self._credentials))
        outcome = self._fork(command)
        if outcome.status == 0:
            answered[action] += 1
        return outcome

    def reply(self, action: str, *arguments: str) -> dict[str, Any]:
        """The reply of a command that has to succeed."""
        outcome = self.run(action, *arguments)
        assert outcome.status == 0, f"tccli kms {action}: exit {outcome.status}, {outcome.complaint}"
        return outcome.reply

    def _sign(self, credential: Credential) -> None:
        self.environment["TENCENTCLOUD_SECRET_ID"] = credential.secret_id
        self.environment["TENCENTCLOUD_SECRET_KEY"] = credential.secret_key

    def _fork(self, command: list[str]) -> Outcome:
        output, complaint = (Path(self._home.name) / name for name in ("stdout", "stderr"))
        child = os.fork()
        if child == 0:
            status = 1
            try:
                status = _child(self._main, command, self.environment, output, complaint)
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        return Outcome(os.waitstatus_to_exitcode(status), output.read_text(), complaint.read_text())


@functools.cache
def _load() -> Callable[[], int]:
    """tccli's entry point. On its way in tccli opens a log in the home and takes the standard output for its own."""
    home, output = os.environ.get("HOME", ""), sys.stdout
    os.environ["HOME"] = tempfile.mkdtemp(prefix="hufu-clients-log-")
    sys.stdout = io.TextIOWrapper(io.BytesIO())
    try:
        from tccli.main import main
    finally:
        shutil.rmtree(os.environ["HOME"])
        os.environ["HOME"], sys.stdout = home, output
    return main


def _child(
    main: Callable[[], int], command: list[str], environment: dict[str, str], output: Path, complaint: Path
) -> int:
    """What the forked process does: becomes tccli, with the streams in files."""
    os.environ.clear()
    os.environ.update(environment)
    for stream, path in ((1, output), (2, complaint)):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), stream)
    # tccli wraps sys.stdout's buffer anew; the second name keeps the first wrapper, and with it the buffer, alive.
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    sys.argv = command
    try:
        status = main()
    except SystemExit as ending:
        status = ending.code if isinstance(ending.code, int) else 1
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return int(status or 0)
