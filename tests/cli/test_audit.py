"""`dzb audit verify`: a trail that was touched is named with its first changed row."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.command import dzb

WHOLE = "青禾乡：操作记录完整，没有被改动。\n"


def tamper(folder: Path, *statements: str) -> None:
    """Change the trail as somebody would who has the file: the database's own guard is taken away first."""
    with closing(sqlite3.connect(folder / "dzb.sqlite")) as connection, connection:
        guards = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (guard,) in guards:
            connection.execute(f'DROP TRIGGER "{guard}"')
        for statement in statements:
            assert connection.execute(statement).rowcount == 1


def test_a_trail_that_nobody_touched_is_whole(folder: Path) -> None:
    ended = dzb("audit", "verify", at=folder)
    assert (ended.code, ended.out, ended.err) == (0, WHOLE, "")
    assert dzb("audit", "verify", "--org", "qinghe", at=folder).out == WHOLE


@pytest.mark.parametrize(
    ("statement", "row"),
    [
        ("UPDATE audit SET actor = 'x' WHERE sequence = 2", 2),
        ("UPDATE audit SET detail = '{\"members\":1}' WHERE sequence = 1", 1),
        ("UPDATE audit SET detail = 'no json' WHERE sequence = 2", 2),
        ("DELETE FROM audit WHERE sequence = 2", 2),
        ("DELETE FROM audit WHERE sequence = 3", 3),
    ],
)
def test_the_first_row_that_was_touched_is_named(folder: Path, statement: str, row: int) -> None:
    tamper(folder, statement)
    ended = dzb("audit", "verify", at=folder)
    assert (ended.code, ended.out) == (1, "")
    assert ended.told.startswith(f"青禾乡：操作记录从第{row}条起被改动过")


def test_an_unknown_office_is_bad_input(folder: Path) -> None:
    ended = dzb("audit", "verify", "--org", "松坪乡", at=folder)
    assert (ended.code, ended.out) == (2, "")
    assert "没有叫“松坪乡”的单位" in ended.told
