"""How a form speaks: the question, the check card, and the sentences around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.engine.content import Button, Card, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter, Plan, Question
from storage.drafts import Draft

SUBMIT, CHANGE, CANCEL = "提交", "修改", "取消"
DROPPED = "已取消，没有提交。"
CHANGED_MEANWHILE = "情况有变化，申请内容已更新，请重新核对后再点“提交”。"
NOTHING_OPEN = "您没有未提交的申请。"


_EXAMPLES = {
    "start": ("“明天”", "“下周三上午”", "“12月25日”"),
    "end": ("“到周五”", "“两天”", "“上午半天”"),
    "check": ("“提交”", "“改成后天”", "“取消”"),
    "reason": ("“老人住院要陪护”", "“孩子开家长会”", "“本人看病”"),
}


def question(matter: Matter, asked: Question) -> Card:
    """One thing that is missing, with two to four answers to tap, and why it is asked."""
    buttons = tuple(Button(choice) for choice in asked.choices)
    text = f"{asked.text}{f'（{asked.why}）' if asked.why else ''}"
    return Card(f"{matter.name}，还差一项", text, buttons=(*buttons, Button(CANCEL)))


def check(plan: Plan, before: Card | None) -> Card:
    """Everything that was understood, in full; lines that differ from the card `before` a correction are marked."""
    said = {field.label: field.value for field in before.fields} if before else {}
    fields = tuple(replace(f, changed=bool(said) and said.get(f.label) != f.value) for f in plan.fields)
    text = "\n".join(("请核对，无误请点“提交”。", *plan.notes))
    buttons = (Button(SUBMIT, Style.PRIMARY), Button(CHANGE), Button(CANCEL))
    return Card(f"{plan.title}，请核对", text, fields, buttons)


def superseded(card: Card) -> Card:
    """An earlier question or check card after the form has moved on."""
    return card.over("已更新，请看下面最新的一条。") if card.buttons else card


def how_to_change(matter: Matter) -> str:
    """What can be said to change a line."""
    return f"请直接说要改哪一项，例如{matter.changes}。其他内容不变。"


def not_understood(draft: Draft, facts: Facts) -> str:
    """The answer was none: the question again, from the second time with examples, from the third with the office."""
    limits = facts.policy.dialogue
    again = str(draft.asking.get("text", "这份申请还没有提交：请点“提交”，或者直接说要改哪一项。"))
    if draft.failures >= limits.failures_before_office:
        contact = facts.directory.name(facts.contact())
        phone = f"，电话{facts.policy.office.phone}" if facts.policy.office.phone else ""
        return f"抱歉，还是没有看懂。您可以找党政办{contact}办理{phone}；回复“取消”放弃这次填写。"
    if draft.failures >= limits.failures_before_examples:
        examples = "".join(_EXAMPLES.get(str(draft.asking.get("slot", "")), _EXAMPLES["check"]))
        return f"没有看懂。{again}可以这样说：{examples}。"
    return f"没有看懂。{again}"


def still_there(matter: Matter) -> str:
    """The draft that waits."""
    return f"您还有一份{matter.name}没有提交，接着填即可；不办了请回复“取消”。"


def still_aside(count: int) -> str:
    """Forms that were put aside for another."""
    return f"您还有{count}份申请没有提交，回复“继续”接着办。"


def which_draft(briefs: Sequence[str]) -> str:
    """Several forms wait: which one is meant?"""
    lines = [f"{n}. {brief}" for n, brief in enumerate(briefs, start=1)]
    return "\n".join([f"您有{len(briefs)}份没有提交的申请，回复“继续 1”这样的编号接着办：", *lines])


def too_many(count: int) -> str:
    """No more drafts can be kept."""
    return f"您已有{count}份没有提交的申请，请先提交或者取消；回复“继续”查看。"


def file_without_form(name: str) -> str:
    """A file that nothing asked for."""
    return f"收到文件《{name}》，但还不知道用在哪里，没有保存到任何申请。请先说要办什么事。"


def unknown_person(user: str) -> str:
    """To somebody whom the roster does not know: how they are added. `user` is their account on the platform."""
    return f"您不在本单位的花名册里，还不能使用。您的账号是 {user}：请把它告诉党政办，加进花名册以后就能用。"


def welcome(bot_name: str) -> str:
    """The first words to somebody new (lessons 5.2, line 7)."""
    return (
        f"您好，我是{bot_name}，帮您办请假、用车、用印、信息报送和外出登记。直接说就行，例如“下周三到周五请假，老人住院”。"
        "没有收到编号，就是没有提交成功。回复“帮助”可以查看能办的事。"
    )
