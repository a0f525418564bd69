"""Reads a message: text in, meaning out. Deterministic; knows no clock but the one handed in; never raises."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.guard import is_marked_classified
from bot.language import answers, clauses, form_corrections, likeness
from bot.language.ambiguous import ambiguities
from bot.language.corrections import last_word
from bot.language.dates import TimeReader
from bot.language.decisions import decision
from bot.language.intents import Verdict, best, weigh
from bot.language.last_resort import likely
from bot.language.lexicon import Lexicon
from bot.language.likeness import together
from bot.language.normalise import Written, normalise
from bot.language.objections import objections
from bot.language.sentence import Sentence
from bot.language.slots import (
    archives,
    incoming,
    information,
    leave,
    minutes,
    money,
    presence,
    printing,
    queries,
    receptions,
    repairs,
    seals,
    supervision,
    things,
    travel,
)
from bot.language.slots.leave_periods import periods
from bot.language.understanding import Understanding
from handlers.engine.calendar import Calendar
from handlers.engine.phrases import compile_all, phrase

Slotter = Callable[[Sentence], dict[str, Any]]

SLOTTERS: Mapping[str, Slotter] = {
    "leave": leave.leave,
    "leave_cancel": leave.leave_cancel,
    "leave_return": leave.leave_return,
    "vehicle": travel.vehicle,
    "seal": seals.seal,
    "info": information.info,
    "outing": travel.outing,
    "signin": presence.signin,
    "duty_query": queries.duty_query,
    "status_query": queries.status_query,
    "balance_query": queries.balance_query,
    "approve_text": queries.approve_text,
    "reject_text": queries.reject_text,
    "supplies": things.supplies,
    "print": printing.printing,
    "reception": receptions.reception,
    "purchase": things.purchase,
    "repair": repairs.repair,
    "loan": money.loan,
    "archive_borrow": archives.archive_borrow,
    "doc_receive": incoming.doc_receive,
    "supervise": supervision.supervise,
    "minutes": minutes.minutes,
}

# Clauses are judged by their words alone.
_NO_TIME = datetime(2000, 1, 1)  # noqa: DTZ001 - wall clock

# Said in a group to nobody in particular, and meant for the bot all the same.
UNADDRESSED = frozenset({"signin"})
REQUESTS = frozenset(SLOTTERS) | {"help"}
_DECIDING = phrase(
    r"同意|准|批|通过|意见|异议|可以|行|OK|ok|Ok|oK|驳|退回|打回|拒|缓|不予|暂不|否决|赞成|要得|照办|签了"
    r"|允许|不许|给假|不得|没问题|商量|过不了|办理|程序办"
)

# Words that set a request in the past, by intent; "" for always.
_PAST: Mapping[str, re.Pattern[str]] = {
    "leave": phrase(
        r"补(?:请|假(?!日)|个?(?:假|条)|一?[个张份]|写|办|交|上(?!班|周|个|星期)|录)|补[^，,。]{0,8}(?:假条|条子)|补(?!班|休|课|助|贴|差)(?:上|一下)?[^，,。]{2,12}(?:天|的)假|补(?:一?下)?$|事后|忘(?:了|记)?(?:请|交|写|补)|没来得及"
    ),
    # 婚假休完了，周一正式上班 is still to come: what is over must be the coming back
    "leave_return": phrase(
        r"已经?|昨|上周|(?:返岗|上班|回来|到岗|单位)的|(?:回|返|岗|班|来|销|到|归|报)[^，,。没]{0,3}了"
        r"|^(?!.*(?:正式|准备|将|会|要)[^，,。]{0,2}(?:上班|返岗|到岗|回)).*[^没]了"
    ),
    "status_query": phrase(""),
    "minutes": phrase(""),
    "duty_query": phrase(r"值的|昨|上周|值了"),
    "archive_borrow": phrase(r"(?:借的|借走的).{0,20}(?:还|归)"),
}


class Reader:
    """The office's reader. Built once from its words and its calendar; may be used by many threads."""

    def __init__(self, lexicon: Lexicon, calendar: Calendar) -> None:
        self.lexicon = lexicon
        self.times = TimeReader(calendar)

    def warm(self) -> None:
        """Loads and compiles what is otherwise loaded when the first message needs it."""
        compile_all()
        self.lexicon.warm()
        self.times.warm()
        likeness.warm()

    def understand(self, text: str, now: datetime, chat: str) -> Understanding:
        """What the message means. Any text whatever has an answer; what is no request is "none".

        In a "group" the bot must be named (@小助手): of what people say to each other only a sign-in is taken up. A
        caller that has taken the mention out of an addressed message says "single".
        """
        if is_marked_classified(text):
            return Understanding("none", {}, refused=True)
        written = normalise(text)
        if not written.text:
            return Understanding("help" if written.called else "none", {})
        read = [
            request for sentence, intent in self._requests(written, now) for request in self._read(sentence, intent)
        ]
        if chat == "group" and not written.called:
            read = [request for request in read if request.intent in UNADDRESSED] or [Understanding("none", {})]
        wanted = [request for request in read if request.intent != "none"] or read[:1]
        first, also = wanted[0], tuple(wanted[1:])
        return Understanding(first.intent, first.slots, also, first.evidence, first.ambiguous)

    def read_as(self, text: str, now: datetime, intent: str) -> Mapping[str, Any]:
        """The slots of a message of which somebody else knows what it is about; {} for what language does not know."""
        if is_marked_classified(text):
            return {}
        words = last_word(normalise(text).text, self.times, self.lexicon, now)
        return self._request(Sentence(words, self.lexicon, self.times, now), intent).slots

    def read_answer(
        self, text: str, now: datetime, intent: str, slot: str, known: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        """The slots that an answer to the question about one slot gives; {} when it is no answer."""
        if is_marked_classified(text):
            return {}
        words = last_word(normalise(text).text, self.times, self.lexicon, now)
        return answers.read_answer(Sentence(words, self.lexicon, self.times, now), intent, slot, known)

    def read_correction(
        self, text: str, now: datetime, intent: str, known: Mapping[str, Any]
    ) -> Mapping[str, Any] | None:
        """Only the changed slots of a form (None as value: removed); None when the text is no correction."""
        if is_marked_classified(text):
            return None
        return form_corrections.read_correction(
            Sentence(normalise(text).text, self.lexicon, self.times, now), intent, known
        )

    def _requests(self, written: Written, now: datetime) -> list[tuple[Sentence, str]]:
        text = written.text
        whole = self._sentence(text, now)
        if written.named and not written.called:
            return [(whole, "none")]
        decided = self._decisions(whole)
        if decided and self._is_decision(decided, whole):
            return [(self._sentence(words, now), intent) for words, intent in decided]
        corrected = last_word(text, self.times, self.lexicon, now)
        sentence = whole if corrected == text else self._sentence(corrected, now)
        barred = self._barred(sentence.shape)
        score = weigh(sentence.masked, sentence.shape)
        verdict = best(score, barred)
        ruled = likely(sentence.shape) if verdict.intent == "none" and not barred else verdict.intent
        meant = together(ruled, sentence.shape, objected=bool(barred), weight=verdict.weight)
        parts = self._parts(corrected, score, verdict, barred)
        if sum(intent != "none" for _, intent in parts) >= 2 and meant in {intent for _, intent in parts}:
            return [(self._sentence(words, now), intent) for words, intent in parts]
        return [(sentence, meant)]

    def _parts(self, text: str, score: Mapping[str, int], verdict: Verdict, barred: set[str]) -> list[tuple[str, str]]:
        """The message cut where it may ask for more than one thing; [] where it asks for one."""
        strong = [intent for intent, weight in score.items() if weight >= 4 and intent not in barred]
        may_ask_more = len(strong) > 1 or (len(text) >= 12 and clauses.MAY_ASK_MORE.search(text))
        if verdict.intent == "none" or not may_ask_more:
            return []
        return clauses.requests(text, lambda clause: self._judge(clause, barred))

    def _is_decision(self, decided: list[tuple[str, str]], whole: Sentence) -> bool:
        """Whether what reads like a decision is one (同意, and not 同意的话我就跟他讲一声)."""
        return len(decided) > 1 or likeness.agrees(decided[0][1], whole.shape)

    def _sentence(self, text: str, now: datetime) -> Sentence:
        return Sentence(text, self.lexicon, self.times, now)

    def _judge(self, clause: str, barred: set[str]) -> Verdict:
        sentence = Sentence(clause, self.lexicon, self.times, _NO_TIME)
        return best(weigh(sentence.masked, sentence.shape), barred)

    def _barred(self, shape: str) -> set[str]:
        barred: set[str] = set()
        for rule in objections(shape):
            barred |= REQUESTS - rule.spares
        return barred

    def _decisions(self, sentence: Sentence) -> list[tuple[str, str]]:
        """Words of an approver: one decision, or several that differ (12、15同意，18不同意)."""
        text = sentence.text
        if not _DECIDING.search(text):
            return []
        whole = decision(sentence.shape)
        if not whole:
            return []
        pieces = [m for m in re.finditer(r"[^，,；;。]+", text) if m[0].strip()]
        parts = [m[0] for m in pieces]
        verdicts = [decision(sentence.shape[m.start() : m.end()]) for m in pieces]
        if {"approve_text", "reject_text"} <= set(verdicts):
            found: list[tuple[str, str]] = []
            for part, verdict in zip(parts, verdicts, strict=True):
                if verdict or not found:
                    found.append((part, verdict or "none"))
                else:
                    found[-1] = (found[-1][0] + "，" + part, found[-1][1])
            return [part for part in found if part[1] != "none"]
        return [(text, whole)]

    def _read(self, sentence: Sentence, intent: str) -> list[Understanding]:
        """What one part of the message asks for: several leaves, where several are named side by side."""
        request = self._request(sentence, intent)
        if intent != "leave":
            return [request]
        return [replace(request, slots=slots) for slots in periods(sentence, dict(request.slots))]

    def _request(self, sentence: Sentence, intent: str) -> Understanding:
        slotter = SLOTTERS.get(intent)
        if slotter is None:
            return Understanding(intent, {})
        past = _PAST.get(intent)
        sentence.past = bool(past and past.search(sentence.text))
        slots = slotter(sentence)
        return Understanding(intent, slots, (), sentence.evidence, ambiguities(sentence, intent, slots))
