"""`dzb demo`, the real program in a process of its own, as a newcomer starts it."""

from __future__ import annotations

import asyncio
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests import morning

ROOT = Path(__file__).parents[2]
_START = "import sys, pathlib; from bot.app import run_demo; run_demo(0, pathlib.Path(sys.argv[1]))"


@dataclass
class Demo:
    """The demo on a data folder; what it said at its start is in `greeting`."""

    folder: Path
    greeting: str = ""
    _process: asyncio.subprocess.Process | None = field(default=None, repr=False)

    def set_clock(self) -> None:
        """Before the first start: let it begin on the fixed morning and not now."""
        self.folder.mkdir(exist_ok=True)
        morning.settle(f"sqlite:///{self.folder / 'demo.sqlite'}")

    async def start(self) -> None:
        """Start it and read its greeting up to the last line."""
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", _START, str(self.folder), cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        assert self._process.stdout
        self.greeting = ""
        async with asyncio.timeout(30):
            while "Ctrl+C" not in self.greeting:
                line = await self._process.stdout.readline()
                assert line, f"the demo ended before it was there: {self.greeting}"
                self.greeting += line.decode()

    async def stop(self) -> int:
        """Ask it to end, and return its exit code."""
        assert self._process
        if self._process.returncode is None:
            self._process.terminate()
        async with asyncio.timeout(15):
            return await self._process.wait()

    @property
    def url(self) -> str:
        """Where the page is, as the greeting says."""
        found = re.search(r"http://\S+", self.greeting)
        assert found
        return found[0]
