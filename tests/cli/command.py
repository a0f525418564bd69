"""The installed `dzb`, run as people and other programs run it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DZB = Path(sys.executable).with_name("dzb")
SAMPLE = Path(__file__).parents[2] / "bot" / "sample_township"


@dataclass(frozen=True)
class Ended:
    """A command that is over."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """What it wrote as JSON lines."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def told(self) -> str:
        """The one line on stderr."""
        [line] = self.err.splitlines()
        return line


def environment(**settings: str) -> dict[str, str]:
    """This process's environment without anybody's own settings, and these."""
    return {name: value for name, value in os.environ.items() if not name.startswith("DZB_")} | settings


def dzb(*words: str | Path, at: Path | None = None, given: str | bytes = b"", **settings: str) -> Ended:
    """Run the command in this folder with this input and these settings in the environment."""
    ended = subprocess.run(
        [DZB, *map(str, words)],
        cwd=at,
        input=given.encode() if isinstance(given, str) else given,
        env=environment(**settings),
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())


def office(folder: Path, *, tables: bool = True) -> Path:
    """A new office's folder, with the sample's lists in its tables unless it shall have only headings."""
    assert dzb("init", folder, "--org", "qinghe", "--name", "青禾乡").code == 0
    if tables:
        for table in SAMPLE.glob("*.csv"):
            shutil.copy(table, folder / table.name)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes, to see that nothing was changed."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}
