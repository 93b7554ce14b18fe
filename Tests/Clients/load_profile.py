# SPDX-License-Identifier: Apache-2.0
"""Where a server's time goes: samples of its call stacks, counted by the part of the work that they belong to.

Each sample counts for the innermost frame whose module says something: what the runtime, the C library or the kernel does
counts for who asked for it, but for sockets, the disk and the waking of threads, which are parts of their own.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

KERNEL = [
    ("disk, in the kernel", re.compile(r"fdatasync|fsync|ext4_|xfs_|btrfs_|pwrite|blk_|filemap_")),
    ("sockets, in the kernel", re.compile(r"tcp_|inet_|sock_|__ip_|napi_|writev|ksys_read|skb_")),
    ("random bytes, in the kernel", re.compile(r"getrandom")),
    ("waiting and waking threads", re.compile(r"futex|epoll|eventfd|schedule|task_switch")),
]
MODULES = {
    "HTTP/1.1 and channels (SwiftNIO)": r"NIO\w*|CNIO\w*|_NIO\w*",
    "requests and replies (Hummingbird)": r"Hummingbird\w*|HTTPTypes|Logging|ServiceLifecycle|AsyncAlgorithms",
    "the server's own part (KMSServer)": r"KMSServer|hufu",
    "the API's edge (TencentKMS, StrictJSON)": r"TencentKMS|StrictJSON",
    "the key service (KeyManagement)": r"KeyManagement",
    "the engine (CryptoEngine and editions)": r"CryptoEngine|CryptoEditions|Libcrypto|FIPSEdition|SMEdition",
    "the store (KeyStoreSQLite, GRDB)": r"KeyStoreSQLite|GRDB",
}
LIBRARIES = [
    ("the store (KeyStoreSQLite, GRDB)", re.compile(r"libsqlite3")),
    ("the engine (CryptoEngine and editions)", re.compile(r"libcrypto|libgcrypt")),
    ("tasks (Swift's concurrency, Dispatch)", re.compile(r"libswift_Concurrency|libdispatch")),
]
SYMBOLS = [
    ("HTTP/1.1 and channels (SwiftNIO)", re.compile(r"c_nio_|CNIO")),
    ("the engine (CryptoEngine and editions)", re.compile(r"csm4_|hufu_secure")),
]
MANGLED = re.compile(r"\$s(\d+)(\w+)")
REST = "not attributed"


def area(frames: list[tuple[str, str]]) -> str:
    """The part that a stack of (symbol, library), the innermost first, belongs to."""
    kernel = " ".join(symbol for symbol, library in frames if "kernel" in library)
    for name, pattern in KERNEL:
        if pattern.search(kernel):
            return name
    for symbol, library in frames:
        for name, pattern in LIBRARIES:
            if pattern.search(library):
                return name
        for name, pattern in SYMBOLS:
            if pattern.match(symbol):
                return name
        mangled = MANGLED.match(symbol)
        if mangled:
            module = mangled.group(2)[: int(mangled.group(1))]
            for name, pattern in MODULES.items():
                if re.fullmatch(pattern, module):
                    return name
    return REST


def stacks(text: str) -> list[list[tuple[str, str]]]:
    """The stacks of `perf script -F ip,sym,dso`."""
    line = re.compile(r"\s*[0-9a-f]+ (.*) \((.*)\)$")
    found = ([match.groups() for match in map(line.match, block.splitlines()) if match] for block in text.split("\n\n"))
    return [stack for stack in found if stack]


def profile(process: int, seconds: int) -> Counter[str] | str:
    """Samples by part of the work; or why there are none."""
    if not shutil.which("perf"):
        return "there is no perf; install Debian's linux-perf"
    with tempfile.TemporaryDirectory(prefix="hufu-profile-") as folder:
        record = Path(folder) / "perf.data"
        done = subprocess.run(
            ["perf", "record", "--output", str(record), "--freq", "499", "--call-graph", "fp", "--pid", str(process),
             "--", "sleep", str(seconds)], capture_output=True, text=True)
        if done.returncode:
            return done.stderr.strip().splitlines()[-1]
        script = subprocess.run(
            ["perf", "script", "--input", str(record), "--fields", "ip,sym,dso"], capture_output=True, text=True)
    return Counter(area(stack) for stack in stacks(script.stdout))


def show(samples: Counter[str]) -> None:
    """A line for each part, the largest first."""
    total = sum(samples.values())
    print(f"{'':12} where the server's time went ({total} samples):")
    for name, count in samples.most_common():
        print(f"{'':12} {count / total:6.1%}  {name}")
