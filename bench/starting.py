"""How long `dzb demo` takes from the start of the process until its page answers, and how much memory it then holds."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

PATIENCE_SECONDS = 30


@dataclass(frozen=True)
class Start:
    """Seconds until the page answered, and MiB of resident memory at that moment."""

    seconds: float
    mebibytes: float


def start() -> Start:
    """Start the demo on an empty folder, wait for its page, and end it."""
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="dzb-bench-") as folder:
        command = [sys.executable, "-m", "bot", "demo", "--port", str(port), "--data", folder]
        begun = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            _wait_for_page(process, port)
            return Start(time.perf_counter() - begun, _resident(process.pid))
        finally:
            process.terminate()
            process.wait()


def _wait_for_page(process: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(PATIENCE_SECONDS * 100):
        if process.poll() is not None:
            raise RuntimeError(f"dzb demo ended by itself with {process.returncode}")
        with suppress(URLError, ConnectionError), urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE_SECONDS):
            return
        time.sleep(0.01)
    raise RuntimeError("the demo's page did not answer")


def _resident(pid: int) -> float:
    status = Path(f"/proc/{pid}/status")
    if status.exists():
        found = re.search(r"VmRSS:\s+(\d+) kB", status.read_text("utf-8"))
        return int(found[1]) / 1024 if found else 0.0
    kilobytes = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return int(kilobytes.stdout) / 1024


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
