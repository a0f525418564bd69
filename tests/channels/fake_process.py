"""A fake platform as a test has it: a process of its own, obeying over loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class FakeProcess:
    """The running fake."""

    url: str

    def ask(self, path: str, **said: Any) -> Any:
        """A command; blocks, and is answered when it is done."""
        request = urllib.request.Request(f"{self.url}/_/{path}", json.dumps(said).encode(), method="POST")
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def seen(self) -> list[dict[str, Any]]:
        """Everything that people saw so far."""
        return list(self.ask("seen")["seen"])


@contextmanager
def running_fake(module: str) -> Iterator[str]:
    """The address of a fake of its own, gone afterwards."""
    process = subprocess.Popen(
        [sys.executable, "-m", module], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield process.stdout.readline().strip()
    finally:
        assert process.stdin
        process.stdin.close()
        process.wait(10)
