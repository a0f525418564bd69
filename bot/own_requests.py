"""What people say about requests of their own: take it back, come back from leave."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot import dialogue, finishing, sentences
from bot.desk import deciding
from bot.finding import by_number
from bot.language import Understanding
from bot.line_names import named_line
from bot.turn import Turn
from handlers.engine.absence import Absence, AbsenceKind, AbsenceState
from handlers.engine.facts import Facts
from handlers.engine.request import Request, State
from storage import requests

_CORRECTING = re.compile(r"改|修改|换成|把|不对|更正|理由|事由|时间|天数|日期|类别")
_CAN_BE_TAKEN_BACK = (State.WAITING, State.RETURNED, State.APPROVED)


def take_back(turn: Turn, said: Understanding, code: str = "") -> None:
    """不请了 / 撤回: the draft that is open, else the request that is meant, of this matter where one is named."""
    draft = dialogue.current(turn)
    if draft is not None and "number" not in said.slots:
        return dialogue.drop(turn, draft)
    return _with_own(turn, said, lambda request: deciding.withdraw(turn, request.serial), code)


def correct(turn: Turn, short: str) -> bool:
    """«理由改成……» after the form is gone: what was returned is opened with it; of what waits it is said how."""
    own = requests.of_applicant(turn.uow, turn.org, turn.account)
    for request in own:
        matter = turn.matters[request.matter]
        if request.state not in (State.WAITING, State.RETURNED):
            continue
        changes = turn.reader.read_correction(short, turn.now, matter.intent, matter.slots(request))
        if not changes and not named_line(short):
            continue
        if request.state is State.RETURNED:
            dialogue.change_returned(turn, request.serial, changes)
            return True
        if _CORRECTING.match(short):
            turn.reply(sentences.filed_already(request.serial))
            return True
    return False


def come_back(turn: Turn, said: Understanding) -> None:
    """销假 / 返岗: what one is on, leave or outing; the office may do it for somebody."""
    number = said.slots.get("number")
    whose = _whose(turn, said)
    if whose is None:
        return turn.reply(sentences.which_person(str(said.slots["person"])))
    request = by_number(turn, str(number)) if number else finishing.running(turn, whose)
    if request is None:
        return turn.reply(_nothing_to_end(turn, whose))
    if turn.account not in (request.applicant, request.entered_by) and not turn.facts.directory.in_office(turn.member):
        return turn.reply(sentences.not_yours_to_end(request.serial))
    return finishing.finish(turn, request.serial, said.slots)


def _nothing_to_end(turn: Turn, whose: str) -> str:
    """Nothing of their own is running; whoever went along is told who registers the return."""
    with_somebody = next((a for a in turn.facts.absences if a.member == whose and _is_out(a, turn.facts)), None)
    request = requests.get(turn.uow, turn.org, with_somebody.serial) if with_somebody else None
    if request is None:
        return sentences.NO_LEAVE_TO_END
    return sentences.registered_by_another(request, turn.facts)


def _is_out(absence: Absence, facts: Facts) -> bool:
    standing = absence.state is AbsenceState.STANDS and absence.span.covers(facts.this_half)
    return absence.kind is AbsenceKind.OUTING and standing


def _whose(turn: Turn, said: Understanding) -> str | None:
    """The account of whoever is back; None where the name does not say who."""
    person = said.slots.get("person")
    if not person or person == "我":
        return turn.account
    found = turn.facts.directory.named(str(person))
    return found[0].account if len(found) == 1 else None


def _with_own(turn: Turn, said: Understanding, do: Callable[[Request], None], code: str = "") -> None:
    """The one own request that is meant; where several can be, which one is asked."""
    if "number" in said.slots:
        number = str(said.slots["number"])
        meant = by_number(turn, number)
        return do(meant) if meant else turn.reply(sentences.no_such_request(number))
    own = [r for r in requests.of_applicant(turn.uow, turn.org, turn.account) if _can_be_taken_back(turn, r)]
    own = [r for r in _on_that_day(turn, own, said.slots) if code in ("", r.matter)]
    if len(own) == 1:
        return do(own[0])
    if not own:
        return turn.reply(sentences.NOTHING_TO_TAKE_BACK)
    return turn.reply(sentences.which_to_withdraw([(r, turn.matters[r.matter]) for r in own], turn.facts))


def _can_be_taken_back(turn: Turn, request: Request) -> bool:
    recallable = request.state is State.RECORDED and turn.matters[request.matter].recallable
    return recallable or request.state in _CAN_BE_TAKEN_BACK


def _on_that_day(turn: Turn, own: list[Request], slots: Mapping[str, object]) -> list[Request]:
    """Those that touch the day that was named, where one was named; else those that are not over."""
    day = str(slots.get("start", ""))[:10]
    spans = {r.serial: [a.span for a in turn.matters[r.matter].absences(r, turn.facts)] for r in own}
    if day:
        return [
            r for r in own if any(s.first.day.isoformat() <= day <= s.last.day.isoformat() for s in spans[r.serial])
        ]
    return [r for r in own if not spans[r.serial] or any(s.last >= turn.facts.this_half for s in spans[r.serial])]
