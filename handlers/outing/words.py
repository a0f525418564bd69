"""How an outing reads on cards, in lists and in sentences."""

from __future__ import annotations

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.content import Field
from handlers.engine.facts import Facts
from handlers.engine.matter import Notice
from handlers.engine.request import Request
from handlers.engine.wording import say_day, say_span
from handlers.outing.outing import Company, Outing
from handlers.outing.starting import ARTICLE


def when(outing: Outing, facts: Facts) -> str:
    """From when to when, with the clock times that were said."""
    first, last = outing.span.first, outing.span.last
    if not (outing.start or outing.end):
        return say_span(first.day, first.half.value, last.day, last.half.value, facts.today)
    since = f"{say_day(first.day, facts.today)}{outing.start}"
    until = outing.end if first.day == last.day else f"{say_day(last.day, facts.today)}{outing.end}"
    return f"{since}起" if outing.open_end else f"{since}至{until}"


def manner(outing: Outing, facts: Facts) -> str:
    """How it was reported: by oneself, by telephone and who took the call, afterwards."""
    how = f"电话告知（{facts.directory.name(outing.taken_by)}接）" if outing.taken_by else "本人报告"
    return f"{how}，事后" if outing.late else how


def lines(outing: Outing, facts: Facts) -> tuple[Field, ...]:
    """Kind, place, time, company, purpose."""
    found = (
        Field("类别", outing.kind),
        Field("去向", outing.place),
        Field("时间", when(outing, facts) + ("（未说返回时间，按当天记）" if outing.open_end else "")),
        Field("同行", "、".join(names(outing, facts))),
        Field("事由", outing.purpose),
        Field("方式", manner(outing, facts)),
    )
    return tuple(f for f in found if f.value)


def names(outing: Outing, facts: Facts) -> tuple[str, ...]:
    """Who goes along."""
    return (*(facts.directory.name(account) for account in outing.companions), *outing.others)


def brief(name: str, outing: Outing, facts: Facts) -> str:
    """Name, kind, place and time; the purpose stays in the record (rules X6)."""
    return f"{name}{outing.kind}：{outing.place}，{when(outing, facts)}"


def label(outing: Outing) -> str:
    """What others see of it in lists: kind and place."""
    return f"{outing.kind} {outing.place}"[:60]


def notes(outing: Outing, along: Company, own: tuple[Absence, ...], facts: Facts) -> tuple[str, ...]:
    """Overlaps are said, not refused; a shared name is not guessed."""
    shared = (f"“{name}”有同名的同志，同行外出没有记到本人名下，请改写账号。" for name in along.shared)
    late = "外出时间已经开始，按事后报告登记。" if outing.late else ""
    found = (f"外出不用审批，提交即备案（{ARTICLE}）。", late, *_overlaps(outing, own, facts), *shared)
    return tuple(note for note in found if note)


def to_companions(outing: Outing, name: str, facts: Facts) -> tuple[Notice, ...]:
    """Each of them once."""
    what = f"{outing.kind}，{outing.place}，{when(outing, facts)}"
    text = f"{name}登记您同行外出：{what}（{{serial}}）。如不同行请告诉党政办。"
    return tuple(Notice(account, text) for account in outing.companions)


def called_off(request: Request, name: str) -> tuple[Notice, ...]:
    """To those who would have gone along."""
    text = f"{name}已撤回外出登记 {request.serial}，您不再记为外出。"
    return tuple(Notice(account, text) for account in Outing.from_form(request.form).companions)


def recorded(outing: Outing, request: Request, facts: Facts) -> str:
    """On the applicant's own card."""
    over = facts.this_half > outing.span.last
    left = "。" if over else "，返岗后请点“返岗”；不去了请点“撤回”。"
    return f"已备案，编号 {request.serial}{left}"


def _overlaps(outing: Outing, own: tuple[Absence, ...], facts: Facts) -> list[str]:
    return [
        f"与已有的{_WHAT[absence.kind]} {absence.serial}（{_span(absence, facts)}）时间重叠，请核对。"
        for absence in own
        if absence.state is not AbsenceState.VOID and absence.span.overlaps(outing.span)
    ]


_WHAT = {AbsenceKind.LEAVE: "请假", AbsenceKind.OUTING: "外出"}


def _span(absence: Absence, facts: Facts) -> str:
    first, last = absence.span.first, absence.span.last
    return say_span(first.day, first.half.value, last.day, last.half.value, facts.today)
