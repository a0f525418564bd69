"""Words that somebody wrote: a decision, an answer to the form, a correction, a question, or a new request."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot import deciding_words, dialogue, dialogue_cards, own_requests, questions, shifts
from bot.affairs import typed
from bot.affairs.register import AFFAIRS
from bot.exports import words as exports
from bot.language import Ambiguity, Understanding
from bot.line_names import named_line
from bot.turn import Turn
from handlers.engine.matter import Fault, Matter
from storage.drafts import Draft, DraftState

_YES = frozenset(
    ["提交", "确认", "确定", "确认提交", "是", "是的", "对", "对的", "好", "好的", "可以", "没问题", "行", "嗯", "没错"]
)
_NO = frozenset(["取消", "算了", "不请了", "不要了", "不用了", "不办了", "作废", "取消申请"])
_CHANGE = frozenset(["修改", "改一下", "我要修改", "要改"])
_SUBMIT = frozenset(["提交", "确认提交"])
_TAKE_BACK = frozenset(["撤回", "撤销", "撤回申请", "撤销申请"])
_COURTESY = frozenset(["谢谢", "谢谢您", "谢谢你", "感谢", "多谢", "辛苦了", "收到", "知道了", "明白", "明白了"])
_GREETING = frozenset(["你好", "您好", "你好啊", "在吗", "在不在", "有人吗", "小助手", "哈喽", "hi", "hello"])
_CONTINUE = re.compile(r"(?:继续|继续办理|接着办|继续填写)\s*(?P<number>\d)?")
_UNTIL = re.compile(r"(?:请|休|就)?(?:到|至)|(?:请|休)?(?:[\d.]+|[半一二两三四五六七八九十]+)个?(?:天|日|周|星期)")
_ASKS = re.compile(r"[?？吗呢]|怎么|什么|在不在")
_JUST = re.compile(r"(?:就行|就可以|就够|就好|吧|了)*$")
_SHIFTS = re.compile(r"多|少|再|加|减|推|提前|往[前后]|晚|早")
"""How much later or longer, not a value of its own."""
_COPIES = re.compile(r"(?:改成|改为|换成|是|要|应该是|盖)*(?P<count>(?:\d+|[一二两三四五六七八九十]+)份)")
_TIMES = frozenset(["start", "end", "days", "hours"])
_REASONS = re.compile(
    r"[病医药院牙烧婚丧孕产考]|家里|家中|老家|老人|孩子|小孩|父|母|爸|妈|亲|娃|手术|体检|搬|接|送|陪|照顾|护理|有事|办事|参加"
)
"""What people are away for: only such words are taken for a reason where a time was asked for."""
_FEW_WORDS = 12
_DECISIONS = ("approve_text", "reject_text")
_IN_WORDS = frozenset(["reason", "purpose", "destination", "place", "document", "problem", "holiday_reason"])
_WHOLE = frozenset(["start", "depart", "date", "deadline"])
_STEERING = frozenset(["leave_cancel", "leave_return", "signin", *_DECISIONS])
_MINE = frozenset(["我的申请", "我的请假", "查看我的申请", "申请记录"])
_LISTENING = "，。！？、,.!?~～ \t\n"


def on_message(turn: Turn, text: str) -> None:
    """Do what these words ask for. Chatter is left alone."""
    # Whatever reaches this place was said to the bot; a mention may have been taken out already.
    said = turn.reader.understand(text, turn.now, "single")
    short = _bare(text, turn)
    draft = dialogue.current(turn)
    if _on_control_words(turn, short, draft) or exports.on_words(turn, short):
        return
    if _on_affair(turn, short, said, draft) or _on_rule(turn, text, said, draft):
        return
    if draft is not None and _corrects(turn, draft, text, said):
        return
    if deciding_words.on_words(turn, text, said, draft) or _on_enquiry(turn, text, draft):
        return
    if draft is not None and _for_the_form(turn, draft, text, said):
        return
    meant = next((matter for matter in turn.matters.values() if matter.is_meant(text)), None)
    if meant is not None:
        _begin(turn, meant, text, _as(turn, meant, text, said))
    elif not questions.on_enquiry(turn, text) and not _corrects_filed(turn, short, said, draft):
        for wanted in (said, *said.also):
            _on_intent(turn, text, wanted, draft)


def _bare(text: str, turn: Turn) -> str:
    """The words without the call to the bot and without punctuation at the ends."""
    return text.replace(f"@{turn.facts.policy.office.bot_name}", "").strip(_LISTENING)


def _on_control_words(turn: Turn, short: str, draft: Draft | None) -> bool:
    """Words that steer the form; a «yes» binds only to the check card just shown (lessons 5.2, line 11)."""
    if match := _CONTINUE.fullmatch(short):
        dialogue.resume(turn, int(match["number"] or 0))
    elif short in _MINE:
        questions.mine(turn)
    elif short in _TAKE_BACK:
        own_requests.take_back(turn, Understanding("leave_cancel", {}))
    elif given_up := next((matter for matter in turn.matters.values() if matter.is_given_up(short)), None):
        own_requests.take_back(turn, Understanding("leave_cancel", {}), given_up.code)
    elif draft is None:
        return _without_form(turn, short)
    elif short in _NO:
        dialogue.drop(turn, draft)
    elif short in _CHANGE:
        dialogue.offer_changes(turn, draft)
    elif short in _YES and draft.state is DraftState.CHECKING:
        dialogue.submit(turn, draft)
    else:
        return False
    return True


def _without_form(turn: Turn, short: str) -> bool:
    """A bare yes or no while no form is open: nothing is taken for granted, what it could mean is asked."""
    if short in _SUBMIT:
        turn.reply(dialogue_cards.NOTHING_OPEN)
    elif short in _NO:
        return dialogue.mention_parked(turn)
    elif short in _YES and short != "确认":
        return deciding_words.ask_which(turn)
    elif short.lower() in _GREETING and not turn.group:
        turn.reply(dialogue_cards.welcome(turn.facts.policy.office.bot_name))
    else:
        return False
    return True


def _on_affair(turn: Turn, short: str, said: Understanding, draft: Draft | None) -> bool:
    """Words of a roll-call, of duty, of the clock, or the button of a card of theirs; an open form waits and is
    mentioned (lessons 5.2, line 9)."""
    if not any(affair.on_words(turn, short, said) for affair in AFFAIRS):
        return draft is None and typed.on_words(turn, short)
    if draft is not None:
        dialogue.mention(turn, draft)
    return True


def _on_rule(turn: Turn, text: str, said: Understanding, draft: Draft | None) -> bool:
    """A question about the rules comes before everything that could be filed (lessons 5.2, line 13)."""
    wants_to_file = said.intent in {matter.intent for matter in turn.matters.values()} and "start" in said.slots
    asks_about_now = said.intent in _INTENTS and said.intent != "help"
    if wants_to_file or asks_about_now or not questions.on_rule(turn, text):
        return False
    if draft is not None:
        dialogue.mention(turn, draft)
    return True


def _on_enquiry(turn: Turn, text: str, draft: Draft | None) -> bool:
    """A question about how the office stands now; an open form waits and is mentioned (lessons 5.2, line 9)."""
    if not questions.on_enquiry(turn, text):
        return False
    if draft is not None:
        dialogue.mention(turn, draft)
    return True


def _corrects(turn: Turn, draft: Draft, text: str, said: Understanding) -> bool:
    """Whether these words change the open form: one of the candidates offered, «改成后天», or «到周五»."""
    matter = turn.matters[draft.matter]
    if said.intent in _QUESTIONS:
        return False
    if dialogue.choose_by_words(turn, draft, text):
        return True
    short = _bare(text, turn)
    correction = shifts.plainly(short, draft.slots) or text
    changes = turn.reader.read_correction(correction, turn.now, matter.intent, draft.slots)
    if not changes and (line := named_line(short)):
        dialogue.ask_anew(turn, draft, line)
        return True
    if not changes and (asked := draft.asking.get(dialogue.LINE)):
        changes = turn.reader.read_correction(f"{asked}改成{short}", turn.now, matter.intent, draft.slots)
    if not changes and not _is_elsewhere(turn, said, matter):
        changes = _short_answer(turn, draft, short)
        changes = {**changes, **_words_beside(turn, draft, text)} if changes else changes
    if changes:
        dialogue.change(turn, draft, {**_kind_beside(turn, matter, text, changes), **changes})
    return bool(changes)


def _kind_beside(turn: Turn, matter: Matter, text: str, changes: Mapping[str, object]) -> Mapping[str, object]:
    """A kind of leave named beside another change: «改成下周一到周三，年休假»."""
    if not _TIMES & changes.keys():
        return {}
    said = turn.reader.read_as(text, turn.now, matter.intent)
    return {"leave_type": said["leave_type"]} if "leave_type" in said else {}


def _is_elsewhere(turn: Turn, said: Understanding, matter: Matter) -> bool:
    """A request of another kind that says its own day: it is none of this form's answers."""
    kinds = {other.intent for other in turn.matters.values() if other.intent not in (matter.intent, "outing")}
    return said.intent in kinds


def _words_beside(turn: Turn, draft: Draft, text: str) -> Mapping[str, object]:
    """What was said beside the time that was asked for, for the line that takes words: «周三到周五，老人住院»."""
    matter = turn.matters[draft.matter]
    free = matter.free_slot
    if not free or free in draft.slots or draft.state is not DraftState.ASKING or _ASKS.search(text):
        return {}
    if str(draft.asking.get("slot", "")) not in _TIMES:
        return {}
    said = turn.reader.read_as(text, turn.now, matter.intent)
    words = said.get(free)
    if not _TIMES & said.keys() and not _REASONS.search(text):
        return {}
    return turn.reader.read_answer(str(words), turn.now, matter.intent, free, draft.slots) if words else {}


def _corrects_filed(turn: Turn, short: str, said: Understanding, draft: Draft | None) -> bool:
    """«时间改成下周四» when no form is open: what was filed is meant, where something of one's own still waits."""
    return draft is None and said.intent in ("none", "outing") and own_requests.correct(turn, short)


def _short_answer(turn: Turn, draft: Draft, short: str) -> Mapping[str, object]:
    """What few words say about the time that was asked for, or about the end of what is being checked."""
    slot = str(draft.asking.get("slot", ""))
    if draft.state is DraftState.CHECKING:
        slot = "end" if _UNTIL.match(short) else ""
    if slot not in _TIMES or len(short) > _FEW_WORDS:
        return {}
    return turn.reader.read_answer(short, turn.now, turn.matters[draft.matter].intent, slot, draft.slots)


def _for_the_form(turn: Turn, draft: Draft, text: str, said: Understanding) -> bool:
    """Whether these words are about the open form; if so, it is done."""
    matter = turn.matters[draft.matter]
    if said.intent in _QUESTIONS:
        return False
    if _answers_in_words(draft, said):
        return _as_answer(turn, draft, text, said)
    if said.intent not in ("none", *_DECISIONS, matter.intent) or _is_another(turn, draft, said, matter):
        return False
    if draft.state is DraftState.CHECKING:
        return _at_the_check_card(turn, draft, text, said)
    return _as_answer(turn, draft, text, said)


def _answers_in_words(draft: Draft, said: Understanding) -> bool:
    """Words without any time that answer what was asked, though alone they could begin something else: «去老家»."""
    asked = draft.state is DraftState.ASKING and draft.asking.get("slot") in _IN_WORDS
    return asked and said.intent not in _STEERING and not _WHOLE & said.slots.keys()


def _as_answer(turn: Turn, draft: Draft, text: str, said: Understanding) -> bool:
    """An answer to the question that is out."""
    matter = turn.matters[draft.matter]
    own = _own_slots(said, matter)
    if {"start", "end"} <= own.keys():
        answer: Mapping[str, object] = own
    else:
        slot = str(draft.asking.get("slot") or "reason")
        answer = {**own, **turn.reader.read_answer(text, turn.now, matter.intent, slot, draft.slots)}
        answer = {**_words_beside(turn, draft, text), **answer}
    if answer:
        dialogue.change(turn, draft, answer)
    else:
        dialogue.misunderstood(turn, draft)
    return True


def _at_the_check_card(turn: Turn, draft: Draft, text: str, said: Understanding) -> bool:
    """Another value, another number of copies, or the words that were left open; thanks are left alone."""
    matter = turn.matters[draft.matter]
    short = _bare(text, turn)
    if short in _COURTESY:
        return True
    changes: Mapping[str, object] = _own_slots(said, matter)
    if not changes and "copies" in draft.slots and (copies := _COPIES.fullmatch(short)):
        changes = turn.reader.read_answer(copies["count"], turn.now, matter.intent, "copies", draft.slots)
    if not changes and matter.free_slot and matter.free_slot not in draft.slots and not _ASKS.search(short):
        changes = turn.reader.read_answer(text, turn.now, matter.intent, matter.free_slot, draft.slots)
    if not changes and len(short) <= _FEW_WORDS and not _SHIFTS.search(short):
        value = f"改成{_JUST.sub('', short)}"
        changes = turn.reader.read_correction(value, turn.now, matter.intent, draft.slots) or {}
    if changes:
        dialogue.change(turn, draft, changes)
    else:
        dialogue.misunderstood(turn, draft)
    return True


def _own_slots(said: Understanding, matter: Matter) -> dict[str, object]:
    return dict(said.slots) if said.intent == matter.intent else {}


def _is_another(turn: Turn, draft: Draft, said: Understanding, matter: Matter) -> bool:
    """A whole new request while one is being checked is another one, not an answer (lessons 5.2, line 10)."""
    if said.intent != matter.intent or draft.state is not DraftState.CHECKING:
        return False
    return "start" in said.slots or matter.question(said.slots, turn.facts, turn.account) is None


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
    if said.intent == "none":
        return questions.not_understood(turn, _bare(text, turn))
    return turn.answer(questions.NOT_YET)


def _as(turn: Turn, matter: Matter, text: str, said: Understanding) -> Understanding:
    """What the words say for a matter that claims them, whatever language took them for."""
    if said.intent == matter.intent:
        return said
    return Understanding(matter.intent, turn.reader.read_as(text, turn.now, matter.intent))


def _begin(turn: Turn, matter: Matter, text: str, said: Understanding) -> None:
    if questions.slip_is_meant(turn, matter, text):
        return None
    doubt = next((doubt for doubt in said.ambiguous if doubt.slot == "person"), None)
    if doubt is not None and (fault := _for_nobody(turn, matter, text, said, doubt)):
        turn.acknowledge()
        return turn.reply(fault.text)
    if doubt is not None:
        return dialogue.begin(turn, matter, said.slots, said.ambiguous)
    slots = matter.starting(text, said.slots, turn.facts, turn.account)
    if isinstance(slots, Fault):
        turn.acknowledge()
        return turn.reply(slots.text)
    return dialogue.begin(turn, matter, slots, said.ambiguous)


def _for_nobody(turn: Turn, matter: Matter, text: str, said: Understanding, doubt: Ambiguity) -> Fault | None:
    """Why the writer may file it for none of those who can be meant; None where it can be for one of them."""
    begun = [
        matter.starting(text, {**said.slots, doubt.slot: value}, turn.facts, turn.account)
        for _, value in doubt.candidates
    ]
    first = begun[0] if begun else None
    return first if isinstance(first, Fault) and all(isinstance(each, Fault) for each in begun) else None


_QUESTIONS = frozenset({"duty_query", "status_query", "balance_query", "help"})

_INTENTS: Mapping[str, Callable[[Turn, Understanding], None]] = {
    "leave_cancel": own_requests.take_back,
    "leave_return": own_requests.come_back,
    "help": questions.help_out,
    "approve_text": questions.status,
    "reject_text": questions.status,
    "status_query": questions.status,
    "balance_query": questions.balance,
    "duty_query": questions.duty,
}
