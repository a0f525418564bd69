"""`dzb duty import`: a roster from a file, all right or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.command import dzb

ROWS = [
    ["日期", "班次", "带班领导", "值班员"],
    ["2098-01-04", "白班", "杨丽", "黄燕"],
    ["2098-01-04", "夜班", "杨丽", "谢红"],
]


@pytest.fixture
def staffed(folder: Path) -> Path:
    """The sample's people, and a calendar for a year that is still to come."""
    text = (folder / "policy.toml").read_text("utf-8")
    before = '"已完整录入的年份" = []\n"安排" = []'
    assert text.count(before) == 1
    after = '"已完整录入的年份" = [2098]\n"安排" = [{ "日期" = 2098-01-01, "名称" = "元旦", "上班" = false }]'
    (folder / "policy.toml").write_text(text.replace(before, after), "utf-8")
    assert dzb("policy", "adopt", "policy.toml", at=folder).code == 0
    return folder


def slots(folder: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(folder / "dzb.sqlite")) as connection:
        query = "SELECT start_at, leader, member FROM duty_slots WHERE start_at >= '2098' ORDER BY start_at"
        return connection.execute(query).fetchall()


def workbook(folder: Path, rows: list[list[str]]) -> str:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(folder / "duty.xlsx")
    return "duty.xlsx"


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_roster_is_published_and_who_is_told_is_said(staffed: Path, kind: str) -> None:
    (staffed / "duty.csv").write_text("\n".join(",".join(row) for row in ROWS), "utf-8")
    workbook(staffed, ROWS)
    ended = dzb("duty", "import", f"duty.{kind}", at=staffed)
    assert (ended.code, ended.err) == (0, "")
    first, second = ended.out.splitlines()
    assert first == "已导入2098年1月4日值班表：2班，通知了3人。"
    assert second.startswith("这个月还没有排的：2098年1月5日（周日）08:30至2098年1月6日（周一）08:30、")
    assert [(leader, member) for _, leader, member in slots(staffed)] == [("yangl", "huangy"), ("yangl", "xieh")]


def test_every_bad_row_is_named_and_nothing_is_changed(staffed: Path) -> None:
    name = workbook(staffed, [*ROWS, ["2098-01-05", "白班", "杨丽", "张三"], ["2098-01-05", "夜班", "林芳", "谢红"]])
    ended = dzb("duty", "import", name, at=staffed)
    assert (ended.code, ended.out) == (2, "")
    assert "第4行：「值班员」里的“张三”在花名册里没有，请写全名或者账号。" in ended.err
    assert "第5行：林芳不是带班领导，请换成班子成员。" in ended.err
    assert slots(staffed) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [("none.csv", "没有这个文件"), ("policy.toml", "没有找到表头"), ("2097.csv", "2097年")],
)
def test_what_cannot_be_read_is_told(staffed: Path, name: str, told: str) -> None:
    (staffed / "2097.csv").write_text("日期,班次,带班领导,值班员\n2097-01-04,白班,杨丽,黄燕", "utf-8")
    ended = dzb("duty", "import", name, at=staffed)
    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
