"""The Excel file as Excel reads it: dates are dates, days are numbers, and nothing in a cell can act."""

import io
import zipfile
from datetime import datetime
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from bot.exports.workbook import Row, Sheet, write_workbook
from handlers.engine.ledger import Column, Holds

AT = datetime(2026, 12, 1, 9, 0)  # noqa: DTZ001 - a file's property
COLUMNS = (
    Column("编号"),
    Column("时间", Holds.MOMENT),
    Column("日期", Holds.DATE),
    Column("天数", Holds.NUMBER, summed=True),
    Column("金额", Holds.FEN, summed=True),
    Column("说明"),
)
ORDINARY = ("QJ-2026-0001", "2026-11-02T09:01:30+08:00", "2026-11-11", "2.5", "123456", "说明")


def sheet(*rows: tuple[object, ...], title: str = "青禾乡请假台账", name: str = "请假台账") -> Sheet:
    totals = {"天数": Decimal("2.5"), "金额": Decimal(123456)}
    return Sheet(name, title, "期间：2026年11月", COLUMNS, [Row(row) for row in rows or (ORDINARY,)], totals)


def opened(*sheets: Sheet) -> Worksheet:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(sheets, AT, "青禾乡")))
    page = book.worksheets[0]
    assert isinstance(page, Worksheet)
    return page


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


ACTIVE = [
    '=HYPERLINK("http://evil.example","点我")',
    "=1+1",
    "+86 138",
    "-2+3",
    "@SUM(1,2)",
    "\t=1+1",
    "\r=1+1",
    "\x00=1+1",
    "\n=1+1",
    " =1+1",
    "＝1+1",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("words", ACTIVE)
def test_words_that_a_spreadsheet_could_act_on_stay_words(words: str) -> None:
    row = (words, words, words, words, words, words)
    data = write_workbook([sheet(row, title=words, name=words)], AT, words)
    for name, xml in parts(data).items():
        assert "<f>" not in xml and "<f " not in xml, f"a formula in {name}"
        assert "<hyperlink " not in xml, f"a link in {name}"
    book = openpyxl.load_workbook(io.BytesIO(data))
    for cells in book.worksheets[0].iter_rows():
        for cell in cells:
            assert cell.data_type != "f", cell.coordinate


@pytest.mark.parametrize("words", ACTIVE)
def test_such_words_bear_the_mark_of_text(words: str) -> None:
    page = opened(sheet((words, *ORDINARY[1:])))
    assert page["A4"].data_type == "s"
    assert page["A4"].quotePrefix is True
    assert page["F4"].quotePrefix is not True


def test_what_nobody_can_see_is_left_out() -> None:
    page = opened(sheet(("QJ\x00-\x07\u202e1", *ORDINARY[1:5], "一\n二\t三")))
    assert page["A4"].value == "QJ-1"
    assert page["F4"].value == "一\n二 三"


def test_dates_are_dates_and_days_are_numbers() -> None:
    page = opened(sheet())
    assert page["B4"].value == datetime(2026, 11, 2, 9, 1, 30)  # noqa: DTZ001 - a cell has no zone
    assert page["C4"].value == datetime(2026, 11, 11)  # noqa: DTZ001
    assert (page["C4"].is_date, page["C4"].number_format) == (True, "yyyy-mm-dd")
    assert page["D4"].value == 2.5


def test_money_is_shown_in_yuan() -> None:
    page = opened(sheet())
    assert (page["E4"].value, page["E4"].number_format) == (1234.56, "#,##0.00")


def test_what_is_not_known_yet_is_said_in_words() -> None:
    page = opened(sheet((*ORDINARY[:3], "待定", "", "")))
    assert page["D4"].value == "待定"


def test_totals_stand_below_as_numbers() -> None:
    page = opened(sheet())
    assert page["A5"].value == "合计"
    assert (page["D5"].value, page["E5"].value) == (2.5, 1234.56)


def test_it_is_set_up_for_a4_landscape_with_its_header_in_sight() -> None:
    page = opened(sheet())
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
    assert page.freeze_panes == "B4"
    assert page.print_title_rows == "$1:$3"
    assert page["A1"].value == "青禾乡请假台账"
    assert page["A2"].value == "期间：2026年11月"


def test_chinese_columns_are_wide_enough() -> None:
    page = opened(sheet((*ORDINARY[:5], "十个汉字要二十格宽呀")))
    assert page.column_dimensions["F"].width >= 20
    assert page.column_dimensions["F"].width <= 30


def test_a_long_text_makes_its_row_high() -> None:
    page = opened(sheet((*ORDINARY[:5], "字" * 60), ORDINARY))
    assert (page.row_dimensions[4].height or 0) > 3 * 13
    assert (page.row_dimensions[5].height or 0) < 25


def test_two_books_of_one_name_are_two_tabs() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_workbook([sheet(), sheet()], AT, "青禾乡")))
    assert book.sheetnames == ["请假台账", "请假台账2"]


def test_the_same_lines_make_the_same_file() -> None:
    assert write_workbook([sheet()], AT, "青禾乡") == write_workbook([sheet()], AT, "青禾乡")
