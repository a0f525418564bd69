"""What the templates of the printed forms are made of: page, title, grid, signatures, register, foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

_BODY, _TITLE, _LABEL = "仿宋", "宋体", "黑体"
_LATIN = "Times New Roman"
_GRID = (2.6, 5.2, 2.6, 5.2)


@dataclass(frozen=True)
class Cell:
    """A cell of a grid: its words, over how many columns, whether it is a label, and whether it is long."""

    text: str
    across: int = 1
    label: bool = False
    tall: bool = False


GridRow = tuple[Cell, ...]


def pair(label: str, blank: str, other: str, other_blank: str) -> GridRow:
    """Two labels, each with its blank beside it."""
    return (Cell(label, label=True), Cell(blank), Cell(other, label=True), Cell(other_blank))


def wide(label: str, blank: str, tall: bool = False) -> GridRow:
    """One label and its blank over the whole width."""
    return (Cell(label, label=True), Cell(blank, 3, tall=tall))


SIGNATURES: tuple[GridRow, ...] = (
    (Cell("审 批 意 见", 4, label=True),),
    tuple(Cell(text, label=True) for text in ("意见", "签署人", "时间", "说明")),
    (Cell("{%tr for 签 in 审批 %}", 4),),
    tuple(Cell(text) for text in ("{{ 签.意见 }}", "{{ 签.签署人 }}", "{{ 签.时间 }}", "{{ 签.说明 }}")),
    (Cell("{%tr endfor %}", 4),),
)
"""Who signed, a line each: what they said, who, when, with what words."""

STANDING: tuple[GridRow, ...] = (
    pair("状态", "{{ 状态 }}", "申请时间", "{{ 申请时间 }}"),
    wide("备注", "{{ 标记 }}"),
    wide("审批依据", "{{ 依据 }}"),
)
"""How the request stands, what sets it apart, and the article."""


def open_document(title: str, landscape: bool = False) -> Document:
    """An empty A4 page with the office's type."""
    document = docx.Document()
    section = document.sections[0]
    width, height = Cm(21), Cm(29.7)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (height, width) if landscape else (width, height)
    side = Cm(1.2) if landscape else Cm(2.7)
    section.left_margin = section.right_margin = side
    section.top_margin, section.bottom_margin = (Cm(1.8), Cm(1.5)) if landscape else (Cm(2.5), Cm(2))
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = _LATIN, Pt(12)
    _east_asian(style.element.get_or_add_rPr(), _BODY)
    document.core_properties.title = title
    document.core_properties.author = ""
    return document


def heading(document: Document, title: str, numbered: bool = True) -> None:
    """The form's title, and under it its number or, for a register, its period."""
    paragraph = document.add_paragraph()
    paragraph.alignment = ALIGN.CENTER
    paragraph.paragraph_format.space_after = Pt(10)
    _write(paragraph, title, _TITLE, 22, bold=True)
    line = document.add_paragraph()
    line.alignment = ALIGN.RIGHT if numbered else ALIGN.LEFT
    line.paragraph_format.space_after = Pt(4)
    _write(line, "编号：{{ 编号 }}" if numbered else "期间：{{ 期间 }}　共{{ 行数 }}条", _BODY, 12)


def grid(document: Document, rows: Sequence[GridRow]) -> None:
    """A table of labels and blanks, four columns wide."""
    table = _table(document, len(rows), _GRID)
    for row, cells in zip(table.rows, rows, strict=True):
        _set_height(row, 2.2 if any(cell.tall for cell in cells) else 1.0)
        position = 0
        for cell in cells:
            place = row.cells[position]
            if cell.across > 1:
                place = place.merge(row.cells[position + cell.across - 1])
            _fill(place, cell.text, cell.label, left=1 < cell.across < len(_GRID))
            position += cell.across


def register_table(document: Document, columns: Sequence[tuple[str, str, float]]) -> None:
    """A book's lines under its columns: (heading, name of the blank, width in cm). The heading is on every page."""
    table = _table(document, 4, tuple(width for _, _, width in columns))
    for place, (label, _, _) in zip(table.rows[0].cells, columns, strict=True):
        _fill(place, label, label=True, size=10)
    mark = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(mark)
    _fill(table.rows[1].cells[0], "{%tr for 行 in 各行 %}")
    for place, (_, name, _) in zip(table.rows[2].cells, columns, strict=True):
        _fill(place, f"{{{{ 行.{name} }}}}", size=9.5)
    _fill(table.rows[3].cells[0], "{%tr endfor %}")
    for row in table.rows:
        _set_height(row, 0.8)


def note(document: Document, text: str) -> None:
    """A sentence under the form."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(6)
    _write(paragraph, text, _BODY, 10.5)


def footer(document: Document, register: bool = False) -> None:
    """The verification code of the form, and who printed it when, at the foot of the page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = ALIGN.LEFT
    printed = "打印：{{ 打印时间 }} {{ 打印人 }}"
    how = "真伪核验：给{{ 助手 }}发送“核验 编号 校验码”。"
    code = "" if register else "校验码：{{ 校验码 }}　　"
    if not register:
        how = "真伪核验：给{{ 助手 }}发送“核验 {{ 编号 }} {{ 校验码 }}”。"
    _write(paragraph, f"{code}{printed}", _BODY, 10.5)
    second = document.sections[0].footer.add_paragraph()
    _write(second, how, _BODY, 9)


def _table(document: Document, rows: int, widths: Sequence[float]) -> Table:
    table: Table = document.add_table(rows, len(widths))
    table.style = document.styles["Table Grid"]
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for number, width in enumerate(widths):
        table.columns[number].width = Cm(width)
        for place in table.columns[number].cells:
            place.width = Cm(width)
    return table


def _fill(place: _Cell, text: str, label: bool = False, left: bool = False, size: float = 12) -> None:
    place.vertical_alignment = VERTICAL.CENTER
    paragraph = place.paragraphs[0]
    paragraph.alignment = ALIGN.LEFT if left else ALIGN.CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    _write(paragraph, text, _LABEL if label else _BODY, size)


def _write(paragraph: Paragraph, text: str, font: str, size: float, bold: bool = False) -> None:
    run = paragraph.add_run(text)
    run.font.name, run.font.size, run.font.bold = _LATIN, Pt(size), bold
    _east_asian(run._r.get_or_add_rPr(), font)


def _east_asian(properties: Any, font: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    fonts.set(qn("w:eastAsia"), font)


def _set_height(row: _Row, height: float) -> None:
    row.height = Cm(height)
    row.height_rule = WD_ROW_HEIGHT_RULE.AT_LEAST
