"""The bundle of the month, the quarter and the year, as the office reads it on the telephone (rules 1.24)."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.engine.content import Button, Card, Style
from handlers.engine.sheet import Period, Sheet

SEND = "发表格"
OFFICE_ONLY = "汇总表由党政办掌握；各项台账里自己的记录可以随时问我。"
SENT_HERE = "表格已发，见下面的文件。"


def card(found: Sequence[tuple[Period, Sequence[Sheet]]]) -> Card:
    """One card for all periods that have ended: a line a matter, the tables on one tap."""
    periods = "、".join(period.name for period, _ in found)
    parts = [part(period, sheets, len(found) > 1) for period, sheets in found]
    note = "表格里每个数都能在台账里查到；有出入的请先更正台账，再点“发表格”重新出表。"
    return Card(f"{periods}汇总表，请核对", "\n".join([*parts, note]), (), (Button(SEND, Style.PRIMARY),))


def part(period: Period, sheets: Sequence[Sheet], named: bool) -> str:
    """One period: what there was of each matter; those of which there was nothing are named together."""
    said = [sheet.said for sheet in sheets if sheet.said]
    nothing = [sheet.name for sheet in sheets if not sheet.said]
    none = f"没有登记：{'、'.join(nothing)}" if nothing else ""
    return "\n".join(line for line in (f"{period.name}：" if named else "", *said, none) if line)


def file_words(periods: Sequence[Period]) -> str:
    """One line over the workbook."""
    return f"{'、'.join(period.name for period in periods)}汇总表，每项一页，合计只计已经生效的。"
