"""The project's own files, as the tests about the house see them."""

import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "storage")
BROUGHT_FROM_ELSEWHERE = "VENDORED.md"
TEXT = {".py", ".sh", ".toml", ".md", ".txt", ".csv", ".html", ".css", ".js", ".json", ".jsonl", ".sql", ".lock"}
BARE = {"Makefile", "run", "LICENSE", ".gitignore"}


def text_files(*rooms: str) -> list[Path]:
    """Every text file of these rooms (default: of the whole tree) that was written here."""
    starts = [ROOT / room for room in rooms] or [ROOT]
    files = [path for start in starts for path in _walk(start)]
    brought = tuple(path.parent for path in files if path.name == BROUGHT_FROM_ELSEWHERE)
    return [path for path in files if _is_text(path) and not any(map(path.is_relative_to, brought))]


def vendored_folders() -> list[Path]:
    """The folders whose files were brought from elsewhere; a VENDORED.md in each says from where."""
    return [path.parent for path in _walk(ROOT) if path.name == BROUGHT_FROM_ELSEWHERE]


def _walk(start: Path) -> Iterator[Path]:
    for folder, subfolders, files in os.walk(start):
        subfolders[:] = sorted(name for name in subfolders if not _is_leaving(name))
        yield from (Path(folder, name) for name in sorted(files))


def _is_leaving(folder: str) -> bool:
    return folder == "__pycache__" or (folder.startswith(".") and folder != ".ci")


def _is_text(path: Path) -> bool:
    return path.suffix in TEXT or path.name in BARE
