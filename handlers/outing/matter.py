"""Outings as a matter: what the rule declares to the house (考勤制度 第3条; rules M20-4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.content import Button, Field, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Finish, Notice, Offer, PlainMatter, Plan, Question, Slots
from handlers.engine.request import Request, State
from handlers.engine.said_days import merged
from handlers.outing import on_paper, starting, words
from handlers.outing.outing import KINDS, Outing, company, read_outing, slots_of

_BACK, _OFF = "返岗", "撤回"
_STANDS_IN = (State.RECORDED, State.FINISHED)


class OutingMatter(PlainMatter):
    """外出: the matter that the rule of reporting outings declares."""

    code = "WC"
    name = "外出"
    book = "外出台账"
    intent = "outing"
    finish = _BACK
    recallable = True
    ledger = on_paper.LEDGER

    def is_meant(self, text: str) -> bool:
        """A call from somebody who is out, written down."""
        return starting.is_meant(text)

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """Who, where, since when, and of which kind."""
        return starting.starting(text, slots, facts, writer)

    def merged(self, slots: Slots, changes: Slots) -> dict[str, Any]:
        """The slots after an answer or a correction."""
        return merged(slots, changes)

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """Only where to: everything else is known or stands for itself."""
        if "start" not in slots:
            return Question("start", "请问什么时候外出？", ("今天上午", "今天下午", "明天"))
        if not slots.get("destination"):
            return Question("destination", "请问去哪里？", _places(facts), "向党政办报告去向")
        return None

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """On record as soon as it is submitted; whoever goes along is told once."""
        outing = read_outing({**slots, "category": _kind(slots)}, applicant, facts)
        if isinstance(outing, Fault):
            return outing
        own = tuple(a for a in facts.absences if a.member == applicant)
        who = facts.directory.name(applicant)
        whose = (Field("外出人", who),) if outing.taken_by else ()
        return Plan(
            title="外出登记",
            form=outing.to_form(),
            steps=(),
            informed=(),
            fields=(*whose, *words.lines(outing, facts)),
            notes=words.notes(outing, company(slots, applicant, facts), own, facts),
            notices=words.to_companions(outing, who, facts),
        )

    def on_record(self, request: Request, facts: Facts) -> Offer:
        """Back, or not gone at all."""
        outing = Outing.from_form(request.form)
        over = facts.this_half > outing.span.last
        buttons = () if over else (Button(_BACK, Style.PRIMARY), Button(_OFF))
        return Offer(words.recorded(outing, request, facts), buttons)

    def finishing(self, request: Request, slots: Slots, facts: Facts) -> Finish | Fault:
        """返岗: who was out is at work again from this moment on."""
        outing = Outing.from_form(request.form)
        if facts.this_half < outing.span.first:
            return Fault(f"{request.serial} 的外出还没有开始；不去了请回复“撤回 {request.serial}”。")
        back = replace(outing, back_at=facts.now.isoformat())
        return Finish(back.to_form(), _BACK, f"{request.serial} 已登记返岗。")

    def consequences(self, before: Request, after: Request, facts: Facts) -> tuple[Notice, ...]:
        """Those who would have gone along hear that it is off."""
        if after.state is not State.WITHDRAWN:
            return ()
        return words.called_off(after, facts.directory.name(after.applicant))

    def title(self, request: Request, facts: Facts) -> str:
        """«林芳的外出登记»."""
        return f"{facts.directory.name(request.applicant)}的外出登记"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """Kind, place, time, company, purpose."""
        who = Field("申请人", facts.directory.name(request.applicant))
        return (who, *words.lines(Outing.from_form(request.form), facts))

    def brief(self, request: Request, facts: Facts) -> str:
        """Name, kind, place and time."""
        return words.brief(facts.directory.name(request.applicant), Outing.from_form(request.form), facts)

    def absences(self, request: Request, facts: Facts) -> tuple[Absence, ...]:
        """Everyone who goes is out until they are back."""
        outing = Outing.from_form(request.form)
        span = outing.away
        if span is None:
            return ()
        state = AbsenceState.STANDS if request.state in _STANDS_IN else AbsenceState.VOID
        who = dict.fromkeys((request.applicant, *outing.companions))
        return tuple(Absence(request.serial, a, AbsenceKind.OUTING, span, state, words.label(outing)) for a in who)

    def slots(self, request: Request) -> Slots:
        """The form again."""
        return slots_of(Outing.from_form(request.form))

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the book."""
        return on_paper.entry(request, facts)


def _kind(slots: Slots) -> str:
    """One of the article's four, out of whatever a correction said."""
    said = str(slots.get("category", ""))
    return next((kind for kind in KINDS if kind in said or (said and said in kind)), KINDS[0])


def _places(facts: Facts) -> tuple[str, ...]:
    """The places that people most often name: the county and the villages."""
    county = [place.name for place in facts.roster.places if place.category == "县"]
    villages = [place.name for place in facts.roster.places if place.category == "村"]
    return (*county[:1], *villages[:3])
