"""The office's lists as they lie in a folder: CSV files as Excel or any editor saves them, or Excel workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from zipfile import BadZipFile

if TYPE_CHECKING:
    from openpyxl import Workbook


_MOST_ROWS, _MOST_COLUMNS = 2000, 50


@dataclass(frozen=True)
class Fault:
    """Something in a list that is not right: where (row 1 is the heading; 0: the whole file), what, and the remedy."""

    file: str
    row: int
    what: str
    remedy: str

    def __str__(self) -> str:
        place = f"{self.file} 第{self.row}行" if self.row else self.file
        return f"{place}：{self.what}，{self.remedy}"


@dataclass(frozen=True)
class Line:
    """One row of a list: its number as Excel shows it, and its cells by the column's name, trimmed."""

    file: str
    row: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, what: str, remedy: str) -> Fault:
        """A fault of this row."""
        return Fault(self.file, self.row, what, remedy)


@dataclass(frozen=True)
class Sheet:
    """A list before its headings are understood: the file's name and all its rows."""

    file: str
    rows: Sequence[Sequence[str]]


class UnreadableError(Exception):
    """A file that cannot be read at all."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def find(place: Path) -> Iterator[tuple[str, Path]]:
    """Every list in a folder, or every sheet of one workbook: the list's name and the file that holds it."""
    if place.is_file():
        yield from ((name, place) for name in _workbook_sheets(place))
        return
    for file in sorted(place.iterdir()):
        if file.suffix.lower() in (".csv", ".xlsx") and not file.name.startswith(("~$", ".")):
            yield file.stem, file


def read(name: str, file: Path, whole_workbook: bool) -> Sheet:
    """The rows of one list. Raises UnreadableError where the file is neither text nor a workbook."""
    if file.suffix.lower() == ".csv":
        return Sheet(file.name, _csv_of(file.name, file.read_bytes()))
    if whole_workbook:
        return Sheet(f"{file.name}「{name}」", _workbook_rows(file, name))
    return Sheet(file.name, _workbook_rows(file, None))


def of_bytes(name: str, data: bytes, wanted: Sequence[str]) -> Sheet:
    """The rows of a list that somebody sent: a CSV file, or the sheet of a workbook with such a name, else its first.

    No more than so many rows are read. Raises UnreadableError.
    """
    if not name.lower().endswith(".xlsx"):
        return Sheet(name, _csv_of(name, data)[:_MOST_ROWS])
    book = _workbook(name, io.BytesIO(data), read_only=True)
    sheet = next((book[title] for title in book.sheetnames if title in wanted), None) or book.worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
    return Sheet(name, [[_cell(value) for value in row] for row in rows])


def lines(sheet: Sheet, columns: Sequence[str]) -> tuple[list[Line], list[Fault]]:
    """The rows below the heading, blank ones left out, and what is wrong with the shape of the list."""
    heading = [_clean(cell) for cell in sheet.rows[0]] if sheet.rows else []
    missing = [column for column in columns if column not in heading]
    if missing:
        return [], [Fault(sheet.file, 1, f"缺少列「{'、'.join(missing)}」", f"请补上，第一行应有：{','.join(columns)}")]
    twice = [column for column in columns if heading.count(column) > 1]
    if twice:
        return [], [Fault(sheet.file, 1, f"列「{'、'.join(twice)}」出现了两次", "请只保留一列")]
    found, faults = [], []
    for number, row in enumerate(sheet.rows[1:], start=2):
        cells = [_clean(cell) for cell in row]
        if any(cells[len(heading) :]):
            faults.append(Fault(sheet.file, number, "内容比表头的列多", "请检查是否多了逗号，含逗号的内容要加引号"))
        elif any(cells):
            padded = cells + [""] * (len(heading) - len(cells))
            found.append(Line(sheet.file, number, dict(zip(heading, padded, strict=False))))
    return found, faults


def _csv_of(name: str, raw: bytes) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(_text(name, raw), newline="")))
    except csv.Error as fault:
        raise UnreadableError(Fault(name, 0, f"不是能读的 CSV 文件（{fault}）", "请用 Excel 另存一次")) from fault


def _text(name: str, raw: bytes) -> str:
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableError(Fault(name, 0, "文字编码认不出来", "请在 Excel 中另存为“CSV UTF-8（逗号分隔）”"))


def _workbook_sheets(file: Path) -> list[str]:
    return list(_workbook(file.name, file).sheetnames)


def _workbook_rows(file: Path, name: str | None) -> list[list[str]]:
    workbook = _workbook(file.name, file)
    sheet = workbook[name] if name else workbook.worksheets[0]
    return [[_cell(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def _workbook(name: str, source: Path | BinaryIO, read_only: bool = False) -> Workbook:
    """The library for workbooks is loaded with the first of them: most offices hand in CSV."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        return load_workbook(source, data_only=True, read_only=read_only)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as fault:
        remedy = "请用 Excel 打开后另存为 .xlsx，旧的 .xls 也要另存"
        raise UnreadableError(Fault(name, 0, "不是能读的 Excel 文件", remedy)) from fault


def _cell(value: object) -> str:
    """A cell as its column would be typed: whole numbers without point, days as 2026-12-01, times as 08:30."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    return value.isoformat("minutes") if isinstance(value, time) else str(value)


def _clean(cell: str) -> str:
    return cell.strip().strip("\ufeff").strip()
