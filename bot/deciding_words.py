"""Decisions in words: 同意, 同意 12, 驳回 QJ-2026-0003 人手不够, 12、15同意，18不同意, 意见 …, 转办 …给… ."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot import moving_words, sentences
from bot.desk import deciding
from bot.finding import by_number
from bot.language import Understanding
from bot.turn import Turn
from handlers.engine import serial as serials
from handlers.engine.matter import Matter
from handlers.engine.request import Request, StepKind, Verdict
from storage import requests
from storage.drafts import Draft

_NUMBER = re.compile(r"[A-Za-z]{2}-?(?:\d{4}-)?\d{1,6}|(?<![\d.:：月年-])\d{1,4}(?![\d.:：月日天年号个点-])")
_BATCH = re.compile(
    r"(?P<numbers>(?:[A-Za-z]{2}-?(?:\d{4}-)?)?\d{1,6}(?:\s*[、,，和及]\s*(?:[A-Za-z]{2}-?(?:\d{4}-)?)?\d{1,6})*)\s*号?\s*(?P<verdict>不同意|同意|驳回|不批|批准)"
)
_NUMBERED = re.compile(
    r"(?:不同意|同意|驳回|批准|不批准|不批|不准)\s*(?P<number>\d{1,6})号?[\s，,：:]+(?P<comment>[^\d\s，,：:].*)"
)
"""«驳回 12 人手不够»: a short number, and what is said beside it."""
_VERDICTS = {"同意": Verdict.APPROVE, "批准": Verdict.APPROVE}
_ASKS = re.compile(r"[?？]|(?:[吗么嘛呢没]|没有)[。！!~]*$")
"""A question about a decision is none: «林芳的请假同意了吗»."""
_DENIES = "不是我批的"


def on_words(turn: Turn, text: str, said: Understanding, draft: Draft | None) -> bool:
    """Whether these words are a decision; if so, it is made or the truth is told."""
    plain = text.replace(f"@{turn.facts.policy.office.bot_name}", "").strip()
    if _on_batch(turn, plain) or moving_words.on_words(turn, plain):
        return True
    if plain.rstrip("。.!！") == _DENIES or (plain.rstrip("。") == "确认" and draft is None):
        return _on_confirmation(turn, Verdict.DENY if plain.startswith(_DENIES) else Verdict.CONFIRM)
    if said.intent not in ("approve_text", "reject_text") or _ASKS.search(plain):
        return False
    verdict = Verdict.APPROVE if said.intent == "approve_text" else Verdict.REJECT
    return _on_verdict(turn, plain, said, verdict, draft)


def ask_which(turn: Turn) -> bool:
    """A bare «好» from somebody for whom something waits: it decides nothing, what is meant is asked."""
    waiting = _waiting(turn)
    if waiting:
        turn.reply(sentences.which_one(waiting, turn.facts))
    return bool(waiting)


def _on_verdict(turn: Turn, plain: str, said: Understanding, verdict: Verdict, draft: Draft | None) -> bool:
    numbered = _NUMBERED.fullmatch(plain)
    comment = numbered["comment"] if numbered else str(said.slots.get("comment", ""))
    numbers = [numbered["number"]] if numbered else _numbers(plain, said)
    waiting = _waiting(turn)
    if draft is not None and not numbers and not waiting:
        return False
    if numbers:
        _tell(turn, [_decide_number(turn, number, waiting, verdict, comment) for number in numbers])
        return True
    meant = _of_person(turn, waiting, said)
    if not meant:
        turn.answer(sentences.nothing_waits(), private=True)
    elif len(meant) == 1 and (draft is None or said.slots.get("person")):
        _tell(turn, [_decide(turn, meant[0][0], verdict, comment)])
    else:
        turn.answer(sentences.which_one(meant, turn.facts), private=True)
    return True


def _on_batch(turn: Turn, plain: str) -> bool:
    """Each number is its own decision and its own record (lessons 5.2, lines 21 and 22)."""
    parts = list(_BATCH.finditer(plain))
    if not parts or len(_BATCH.sub("", plain).strip("，,。；;、 ")) > 0:
        return False
    waiting = _waiting(turn)
    decided: list[Request | None] = []
    for part in parts:
        verdict = _VERDICTS.get(part["verdict"], Verdict.REJECT)
        for number in re.findall(r"(?:[A-Za-z]{2}-?(?:\d{4}-)?)?\d{1,6}", part["numbers"]):
            decided.append(_decide_number(turn, number, waiting, verdict, ""))
    _tell(turn, decided)
    return True


def _on_confirmation(turn: Turn, verdict: Verdict) -> bool:
    """确认 / 不是我批的 in words: bound to the one oral approval that waits for this person."""
    waiting = [r for r, _ in _waiting(turn) if r.open_step and r.open_step.kind is StepKind.CONFIRM]
    if len(waiting) != 1:
        return False
    deciding.decide(turn, waiting[0].serial, verdict)
    return True


def _decide_number(
    turn: Turn, number: str, waiting: Sequence[tuple[Request, Matter]], verdict: Verdict, words: str
) -> Request | None:
    spoken = serials.spoken(number)
    meant = [request for request, _ in waiting if spoken and spoken.means(request.serial)]
    if len(meant) > 1:
        turn.reply(sentences.which_one([pair for pair in waiting if pair[0] in meant], turn.facts))
        return None
    request = meant[0] if meant else by_number(turn, number)
    if request is None:
        turn.reply(sentences.not_waiting(number))
        return None
    return _decide(turn, request, verdict, words)


def _decide(turn: Turn, request: Request, verdict: Verdict, words: str) -> Request | None:
    step = request.open_step
    if step and step.kind is StepKind.CONFIRM:
        verdict = Verdict.CONFIRM if verdict is Verdict.APPROVE else Verdict.DENY
    return deciding.decide(turn, request.serial, verdict, words)


def _tell(turn: Turn, decided: Sequence[Request | None]) -> None:
    """What was decided about what, in one message however many there were."""
    lines = [sentences.decided(r, turn.matters[r.matter], turn.facts) for r in decided if r is not None]
    if lines:
        turn.answer("\n".join(lines))


def _numbers(plain: str, said: Understanding) -> list[str]:
    number = said.slots.get("number")
    if number is not None:
        return [str(n) for n in number] if isinstance(number, list) else [str(number)]
    comment = str(said.slots.get("comment", ""))
    return _NUMBER.findall(plain.replace(comment, "") if comment else plain)


def _waiting(turn: Turn) -> list[tuple[Request, Matter]]:
    found = requests.waiting_for(turn.uow, turn.org, turn.account)
    return [(request, turn.matters[request.matter]) for request in found]


def _of_person(turn: Turn, waiting: list[tuple[Request, Matter]], said: Understanding) -> list[tuple[Request, Matter]]:
    person = said.slots.get("person")
    if not person:
        return waiting
    accounts = {member.account for member in turn.facts.directory.named(str(person))}
    return [pair for pair in waiting if pair[0].applicant in accounts]
