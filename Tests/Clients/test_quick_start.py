# SPDX-License-Identifier: Apache-2.0
"""README's three commands for a server, run as they are written, in the two terminals that they speak of."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from .case import Case
from .server import binary

ROOT = Path(__file__).resolve().parents[2]


class QuickStartTests(Case):
    transports = ("http",)

    def test_three_commands(self) -> None:
        serve, *others = self.commands("README.md")
        self.assertEqual(self.commands("docs/service.md"), [serve, *others], "two documents, one quick start")
        with tempfile.TemporaryDirectory(prefix="hufu-clients-") as folder:
            environment = self.environment(Path(folder))
            # Another test may use the port 8080; what else is changed is the edition.
            command = serve.replace("fips", self.server.edition) + f" --set server.port={free_port()}"
            server = subprocess.Popen(
                ["bash", "-c", "exec " + command], cwd=folder, env=environment, stderr=subprocess.PIPE)
            try:
                assert server.stderr is not None
                for line in server.stderr:
                    if b"tccli kms Encrypt" in line:
                        break
                self.assertEqual((Path(folder) / "dev.env").stat().st_mode & 0o777, 0o600)
                script = "\n".join(["set -eu", *others])
                outcome = subprocess.run(
                    ["bash", "-c", script], cwd=folder, env=environment, capture_output=True, timeout=60)
                self.assertEqual(outcome.returncode, 0, outcome.stderr.decode())
                blob = json.loads(outcome.stdout)["CiphertextBlob"]
                self.assertTrue(blob.startswith(f"hufu.1.{self.server.edition}."))
            finally:
                server.send_signal(signal.SIGTERM)
                self.assertEqual(server.wait(30), 0)
                server.stderr.close()
            self.assertFalse((Path(folder) / "dev.env").exists(), "the credential's file goes with its server")

    def commands(self, document: str) -> list[str]:
        """The first block in bash of a document, without its remarks."""
        blocks = re.findall(r"^```bash\n(.*?)^```$", (ROOT / document).read_text(), re.MULTILINE | re.DOTALL)
        return [re.sub(r" +# .*", "", line) for line in blocks[0].splitlines()]

    def environment(self, folder: Path) -> dict[str, str]:
        """A home and a PATH that holds hufu, this Python's tccli, and the system's programs."""
        programs = folder / "bin"
        programs.mkdir()
        (programs / "hufu").symlink_to(binary())
        tccli = Path(sys.executable).with_name("tccli")
        self.assertTrue(shutil.which(str(tccli)))
        (programs / "tccli").symlink_to(tccli)
        library = {name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ}
        return {"HOME": str(folder), "PATH": f"{programs}:/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", **library}


def free_port() -> int:
    """A port of loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
