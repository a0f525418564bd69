"""Words that somebody wrote: a decision, an answer to the form, a correction, a question, or a new request."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot import deciding_words, dialogue, finishing, questions
from bot.desk import deciding
from bot.finding import by_number
from bot.language import Understanding
from bot.turn import Turn
from handlers.engine.matter import Fault, Matter
from handlers.engine.request import Request, State
from storage import requests
from storage.drafts import Draft, DraftState

_YES = frozenset(
    ["提交", "确认", "确定", "确认提交", "是", "是的", "对", "对的", "好", "好的", "可以", "没问题", "行", "嗯", "没错"]
)
_NO = frozenset(["取消", "算了", "不请了", "不要了", "不用了", "不办了", "作废", "取消申请"])
_CHANGE = frozenset(["修改", "改一下", "我要修改", "要改"])
_CONTINUE = frozenset(["继续", "继续办理", "接着办", "继续填写"])
_MINE = frozenset(["我的申请", "我的请假", "查看我的申请", "申请记录"])
_LISTENING = "，。！？、,.!?~～ \t\n"


def on_message(turn: Turn, text: str) -> None:
    """Do what these words ask for. Chatter is left alone."""
    said = turn.reader.understand(text, turn.now, "group" if turn.group else "single")
    short = _bare(text, turn)
    draft = dialogue.current(turn)
    if _on_control_words(turn, short, draft) or deciding_words.on_words(turn, text, said, draft):
        return
    if draft is not None and _for_the_form(turn, draft, text, said):
        return
    meant = next((matter for matter in turn.matters.values() if matter.is_meant(text)), None)
    if meant is not None:
        _begin(turn, meant, text, said)
    elif not questions.on_enquiry(turn, text):
        for wanted in (said, *said.also):
            _on_intent(turn, text, wanted, draft)


def _bare(text: str, turn: Turn) -> str:
    """The words without the call to the bot and without punctuation at the ends."""
    return text.replace(f"@{turn.facts.policy.office.bot_name}", "").strip(_LISTENING)


def _on_control_words(turn: Turn, short: str, draft: Draft | None) -> bool:
    """Words that steer the form; a «yes» binds only to the check card just shown (lessons 5.2, line 11)."""
    if short in _CONTINUE:
        dialogue.resume(turn)
    elif short in _MINE:
        questions.mine(turn)
    elif draft is None:
        return False
    elif short in _NO:
        dialogue.drop(turn, draft)
    elif short in _CHANGE:
        dialogue.offer_changes(turn, draft)
    elif short in _YES and draft.state is DraftState.CHECKING:
        dialogue.submit(turn, draft)
    else:
        return False
    return True


def _for_the_form(turn: Turn, draft: Draft, text: str, said: Understanding) -> bool:
    """Whether these words answer or correct the open form; if so, it is done."""
    matter = turn.matters[draft.matter]
    if said.intent in _QUESTIONS:
        return False
    if dialogue.choose_by_words(turn, draft, text):
        return True
    changes = turn.reader.read_correction(text, turn.now, matter.intent, draft.slots)
    if changes:
        dialogue.change(turn, draft, changes)
        return True
    if said.intent not in ("none", matter.intent) or _is_another(draft, said, matter):
        return False
    return _as_answer(turn, draft, text, said)


def _as_answer(turn: Turn, draft: Draft, text: str, said: Understanding) -> bool:
    """An answer to the question that is out; at the check card, the reason that was left open."""
    matter = turn.matters[draft.matter]
    slot = str(draft.asking.get("slot") or "reason")
    answer = {**_own_slots(said, matter), **turn.reader.read_answer(text, turn.now, matter.intent, slot, draft.slots)}
    if answer and (draft.state is DraftState.ASKING or slot not in draft.slots):
        dialogue.change(turn, draft, answer)
        return True
    if draft.state is DraftState.ASKING and draft.asking:
        dialogue.misunderstood(turn, draft)
        return True
    return False


def _own_slots(said: Understanding, matter: Matter) -> dict[str, object]:
    return dict(said.slots) if said.intent == matter.intent else {}


def _is_another(draft: Draft, said: Understanding, matter: Matter) -> bool:
    """A whole new request while one is being checked is another one, not an answer (lessons 5.2, line 10)."""
    return said.intent == matter.intent and draft.state is DraftState.CHECKING and "start" in said.slots


def _on_intent(turn: Turn, text: str, said: Understanding, draft: Draft | None) -> None:
    matter = next((m for m in turn.matters.values() if m.intent == said.intent), None)
    if matter is not None:
        return _begin(turn, matter, text, said)
    answered = _INTENTS.get(said.intent)
    if answered is not None:
        answered(turn, said)
        if draft is not None and said.intent in _QUESTIONS:
            dialogue.mention(turn, draft)
        return None
    if questions.on_rule(turn, text) or said.intent == "none":
        return None
    return turn.answer(questions.NOT_YET)


def _begin(turn: Turn, matter: Matter, text: str, said: Understanding) -> None:
    if questions.slip_is_meant(turn, matter, text):
        return None
    slots = matter.starting(text, said.slots, turn.facts, turn.account)
    if isinstance(slots, Fault):
        turn.acknowledge()
        return turn.reply(slots.text)
    return dialogue.begin(turn, matter, slots, said.ambiguous)


def _cancel(turn: Turn, said: Understanding) -> None:
    """不请了 / 撤回: the draft that is open, else the request that is meant."""
    draft = dialogue.current(turn)
    if draft is not None and "number" not in said.slots:
        return dialogue.drop(turn, draft)
    return _with_own(turn, said, (State.WAITING, State.APPROVED), lambda r: deciding.withdraw(turn, r.serial))


def _return(turn: Turn, said: Understanding) -> None:
    """销假 / 返岗."""
    number = said.slots.get("number")
    request = by_number(turn, str(number)) if number else finishing.running(turn, "QJ", turn.account)
    if request is None:
        return turn.reply("没有找到您需要销假的请假。回复“我的申请”可以查看。")
    if turn.account not in (request.applicant, request.entered_by) and not turn.facts.directory.in_office(turn.member):
        return turn.reply(f"{request.serial} 不是您的请假，请本人或者党政办办理销假。")
    return finishing.finish(turn, request.serial, said.slots)


def _with_own(turn: Turn, said: Understanding, states: tuple[State, ...], do: Callable[[Request], None]) -> None:
    """The one own request that is meant; where several can be, which one is asked."""
    own = [r for r in requests.of_applicant(turn.uow, turn.org, turn.account) if r.state in states]
    if "number" in said.slots:
        meant = by_number(turn, str(said.slots["number"]))
        return do(meant) if meant else turn.reply(f"没有找到编号 {said.slots['number']}，请核对。")
    own = _on_that_day(turn, own, said.slots)
    if len(own) == 1:
        return do(own[0])
    return questions.which_of_mine(turn, own)


def _on_that_day(turn: Turn, own: list[Request], slots: Mapping[str, object]) -> list[Request]:
    """Those that touch the day that was named, where one was named; else those that are not over."""
    day = str(slots.get("start", ""))[:10]
    spans = {r.serial: [a.span for a in turn.matters[r.matter].absences(r, turn.facts)] for r in own}
    if day:
        return [
            r for r in own if any(s.first.day.isoformat() <= day <= s.last.day.isoformat() for s in spans[r.serial])
        ]
    return [r for r in own if not spans[r.serial] or any(s.last >= turn.facts.this_half for s in spans[r.serial])]


_QUESTIONS = frozenset({"duty_query", "status_query", "balance_query", "help"})

_INTENTS: Mapping[str, Callable[[Turn, Understanding], None]] = {
    "leave_cancel": _cancel,
    "leave_return": _return,
    "help": questions.help_out,
    "status_query": questions.status,
    "balance_query": questions.balance,
    "duty_query": questions.duty,
}
