"""Rules and schedules are handed the clock, chance and settings; they never reach for them."""

import ast
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT, text_files

REACHING = {
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "os.environ",
    "os.getenv",
    "time.monotonic",
    "time.time",
    "uuid.uuid1",
    "uuid.uuid4",
}
REACHING_MODULES = {"random", "secrets"}


def imported_names(tree: ast.AST) -> dict[str, str]:
    """What each imported name stands for: `from datetime import date as d` gives d -> datetime.date."""
    meaning: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            meaning |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            meaning |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
    return meaning


def full_name(node: ast.AST, meaning: dict[str, str]) -> str:
    if isinstance(node, ast.Attribute):
        return f"{full_name(node.value, meaning)}.{node.attr}"
    return meaning.get(node.id, "") if isinstance(node, ast.Name) else ""


def reached_for(source: str) -> Iterator[str]:
    """Line and name of everything in the source that a rule must be handed instead."""
    tree = ast.parse(source)
    meaning = imported_names(tree)
    for name in meaning.values():
        if name.partition(".")[0] in REACHING_MODULES or name in REACHING:
            yield f"import of {name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (name := full_name(node, meaning)) in REACHING:
            yield f"line {node.lineno}: {name}"


def test_rules_and_schedules_reach_for_nothing() -> None:
    files = [path for path in text_files("handlers", "schedules") if path.suffix == ".py"]
    found = {str(path.relative_to(ROOT)): list(reached_for(path.read_text("utf-8"))) for path in files}
    assert found
    assert {path: names for path, names in found.items() if names} == {}


@pytest.mark.parametrize(
    "source",
    [
        "from datetime import datetime\nstart = datetime.now()",
        "from datetime import date as d\nstart = d.today",
        "import datetime as dt\nstart = dt.datetime.now(dt.UTC)",
        "import os\nplace = os.environ['X']",
        "from os import getenv",
        "import random",
        "from random import choice",
        "import time\nstart = time.time()",
    ],
)
def test_reaching_is_noticed_under_any_name(source: str) -> None:
    assert list(reached_for(source))


@pytest.mark.parametrize(
    "source",
    [
        "def late(clock: Clock) -> bool:\n    return clock.now() > clock.today()",
        "from datetime import date\nfirst = date(2026, 1, 1)",
        "import os\nname = os.fspath('x')",
    ],
)
def test_a_clock_that_was_handed_in_is_welcome(source: str) -> None:
    assert not list(reached_for(source))
