"""Excel: a sheet a book, set up for A4 landscape. No cell is ever a formula or a link, whatever was written."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Any
from unicodedata import east_asian_width

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.exports.plain import is_active, plain
from handlers.engine.ledger import Column, Holds, as_day, as_moment, as_number

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_A4, _HEADER_ROW = 9, 2
_NARROWEST, _WIDEST, _SHORT = 7, 26, 18
_LINE_HEIGHT, _LEAST_HEIGHT = 13.5, 19
_FORBIDDEN_IN_NAMES = str.maketrans("[]:*?/\\'", "（）：＊？／＼’")
_FONT = "宋体"
_LOOKS: Mapping[Holds, Mapping[str, Any]] = {
    Holds.TEXT: {"text_wrap": True, "num_format": "@"},
    Holds.DATE: {"num_format": "yyyy-mm-dd", "align": "center"},
    Holds.MOMENT: {"num_format": "yyyy-mm-dd hh:mm", "align": "center"},
    Holds.NUMBER: {"num_format": "General", "align": "center"},
    Holds.FEN: {"num_format": "#,##0.00", "align": "right"},
}
_SHOWN_WIDTH = {Holds.DATE: 10.5, Holds.MOMENT: 15, Holds.NUMBER: 7, Holds.FEN: 10}


@dataclass(frozen=True)
class Row:
    """A line of a sheet, a value a column; grey where it does not count in the total."""

    values: Sequence[object]
    grey: bool = False


@dataclass(frozen=True)
class Sheet:
    """A table with its heading. `totals` are sums by the column's name; empty where the table has none."""

    name: str
    title: str
    note: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    totals: Mapping[str, Decimal]
    totals_label: str = "合计"


def write_workbook(sheets: Sequence[Sheet], at: datetime, author: str) -> bytes:
    """The bytes of a workbook with these sheets, the first one open."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": plain(sheets[0].title), "author": plain(author), "created": at.replace(tzinfo=None)})
    looks = _Looks(book)
    taken: set[str] = set()
    for sheet in sheets:
        _write_sheet(book.add_worksheet(_tab(sheet.name, taken)), sheet, looks)
    book.close()
    return out.getvalue()


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._of_cells: dict[tuple[object, ...], Format] = {}

    def get(self, **properties: Any) -> Format:
        base = {"font_name": _FONT, "font_size": 10, "valign": "vcenter"}
        key = tuple(sorted({**base, **properties}.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(dict(key))
        return self._made[key]

    def cell(self, holds: Holds, grey: bool) -> Format:
        return self._known(("cell", holds, grey), lambda: {**_LOOKS[holds], **_coloured(grey)})

    def text(self, grey: bool, centred: bool, active: bool) -> Format:
        """An active text bears the mark that keeps Excel from reading it as a formula when it is typed in again."""
        quote = {"quote_prefix": True} if active else {}
        align = {"align": "center"} if centred else {}
        return self._known(
            ("text", grey, centred, active), lambda: {**_LOOKS[Holds.TEXT], **_coloured(grey), **quote, **align}
        )

    def _known(self, key: tuple[object, ...], properties: Callable[[], Mapping[str, Any]]) -> Format:
        """A cell's format by what it is for: looked up once for each of many thousand cells."""
        found = self._of_cells.get(key)
        if found is None:
            found = self._of_cells[key] = self.get(border=1, **properties())
        return found


def _coloured(grey: bool) -> dict[str, str]:
    return {"font_color": "#808080"} if grey else {}


def _write_sheet(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    _write_heading(page, sheet, looks)
    widths = [_width(column, [row.values[n] for row in sheet.rows]) for n, column in enumerate(sheet.columns)]
    for number, column in enumerate(sheet.columns):
        look = looks.get(bold=True, border=1, align="center", bg_color="#E8EEF4", text_wrap=True)
        page.write_string(_HEADER_ROW, number, plain(column.name), look)
        page.set_column(number, number, widths[number])
    for offset, row in enumerate(sheet.rows, start=_HEADER_ROW + 1):
        page.set_row(offset, _height(row.values, widths))
        for number, (column, value) in enumerate(zip(sheet.columns, row.values, strict=True)):
            centred = row.grey, widths[number] <= _SHORT
            _write_cell(page, (offset, number), column.holds, value, looks, *centred)
    if sheet.totals:
        _write_totals(page, sheet, looks)
    _set_up_print(page, sheet)


def _write_heading(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    last = len(sheet.columns) - 1
    for row, text, look in (
        (0, sheet.title, looks.get(bold=True, font_size=18, align="center")),
        (1, sheet.note, looks.get(align="left", text_wrap=True)),
    ):
        if last > 0:
            page.merge_range(row, 0, row, last, "", look)
        page.write_string(row, 0, plain(text), look)
    page.set_row(0, 32)
    page.set_row(1, 20)
    page.set_row(_HEADER_ROW, 2 * _LINE_HEIGHT + 4)


def _write_cell(
    page: Worksheet, at: tuple[int, int], holds: Holds, value: object, looks: _Looks, grey: bool, centred: bool
) -> None:
    """A date as a date, a number as a number; whatever cannot be read as what its column holds stays text."""
    look = looks.cell(holds, grey)
    if holds is Holds.DATE and (day := as_day(value)):
        page.write_datetime(*at, datetime(day.year, day.month, day.day), look)  # noqa: DTZ001 - a cell has no zone
    elif holds is Holds.MOMENT and (moment := as_moment(value)):
        page.write_datetime(*at, moment.replace(tzinfo=None), look)
    elif holds in (Holds.NUMBER, Holds.FEN) and (number := as_number(value)) is not None:
        page.write_number(*at, float(number / 100 if holds is Holds.FEN else number), look)
    elif text := plain(value):
        page.write_string(*at, text, looks.text(grey, centred, is_active(value)))
    else:
        page.write_blank(*at, None, looks.text(grey, centred, active=False))


def _write_totals(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    """Sums as plain numbers: a formula would add up what was refused or taken back."""
    row = _HEADER_ROW + 1 + len(sheet.rows)
    label_until = next(n for n, column in enumerate(sheet.columns) if column.name in sheet.totals) - 1
    bold = {"bold": True, "border": 1, "bg_color": "#F6F6F6"}
    for number, column in enumerate(sheet.columns):
        total = sheet.totals.get(column.name)
        if total is None:
            page.write_blank(row, number, None, looks.get(**bold))
        else:
            shown = float(total / 100 if column.holds is Holds.FEN else total)
            page.write_number(row, number, shown, looks.get(**bold, **_LOOKS[column.holds]))
    label = looks.get(**bold, align="center")
    if label_until > 0:
        page.merge_range(row, 0, row, label_until, "", label)
    if label_until >= 0:
        page.write_string(row, 0, sheet.totals_label, label)
    page.set_row(row, 20)


def _set_up_print(page: Worksheet, sheet: Sheet) -> None:
    """A4 landscape, one page wide, the header on every page, page numbers below."""
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, _HEADER_ROW)
    page.set_footer("&C第 &P 页　共 &N 页")
    page.freeze_panes(_HEADER_ROW + 1, 1)
    page.hide_gridlines(2)
    if sheet.rows:
        page.autofilter(_HEADER_ROW, 0, _HEADER_ROW + len(sheet.rows), len(sheet.columns) - 1)


def _width(column: Column, values: Sequence[object]) -> float:
    """Wide enough for its longest line, a Chinese character counting two; long texts and headers wrap."""
    if column.holds in _SHOWN_WIDTH:
        return _SHOWN_WIDTH[column.holds]
    texts = (plain(value) for value in values)
    widest = max((_shown_width(line) for text in texts for line in text.split("\n")), default=0)
    return min(max(widest + 2, ceil(_shown_width(column.name) / 2) + 2, _NARROWEST), _WIDEST)


def _height(values: Sequence[object], widths: Sequence[float]) -> float:
    """High enough for the text that wraps most: Excel itself does not look again at a file made elsewhere."""
    lines = (
        sum(max(1, ceil(_shown_width(line) / (width - 1.5))) for line in plain(value).split("\n"))
        for value, width in zip(values, widths, strict=True)
        if width > _SHORT
    )
    return max(_LEAST_HEIGHT, max(lines, default=1) * _LINE_HEIGHT + 4)


def _shown_width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def _tab(name: str, taken: set[str]) -> str:
    """A name for the tab that Excel accepts: at most 31 characters, none of them forbidden, each name once."""
    base = plain(name).translate(_FORBIDDEN_IN_NAMES).strip()[:28] or "台账"
    found = next(n for n in (base, *(f"{base}{i}" for i in range(2, 100))) if n.lower() not in taken)
    taken.add(found.lower())
    return found
