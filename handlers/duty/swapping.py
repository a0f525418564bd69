"""A swap: who asks whom to take which shift, and what is said on the way (rules M19-4)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.duty.changing import Change, obstacle
from handlers.duty.wording import span_of
from handlers.engine.absence import DutySlot
from handlers.engine.content import Button, Card, Choice, Style
from handlers.engine.facts import Facts

AGREE, DECLINE = "同意", "不同意"
CONFIRM = "确认"
ASK = "换班"

PICK = "请先在卡片上选换给谁，再点“换班”；也可以说“我12月5日的值班想和某某换”。"
SETTLED = "这次换班已经处理过了。"
CHANGED = "值班表已经变了，这次换班不能办了。请重新看值班表，再说“换班”。"
OVERTAKEN = "这一班已经有人顶，或者值班表已改，这次换班不用办了。"
NOTHING_ASKED = "现在没有您提出、还没办完的换班。"
NOTHING_TO_ANSWER = "现在没有等您同意的换班。"
ONE_AT_A_TIME = "一次只能问一个人，请先写一位，例如“我12月5日的值班想和某某换”。可以再问另一位，谁先同意就换给谁。"
WITHDRAWN = "对方已撤回，不用办了。"
NOTHING = "今后没有排您的值班，不用换班。"


@dataclass(frozen=True)
class Swap:
    """`giver` asks `taker` to take `given`; in an exchange the giver takes `taken` instead."""

    giver: str
    taker: str
    leading: bool
    given: tuple[DutySlot, ...]
    taken: tuple[DutySlot, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """What the roster would say."""
        return (
            *(Change(slot, self.leading, self.taker) for slot in self.given),
            *(Change(slot, self.leading, self.giver) for slot in self.taken),
        )


def against(swap: Swap, facts: Facts, around: Sequence[DutySlot]) -> str:
    """Why it cannot be, in one sentence; "" where it can. `around` are the slots as they stand."""
    changes = swap.changes
    if any(change.slot not in around for change in changes):
        return CHANGED
    others = [slot for slot in around if all(slot != change.slot for change in changes)]
    return next((why for change in changes if (why := obstacle(change, facts, others))), "")


def _what(swap: Swap, facts: Facts) -> str:
    part = "带班" if swap.leading else "值班"
    given = "、".join(span_of(slot, facts.today) for slot in swap.given)
    name = facts.directory.name
    if not swap.taken:
        return f"{given}{part}由{name(swap.giver)}换成{name(swap.taker)}"
    taken = "、".join(span_of(slot, facts.today) for slot in swap.taken)
    return f"{name(swap.giver)}的{given}{part}与{name(swap.taker)}的{taken}{part}对换"


def request_card(swap: Swap, facts: Facts, tired: str = "") -> Card:
    """To whoever is asked; `tired` says where two shifts in a row come of it."""
    return Card(
        f"{facts.directory.name(swap.giver)}想和您换班",
        f"{_what(swap, facts)}。{tired}您同意吗？",
        buttons=(Button(AGREE, Style.PRIMARY), Button(DECLINE)),
    )


def confirm_card(swap: Swap, facts: Facts, tired: str = "") -> Card:
    """To the office, once both agree; `tired` says where two shifts in a row come of it."""
    return Card(
        "请确认换班",
        f"{_what(swap, facts)}，双方已同意。{tired}确认后值班表和提醒随之改动。",
        buttons=(Button(CONFIRM, Style.PRIMARY), Button(DECLINE)),
    )


def choice_card(slot: DutySlot, leading: bool, names: Sequence[str], serial: str, facts: Facts) -> Card:
    """To whoever must or would be replaced: whom they ask. `serial` is the leave that waits for it."""
    part = "带班" if leading else "值班"
    why = f"您申请的请假（{serial}）要等这一班有人顶了才能批准。" if serial else ""
    return Card(
        f"{span_of(slot, facts.today)}{part}换班",
        f"{why}请选换给谁，对方同意后生效。",
        buttons=(Button(ASK, Style.PRIMARY),),
        choice=Choice("换给", tuple(names)) if names else None,
    )


def asked(swap: Swap, facts: Facts, others: Sequence[str] = ()) -> str:
    """To whoever asked; `others` have been asked about the same shift and have not answered."""
    also = "、".join(facts.directory.name(account) for account in others)
    first = f"这一班您还问了{also}，谁先同意就换给谁。" if also else ""
    return (
        f"已问{facts.directory.name(swap.taker)}：{_what(swap, facts)}。对方同意后告诉您。{first}不换了请说“撤回换班”。"
    )


def agreed_already(swap: Swap, facts: Facts) -> str:
    """To whoever asks one more while the office has the agreement of another before it."""
    return f"这一班{facts.directory.name(swap.taker)}已经同意，正等党政办确认，没有再问别人。要改请先说“撤回换班”。"


def which_answer(swaps: Sequence[Swap], facts: Facts) -> str:
    """Several wait for their answer: which is meant."""
    lines = [f"{facts.directory.name(swap.giver)}：{_what(swap, facts)}" for swap in swaps]
    return "\n".join(
        [
            f"有{len(swaps)}个换班等您答复：",
            *lines,
            f"请在各自的卡片上点，或者写明是谁的，例如“同意{facts.directory.name(swaps[0].giver)}换班”。",
        ]
    )


def withdrawn(swaps: Sequence[Swap], facts: Facts) -> str:
    """To whoever takes it back."""
    lines = "；".join(dict.fromkeys(_what(swap, facts) for swap in swaps))
    return f"已撤回：{lines}。值班表没有改动，这一班仍由您负责。"


def which_withdrawn(swaps: Sequence[Swap], facts: Facts) -> str:
    """Several of theirs are open: which is taken back."""
    first = swaps[0].given[0].start
    lines = [f"{_what(swap, facts)}（问{facts.directory.name(swap.taker)}）" for swap in swaps]
    return "\n".join(
        ["您有几个换班还没办完：", *lines, f"请写明撤回哪一班，例如“撤回{first.month}月{first.day}日换班”。"]
    )


def withdrawn_told(swap: Swap, facts: Facts) -> str:
    """To the other one who had agreed already."""
    return f"{facts.directory.name(swap.giver)}撤回了换班：{_what(swap, facts)}。值班表没有改动。"


def overtaken(swap: Swap, facts: Facts) -> str:
    """To whoever asked for a swap that came to nothing by a change of the roster."""
    return f"您提出的换班不能办了：{_what(swap, facts)}。值班表已经变了，要换请重新说“换班”。"


def asked_already(swap: Swap, facts: Facts) -> str:
    """The same once more while the other one has not answered."""
    return f"已经问过{facts.directory.name(swap.taker)}，还没有答复，不重复发。着急请打电话，对方回复“同意换班”也可以。"


def declined(swap: Swap, facts: Facts) -> str:
    """To whoever asked, and was refused."""
    name = facts.directory.name(swap.taker)
    return f"{name}不同意换班：{_what(swap, facts)}。值班表没有改动，请另找人换，或者联系党政办。"


def not_confirmed(swap: Swap, facts: Facts) -> str:
    """To both, where the office does not agree."""
    return f"党政办没有同意换班：{_what(swap, facts)}。值班表没有改动，有疑问请联系党政办。"


def agreed_by_another(swap: Swap, facts: Facts) -> str:
    """On the cards of the others who were asked: one has agreed."""
    return f"{facts.directory.name(swap.taker)}已同意换这一班，您不用答复了。"


def waits(facts: Facts, office: str) -> str:
    """On the card of whoever agreed."""
    return f"您已同意，等党政办（{facts.directory.name(office)}）确认。"


def to_giver(swap: Swap, facts: Facts) -> str:
    """To whoever asked: agreed, the office still has to confirm."""
    return f"{facts.directory.name(swap.taker)}已同意换班，等党政办确认。确认以前仍由您负责。"


def told_office(swap: Swap, facts: Facts, tired: str = "") -> str:
    """To the office, where it need not confirm."""
    return f"换班告知：{_what(swap, facts)}，双方已同意，值班表已改。{tired}"


def which_day(slots: Sequence[DutySlot], facts: Facts) -> str:
    """Several of them could be meant."""
    lines = [span_of(slot, facts.today) for slot in slots]
    first = slots[0].start
    return "\n".join(
        ["您近期的值班：", *lines, f"请写明换哪一班，例如“{first.month}月{first.day}日{slots[0].kind}换班”。"]
    )


def none_on(day: str, who: str) -> str:
    """They have no shift that day."""
    return f"{who}{day}没有值班。回复“我什么时候值班”可以查看。"


# --- a leave over a shift ---------------------------------------------------------------------------------------------


def uncovered(serial: str, name: str, slots: Sequence[DutySlot], facts: Facts) -> str:
    """To the decider: which shift stands in the way, and what happens now."""
    lines = "、".join(span_of(slot, facts.today) for slot in slots)
    return (
        f"{serial} 还不能批准：{name}{lines}排有值班，还没有人顶（值班制度）。"
        "已请本人换班，也可以由党政办换人；换好后请再点“同意”。"
    )


def covered(serial: str, name: str) -> str:
    """To the decider, once the shift is covered."""
    return f"{serial}：{name}的值班已有人顶，可以批准了。"
