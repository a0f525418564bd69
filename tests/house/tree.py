"""The project's own files, as the tests about the house see them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "schedules", "storage")
TEXT = {".py", ".sh", ".toml", ".md", ".txt", ".csv", ".html", ".css", ".js", ".json", ".jsonl", ".sql", ".lock"}
BARE = {"Makefile", "run", "LICENSE", ".gitignore"}


def text_files(*folders: str) -> Iterator[Path]:
    """Every text file under the folders (default: the whole tree), build leavings and .git apart."""
    for folder in folders or (".",):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and (path.suffix in TEXT or path.name in BARE) and not _is_leaving(path):
                yield path


def _is_leaving(path: Path) -> bool:
    inside = path.relative_to(ROOT).parent.parts
    return any(part == "__pycache__" or (part.startswith(".") and part != ".ci") for part in inside)
