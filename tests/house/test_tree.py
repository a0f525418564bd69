"""Files stay short, stand on their own, and what was brought from elsewhere is what it says it is."""

import hashlib
import re
from pathlib import Path

import pytest

from tests.house.tree import BROUGHT_FROM_ELSEWHERE, ROOMS, ROOT, text_files, vendored_folders

LONGEST = 400
SOURCES = {".py", ".js", ".css", ".html"}
WRITTEN_ONCE = ROOT / "storage" / "migrations" / "versions"  # as long as the tables they make, edited by nobody

# Folders of one machine, not of the project. In pieces, so that this file does not find itself.
HOMES = ("work", "root", "Users")
NEIGHBOUR = "shared"
ELSEWHERE = re.compile(rf"(?<![\w.}}/])/({'|'.join(HOMES)})(?![\w-])|\b{NEIGHBOUR}/")
VENDORED_ROW = re.compile(r"`(?P<name>[^`\s]+)`.*?\b(?P<digest>[0-9a-f]{64})\b")


def names(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_a_file_can_be_read_in_one_sitting() -> None:
    files = [path for path in text_files(*ROOMS) if not path.is_relative_to(WRITTEN_ONCE)]
    sources = [path for path in files if path.suffix in SOURCES]
    too_long = [path for path in sources if len(path.read_text("utf-8").splitlines()) > LONGEST]
    assert sources
    assert names(too_long) == []


def test_nothing_points_outside_the_checkout() -> None:
    pointing = [path for path in text_files() if ELSEWHERE.search(path.read_text("utf-8"))]
    assert names(pointing) == []


@pytest.mark.parametrize("text", [f"see ../{NEIGHBOUR}/design.md", *(f"cd /{home}/main" for home in HOMES)])
def test_a_path_outside_would_be_noticed(text: str) -> None:
    assert ELSEWHERE.search(text)


@pytest.mark.parametrize("text", ["bot/channels/workplace/page.html", "network/working days", "shared by all"])
def test_ordinary_words_are_no_paths(text: str) -> None:
    assert not ELSEWHERE.search(text)


def listed(folder: Path) -> dict[str, str]:
    """What VENDORED.md says lies beside it: in each line a `name` and that file's SHA-256."""
    rows = VENDORED_ROW.finditer((folder / BROUGHT_FROM_ELSEWHERE).read_text("utf-8"))
    return {row["name"]: row["digest"] for row in rows}


def present(folder: Path) -> dict[str, str]:
    files = [path for path in folder.iterdir() if path.is_file() and path.name != BROUGHT_FROM_ELSEWHERE]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_vendored_files_are_all_listed_and_unchanged() -> None:
    for folder in vendored_folders():
        assert present(folder) == listed(folder), f"{folder.relative_to(ROOT)}/{BROUGHT_FROM_ELSEWHERE}"


def test_a_changed_vendored_file_would_be_noticed(tmp_path: Path) -> None:
    asset = tmp_path / "library.min.js"
    asset.write_text("original", "utf-8")
    row = f"| `{asset.name}` | 1.0 | MIT | {hashlib.sha256(b'original').hexdigest()} |\n"
    (tmp_path / BROUGHT_FROM_ELSEWHERE).write_text(row, "utf-8")
    assert present(tmp_path) == listed(tmp_path)
    asset.write_text("changed", "utf-8")
    assert present(tmp_path) != listed(tmp_path)
