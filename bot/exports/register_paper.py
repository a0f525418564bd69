"""A whole book as a printed register (用印登记簿, 外出登记), each line with its own verification code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bot.exports import templates, word_form
from bot.exports.ledger_book import Order
from bot.exports.request_paper import NoTemplateError, evidence, house_blanks
from bot.turn import Turn
from handlers.engine import verification
from handlers.engine.ledger import Column, Holds, Line, as_day, as_moment, as_number, columns_of
from handlers.engine.matter import Matter
from storage import ledgers, people, requests
from storage.blobs import Blob


def print_register(turn: Turn, matter: Matter, order: Order) -> tuple[Blob, int]:
    """The register and how many lines it has. Raises NoTemplateError, TemplateError."""
    form = matter.ledger.register
    template = templates.read(turn.uow, turn.org, form)
    if template is None:
        raise NoTemplateError(f"{form}还没有打印模板，请联系管理员。")
    lines = ledgers.lines(turn.uow, turn.org, matter.book, matter.ledger, order.wanted)
    columns = columns_of(matter.ledger, lines)
    office = people.org_names(turn.uow).get(turn.org, "")
    blanks = {
        **house_blanks(office, turn.member.name, turn.facts),
        "表名": form,
        "期间": order.scope.removeprefix("期间："),
        "行数": str(len(lines)),
        "各行": [{**line_blanks(line, columns), "校验码": _code(turn, matter, line)} for line in lines],
    }
    data = word_form.fill(template, blanks, turn.now)
    return Blob(f"{form}_{turn.now:%Y%m%d}{templates.ENDING}", word_form.MEDIA_TYPE, data), len(lines)


def line_blanks(line: Line, columns: Iterable[Column]) -> dict[str, str]:
    """The words of one line, dates and money as people write them."""
    decided = f"{line.decided_at:%Y-%m-%d %H:%M}" if line.decided_at else ""
    return {
        **{column.name: as_written(column.holds, line.data.get(column.name, "")) for column in columns},
        "编号": line.serial,
        "申请时间": f"{line.filed_at:%Y-%m-%d %H:%M}",
        "状态": line.state,
        "审批人": line.deciders,
        "审批时间": decided,
        "备注": line.remarks,
    }


def as_written(holds: Holds, value: Any) -> str:
    """A value of the book in words: 2026-12-01 09:00, 12.50."""
    if holds is Holds.MOMENT and (moment := as_moment(value)):
        return f"{moment:%Y-%m-%d %H:%M}"
    if holds is Holds.DATE and (day := as_day(value)):
        return day.isoformat()
    if holds is Holds.FEN and (fen := as_number(value)) is not None:
        return f"{fen / 100:.2f}"
    return "" if value is None else str(value)


def _code(turn: Turn, matter: Matter, line: Line) -> str:
    request = requests.get(turn.uow, turn.org, line.serial)
    return verification.code(evidence(turn.uow, turn.org, matter, request)) if request else ""
