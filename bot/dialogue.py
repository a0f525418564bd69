"""The form being filled: ask what is missing, correct one line, park, check, submit, drop, expire."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from bot import dialogue_cards, sentences
from bot.desk import filing
from bot.language import Ambiguity
from bot.turn import Turn
from handlers.engine.content import Card
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Matter, Plan, Question
from handlers.engine.request import State
from storage import cards, drafts, requests
from storage.cards import Shown
from storage.drafts import Draft, DraftState

DRAFT = "draft"
_UNSURE = "unsure"
_SERIAL = "serial"
_PERSON = "person"
_MENTIONED = "mentioned"
LINE = "line"
"""In what is asked: the name of the line for which only a new value is wanted."""
_ALL_LINES = ("*",)
_THAT_ONE = re.compile(r"(?:那|这)(?:一)?(?:个|位).*$")
_PLACES = "一二三四五六七八九"


def begin(turn: Turn, matter: Matter, slots: Mapping[str, Any], unsure: Sequence[Ambiguity] = ()) -> None:
    """A new form. The one that was open is parked, and no more than the policy's number are kept (lessons 5.2, 10)."""
    earlier = drafts.live(turn.uow, turn.org, turn.account)
    if len(earlier) >= turn.facts.policy.dialogue.max_drafts:
        return turn.reply(dialogue_cards.too_many(len(earlier)))
    doubts = [[a.slot, a.words, [list(candidate) for candidate in a.candidates]] for a in unsure]
    filled = {**slots, _UNSURE: doubts} if doubts else dict(slots)
    draft = Draft(turn.account, matter.code, filled, DraftState.ASKING, expiry(turn.facts), group=turn.group)
    draft = replace(draft, id=drafts.add(turn.uow, turn.org, draft, turn.now))
    turn.acknowledge()
    _go_on(turn, draft)
    return None


def current(turn: Turn) -> Draft | None:
    """The form that whoever is acting is filling: the one touched last, unless it is parked."""
    live = drafts.live(turn.uow, turn.org, turn.account)
    return next((draft for draft in live if draft.state is not DraftState.PARKED), None)


def change(turn: Turn, draft: Draft, changes: Mapping[str, Any]) -> None:
    """An answer or a correction: those lines change and nothing else (lessons 5.2, line 5)."""
    matter = turn.matters[draft.matter]
    slots = matter.merged(draft.slots, changes)
    marked = tuple(changes) if draft.state is DraftState.CHECKING else ()
    turn.acknowledge()
    _go_on(turn, replace(draft, slots=slots, failures=0), marked)


def ask_anew(turn: Turn, draft: Draft, line: str) -> None:
    """«理由改一下»: the form stays as it is, and what that line shall say is asked."""
    text = f"{line}改成什么？"
    drafts.save(turn.uow, turn.org, replace(draft, asking={"text": text, LINE: line}), turn.now)
    turn.acknowledge()
    turn.reply(text)


def choose(turn: Turn, draft: Draft, label: str) -> None:
    """A tap on one of the question's answers: a candidate of what was ambiguous, or words like any other answer."""
    if choose_by_words(turn, draft, label):
        return
    matter = turn.matters[draft.matter]
    slot = str(draft.asking.get("slot", ""))
    changes = turn.reader.read_answer(label, turn.now, matter.intent, slot, draft.slots)
    if changes:
        change(turn, draft, changes)
    else:
        misunderstood(turn, draft)


def choose_by_words(turn: Turn, draft: Draft, text: str) -> bool:
    """Whether the text is one of the candidates just offered for what was ambiguous; if so, it is taken."""
    values: Mapping[str, Any] = draft.asking.get("values", {})
    picked = _picked(list(values), text)
    if not picked:
        return False
    slot = str(draft.asking["slot"])
    doubts = [doubt for doubt in draft.slots.get(_UNSURE, []) if doubt[0] != slot]
    changes = {slot: values[picked], _UNSURE: doubts or None}
    if slot == _PERSON:
        _now_for(turn, draft, changes)
    else:
        change(turn, draft, changes)
    return True


def _picked(labels: Sequence[str], text: str) -> str:
    """The label that was meant: said in full, by its place in the list, or by words that no other label has."""
    words = _THAT_ONE.sub("", text).strip("。，,.！! 吧的是")
    if words.isdecimal() and 1 <= int(words) <= len(labels):
        return labels[int(words) - 1]
    if words.startswith("第") and words[1:2] in _PLACES[: len(labels)]:
        return labels[_PLACES.index(words[1])]
    having = [label for label in labels if len(words) > 1 and words in label]
    return text.strip() if text.strip() in labels else having[0] if len(having) == 1 else ""


def _now_for(turn: Turn, draft: Draft, changes: Mapping[str, Any]) -> None:
    """It is certain now for whom the form is: begin it for that person, or say why that cannot be."""
    matter = turn.matters[draft.matter]
    slots = matter.starting("", matter.merged(draft.slots, changes), turn.facts, turn.account)
    if isinstance(slots, Fault):
        _end(turn, draft, DraftState.DROPPED, dialogue_cards.DROPPED)
        return turn.reply(slots.text)
    return _go_on(turn, replace(draft, slots=slots))


def misunderstood(turn: Turn, draft: Draft) -> None:
    """An answer that is none: ask again with examples, then name the office (lessons 5.2, line 14)."""
    draft = replace(draft, failures=draft.failures + 1)
    drafts.save(turn.uow, turn.org, draft, turn.now)
    turn.acknowledge()
    turn.reply(dialogue_cards.not_understood(draft, turn.facts))


def submit(turn: Turn, draft: Draft) -> None:
    """提交: what the check card showed is filed; where the facts of now say otherwise, it is shown again first."""
    matter = turn.matters[draft.matter]
    plan = matter.plan(draft.slots, turn.facts, _applicant(draft))
    if matter.question(draft.slots, turn.facts, _applicant(draft)) or isinstance(plan, Fault):
        return _go_on(turn, draft)
    receipt = cards.get(turn.uow, turn.org, draft.card_id)
    if receipt is None:
        return _go_on(turn, draft)
    if _says_otherwise(plan, receipt.card):
        turn.reply(dialogue_cards.CHANGED_MEANWHILE)
        return _check(turn, draft, plan, _ALL_LINES)
    drafts.save(turn.uow, turn.org, replace(draft, state=DraftState.SUBMITTED), turn.now)
    if serial := draft.slots.get(_SERIAL):
        filing.resubmit(turn, str(serial), plan, receipt)
    elif plan.amends:
        filing.amend(turn, plan, receipt)
    else:
        filing.submit(turn, matter, plan, _applicant(draft), draft.group, receipt)
    mention_parked(turn)
    return None


def _says_otherwise(plan: Plan, shown: Card) -> bool:
    """Whether the plan differs from what was agreed to: another leader decides now, another leave adjoins."""
    return {f.label: f.value for f in plan.fields} != {f.label: f.value for f in shown.fields}


def change_returned(turn: Turn, serial: str, changes: Mapping[str, Any] | None = None) -> None:
    """修改 of a request that was returned: its form is open again, with what it said but for the changes."""
    request = requests.get(turn.uow, turn.org, serial)
    if (
        request is None
        or request.state is not State.RETURNED
        or turn.account not in (request.applicant, request.entered_by)
    ):
        return turn.reply(sentences.not_returned(serial))
    matter = turn.matters[request.matter]
    slots = matter.merged(matter.slots(request), changes or {})
    return begin(turn, matter, {**slots, _SERIAL: serial})


def drop(turn: Turn, draft: Draft) -> None:
    """取消 / 算了: nothing is filed."""
    _end(turn, draft, DraftState.DROPPED, dialogue_cards.DROPPED)
    if not draft.card_id:
        turn.reply(dialogue_cards.DROPPED)
    mention_parked(turn)


def offer_changes(turn: Turn, draft: Draft) -> None:
    """修改: what can be changed, in words."""
    turn.reply(dialogue_cards.how_to_change(turn.matters[draft.matter]))


def resume(turn: Turn, number: int = 0) -> None:
    """继续: the form that waits comes back; of several, the one that is chosen by its number (lessons 5.2, line 10)."""
    live = sorted(drafts.live(turn.uow, turn.org, turn.account), key=lambda draft: draft.id)
    if not live:
        return turn.reply(dialogue_cards.NOTHING_OPEN)
    if len(live) > 1 and not 1 <= number <= len(live):
        return turn.reply(dialogue_cards.which_draft([_brief(turn, draft) for draft in live]))
    return _go_on(turn, live[number - 1] if number else live[0])


def mention(turn: Turn, draft: Draft) -> None:
    """After a question in between: the draft still waits. Said once until it is touched again (lessons 5.2, line 9)."""
    if draft.asking.get(_MENTIONED):
        return
    drafts.save(turn.uow, turn.org, replace(draft, asking={**draft.asking, _MENTIONED: True}), turn.now)
    turn.reply(dialogue_cards.still_there(turn.matters[draft.matter]))


def mention_parked(turn: Turn) -> bool:
    """Whether forms lie aside; if so, that is said."""
    aside = [d for d in drafts.live(turn.uow, turn.org, turn.account) if d.state is DraftState.PARKED]
    if aside:
        turn.reply(dialogue_cards.still_aside(len(aside)))
    return bool(aside)


def _brief(turn: Turn, draft: Draft) -> str:
    """«请假 12月9日（周三）», or what is not known yet."""
    matter = turn.matters[draft.matter]
    question = matter.question(draft.slots, turn.facts, _applicant(draft))
    plan = matter.plan(draft.slots, turn.facts, _applicant(draft)) if question is None else None
    when = next((f.value for f in plan.fields if f.label == "时间"), "") if isinstance(plan, Plan) else "还没有填完"
    return f"{matter.name}，{when}"


def expiry(facts: Facts) -> datetime:
    """The midnight that ends the next working day."""
    last = facts.calendar.presumed().next_workday(facts.today)
    return datetime.combine(last + timedelta(days=1), time(), facts.now.tzinfo)


def _applicant(draft: Draft) -> str:
    return str(draft.slots.get("applicant", draft.member))


def _go_on(turn: Turn, draft: Draft, changed: tuple[str, ...] = ()) -> None:
    """Ask the next thing, say what is wrong, or show the check card."""
    matter = turn.matters[draft.matter]
    if doubts := draft.slots.get(_UNSURE):
        return _ask_which(turn, draft, matter, *doubts[0])
    question = matter.question(draft.slots, turn.facts, _applicant(draft))
    if question is not None:
        return _ask(turn, draft, matter, question)
    plan = matter.plan(draft.slots, turn.facts, _applicant(draft))
    if isinstance(plan, Fault):
        drafts.save(turn.uow, turn.org, replace(draft, state=DraftState.ASKING, asking={}), turn.now)
        return turn.reply(plan.text)
    if plan.at_once:
        drafts.save(turn.uow, turn.org, replace(draft, state=DraftState.SUBMITTED), turn.now)
        filing.submit(turn, matter, plan, _applicant(draft), draft.group, None)
        return None
    return _check(turn, draft, plan, changed)


def _ask(turn: Turn, draft: Draft, matter: Matter, question: Question) -> None:
    asking = {"slot": question.slot, "text": question.text, "choices": list(question.choices)}
    draft = replace(draft, state=DraftState.ASKING, asking=asking)
    card = dialogue_cards.question(matter, question)
    _present(turn, draft, card, fresh=True)


def _ask_which(turn: Turn, draft: Draft, matter: Matter, slot: str, words: str, candidates: list[list[Any]]) -> None:
    """What can be meant in two ways is asked, with the candidates as buttons (lessons 5.2, line 12)."""
    labels = tuple(str(label) for label, _ in candidates)
    asked = Question(slot, f"您说的“{words}”是指哪一{'位' if slot == _PERSON else '个'}？", labels)
    asking = {"slot": slot, "text": asked.text, "values": {str(label): value for label, value in candidates}}
    draft = replace(draft, state=DraftState.ASKING, asking=asking)
    _present(turn, draft, dialogue_cards.question(matter, asked), fresh=True)


def _check(turn: Turn, draft: Draft, plan: Plan, changed: tuple[str, ...]) -> None:
    before = cards.get(turn.uow, turn.org, draft.card_id) if draft.card_id else None
    card = dialogue_cards.check(plan, before.card if before and changed else None)
    draft = replace(draft, state=DraftState.CHECKING, asking={})
    _present(turn, draft, card, fresh=not changed)


def _present(turn: Turn, draft: Draft, card: Card, fresh: bool) -> None:
    """Show the form's card: repainted in place for a correction, else anew with the old one closed.

    Whatever other form was open is put aside.
    """
    for other in drafts.live(turn.uow, turn.org, turn.account):
        if other.id != draft.id and other.state is not DraftState.PARKED:
            _park(turn, other)
    shown = cards.get(turn.uow, turn.org, draft.card_id) if draft.card_id else None
    if shown and not fresh:
        turn.out.repaint(replace(shown, card=card))
    else:
        if shown:
            turn.out.repaint(replace(shown, card=dialogue_cards.superseded(shown.card)))
        draft = replace(draft, card_id=turn.out.show(turn.account, card, DRAFT, context={"draft": draft.id}))
    drafts.save(turn.uow, turn.org, draft, turn.now)


def _park(turn: Turn, draft: Draft) -> None:
    drafts.save(turn.uow, turn.org, replace(draft, state=DraftState.PARKED), turn.now)


def _end(turn: Turn, draft: Draft, state: DraftState, words: str) -> None:
    drafts.save(turn.uow, turn.org, replace(draft, state=state), turn.now)
    shown: Shown | None = cards.get(turn.uow, turn.org, draft.card_id) if draft.card_id else None
    if shown:
        turn.out.repaint(replace(shown, card=shown.card.over(words)))
