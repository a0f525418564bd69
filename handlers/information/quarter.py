"""The quarter's notice: per unit how much was sent and adopted, drafted for the office (信息报送制度; rules M08-5)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.engine.content import Button, Card, Style
from handlers.engine.facts import Facts
from handlers.engine.request import Request, Verdict
from handlers.information.counting import UnitLine, per_unit
from handlers.information.piece import Piece

PUBLISH, KEEP = "发布", "不发布"


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day of the quarter that this day lies in."""
    first = date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    after = date(first.year + (first.month == 10), (first.month + 3 - 1) % 12 + 1, 1)
    return first, after - timedelta(days=1)


def notice(facts: Facts) -> str:
    """Every unit, those that sent nothing included; by the day of handing in, later adoptions apart."""
    first, last = quarter_of(facts.today)
    pieces = facts.filed("XX")
    units = [unit.name for unit in facts.roster.units if unit.line]
    lines = per_unit(pieces, units, first, last, facts.policy.information)
    later = _adopted_later(pieces, first, facts.now)
    said = [
        f"{first.year}年第{(first.month - 1) // 3 + 1}季度信息报送和采用情况（按报送日期）：",
        *(_line(line) for line in lines),
    ]
    return "\n".join([*said, f"补采用（上季度报送、本季度采用）：{'、'.join(later)}"] if later else said)


def draft(facts: Facts) -> Card:
    """To the office: nothing goes to the group before it says so."""
    buttons = (Button(PUBLISH, Style.PRIMARY), Button(KEEP))
    return Card("季度信息通报，请核对", f"{notice(facts)}\n点“发布”后发到全体群（信息报送制度 第5项）。", (), buttons)


def _line(line: UnitLine) -> str:
    return f"{line.unit}：报送{len(line.sent)}条，采用{len(line.adopted)}条"


def _adopted_later(pieces: Sequence[Request], first: date, now: datetime) -> list[str]:
    """Serials of what was handed in during the quarter before and adopted in this one."""
    before, _ = quarter_of(first - timedelta(days=1))
    earlier = (r for r in pieces if before <= r.created_at.date() < first and Piece.from_form(r.form).adopted)
    return [r.serial for r in earlier if first <= _adopted_on(r, now) <= now.date()]


def _adopted_on(request: Request, now: datetime) -> date:
    return next((d.at.date() for d in reversed(request.decisions) if d.verdict is Verdict.DO), now.date())
