"""`dzb people import`: the lists as CSV or Excel, all right or not at all, and what that changed."""

import csv
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.cli.command import SAMPLE, Ended, dzb, office

ORG_TABLES = ("members", "units", "stand_ins", "groups", "seals", "vehicles", "places", "rooms", "duty_slots", "audit")


def taken_over(folder: Path) -> Ended:
    return dzb("people", "import", ".", at=folder)


def edit(folder: Path, table: str, change: Callable[[str], str]) -> None:
    file = folder / f"{table}.csv"
    before = file.read_text("utf-8-sig")
    after = change(before)
    assert after != before
    file.write_text(after, "utf-8")


def stored(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that an import could have touched."""
    with closing(sqlite3.connect(folder / "dzb.sqlite")) as connection:
        return {
            table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3").fetchall()
            for table in (*ORG_TABLES, "orgs")
        }


def test_the_first_import_names_everybody(tmp_path: Path) -> None:
    ended = taken_over(office(tmp_path / "office"))
    assert (ended.code, ended.err) == (0, "")
    first, last = ended.out.splitlines()
    assert first.startswith("新增32人：周建国（党政领导班子）、")
    assert last == "现有在职32人，单位12个，群3个"


def test_the_same_lists_again_change_nobody(folder: Path) -> None:
    assert taken_over(folder).out.splitlines()[0] == "人员没有变化"


def test_it_is_said_who_came_left_moved_and_has_another_post(folder: Path) -> None:
    def change(text: str) -> str:
        rows = text.splitlines()
        [linf] = [row for row in rows if row.startswith("linf,")]
        [taoy] = [row for row in rows if row.startswith("taoy,")]
        moved = linf.replace("农业农村服务中心,", "财政所,", 1)
        rows[rows.index(linf)] = moved.replace("技术员", "会计")
        rows.remove(taoy)
        return "\n".join([*rows, "ningx,宁小满,财政所,干事,,2026-07,是"])

    edit(folder, "花名册", change)
    ended = taken_over(folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [
        "新增1人：宁小满（财政所）",
        "离开1人：陶勇（石桥村委会）",
        "调动1人：林芳（农业农村服务中心 → 财政所）",
        "职务变动1人：林芳（技术员 → 会计）",
        "现有在职32人，单位12个，群3个",
    ]


def test_whoever_is_written_as_out_of_service_has_left(folder: Path) -> None:
    def change(text: str) -> str:
        return "\n".join(row[:-1] + "否" if row.startswith("taoy,") else row for row in text.splitlines())

    edit(folder, "花名册", change)
    assert taken_over(folder).out.splitlines()[0] == "离开1人：陶勇（石桥村委会）"


def test_one_workbook_says_the_same_as_the_folder(folder: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in sorted(SAMPLE.glob("*.csv")):
        sheet = book.create_sheet(table.stem)
        for row in csv.reader(table.read_text("utf-8-sig").splitlines()):
            sheet.append(row)
    book.save(folder / "lists.xlsx")
    ended = dzb("people", "import", "lists.xlsx", at=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == "人员没有变化"


def test_every_bad_row_is_told_by_its_number_and_nothing_is_imported(folder: Path) -> None:
    before = stored(folder)
    edit(folder, "花名册", lambda text: text.replace("linf,林芳", "linf,").replace(",2000-08,", ",去年,"))
    edit(folder, "车辆", lambda text: text.replace(",mag,", ",nobody,"))
    ended = taken_over(folder)
    assert (ended.code, ended.out) == (2, "")
    *faults, last = ended.err.splitlines()
    assert [fault.split("：")[0] for fault in faults] == ["花名册.csv 第3行", "花名册.csv 第23行", "车辆.csv 第2行"]
    assert last == "共3处有误，没有导入任何内容，请改正后重新导入"
    assert stored(folder) == before


@pytest.mark.parametrize(
    ("table", "change", "said"),
    [
        ("花名册", lambda text: text.replace(",职务,", ",岗位,"), "花名册.csv 第1行：缺少列「职务」"),
        ("单位", lambda text: text.replace(",yangl,chenj", ",yangl,chen"), "单位.csv 第3行："),
    ],
    ids=["a column is missing", "somebody unknown"],
)
def test_a_list_that_cannot_be_meant_changes_nothing(
    folder: Path, table: str, change: Callable[[str], str], said: str
) -> None:
    before = stored(folder)
    edit(folder, table, change)
    ended = taken_over(folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said)
    assert stored(folder) == before


def test_empty_lists_send_nobody_away(folder: Path) -> None:
    before = stored(folder)
    for table in folder.glob("*.csv"):
        edit(folder, table.stem, lambda text: text.splitlines()[0])
    ended = taken_over(folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.told == "花名册里没有一个在职的人，没有导入任何内容：请先填写花名册"
    assert stored(folder) == before


def test_a_place_that_holds_no_lists_is_told(folder: Path) -> None:
    before = stored(folder)
    (folder / "text.xlsx").write_text("not a workbook", "utf-8")
    for path, said in (("none", "没有这个文件夹或文件"), ("text.xlsx", "不是能读的 Excel 文件")):
        ended = dzb("people", "import", path, at=folder)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.told
    assert stored(folder) == before


def test_a_missing_list_is_named(folder: Path) -> None:
    (folder / "群.csv").unlink()
    ended = taken_over(folder)
    assert (ended.code, ended.out) == (2, "")
    assert "缺少「群.csv」" in ended.told


def test_an_unknown_office_is_told_with_those_that_are_known(folder: Path) -> None:
    ended = dzb("people", "import", ".", "--org", "松坪乡", at=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.told == "没有叫“松坪乡”的单位，请用 --org 写明其中一个：qinghe（青禾乡）"
    assert dzb("people", "import", ".", "--org", "青禾乡", at=folder).code == 0


def test_what_the_policy_misses_afterwards_is_mentioned(folder: Path) -> None:
    edit(folder, "花名册", lambda text: text.replace("党政办主任,党政办主任", "党政办主任,文书"))
    ended = taken_over(folder)
    assert ended.code == 0
    assert "保密负责人角色“党政办主任”没有人担任" in ended.err
    assert all(line.startswith("提醒：") for line in ended.err.splitlines())
