"""Questions about one's own business and about the rules, and what the bot can do."""

from __future__ import annotations

import re

from bot import request_cards, sentences
from bot.finding import by_number
from bot.language import Understanding
from bot.turn import Turn
from handlers.duty import answers as duty_matter
from handlers.engine.matter import Matter
from handlers.engine.request import OWED, Request
from handlers.leave import answers as leave_answers
from handlers.register import ENQUIRIES, STATEMENTS
from storage import duty as duty_book
from storage import requests

_WANTS = re.compile(r"^(?:我想|我要|想要|帮我|请帮|麻烦|申请|办理|查询|查一下)|(?:怎么|如何|能不能|可不可以)|[?？吗]$")

_MATTERS = re.compile(
    r"例会|学习|签到|点名|值班|带班|换班|考勤|迟到|早退|旷工|晨报|提醒|台账|主讲|通报|用印|公章|派车|用车|请假|销假|外出"
)
_ORDERS = re.compile(
    r"不开|不要|别发|照常|恢复|取消|撤|停|改[到成为在]|改一下|换成|登记|补[登上一]|替我|来不了|去不了|值不了|谁(?:没|来|能|负责)|没[到来]"
)
"""Words about the office's business that want something done or said: they are not small talk."""

NOT_YET = "这件事还不能在这里办理，请到党政办办理。回复“帮助”可以查看能办的事。"


def help_out(turn: Turn, said: Understanding) -> None:
    """What can be done here, with sentences to copy: long, so never in a group (lessons 5.2, line 15)."""
    _acknowledge(turn)
    turn.reply(sentences.HELP)


def not_understood(turn: Turn, short: str) -> None:
    """Words that want something nobody can make out. Small talk is left alone."""
    if not turn.group and (_WANTS.search(short) or (_MATTERS.search(short) and _ORDERS.search(short))):
        turn.reply(sentences.NOT_UNDERSTOOD)


def mine(turn: Turn) -> None:
    """我的申请."""
    own = requests.of_applicant(turn.uow, turn.org, turn.account, most=10)
    _acknowledge(turn)
    turn.reply(sentences.my_requests([(r, turn.matters[r.matter]) for r in own], turn.facts))


def status(turn: Turn, said: Understanding) -> None:
    """How far a request is: by its number, or of that person, kind and day. Others' business is not told."""
    number = said.slots.get("number")
    if number is not None:
        return _status_of(turn, str(number[0] if isinstance(number, list) else number))
    _acknowledge(turn)
    asked = _of_whom(turn, said)
    seen = [request for request in asked if _concerns(turn, request)]
    if asked and not seen:
        return turn.reply(sentences.OWN_ONLY)
    matter = said.slots.get("matter")
    kind = [r for r in seen if matter is None or turn.matters[r.matter].intent == matter]
    day = str(said.slots.get("date", ""))
    found = [r for r in kind if not day or r.created_at.date().isoformat() == day] or kind
    listed = [(r, turn.matters[r.matter]) for r in found[:5]]
    if said.slots.get("person", "我") == "我":
        return turn.reply(sentences.my_requests(listed, turn.facts))
    return turn.reply(sentences.requests_of(str(said.slots["person"]), listed, turn.facts))


def _of_whom(turn: Turn, said: Understanding) -> list[Request]:
    """The newest requests of whom the question is about: oneself where nobody is named."""
    person = str(said.slots.get("person", "我"))
    meant = [turn.member] if person == "我" else list(turn.facts.directory.named(person))
    return [r for m in meant for r in requests.of_applicant(turn.uow, turn.org, m.account, most=10)]


def _concerns(turn: Turn, request: Request) -> bool:
    """Whether whoever is acting has to do with it: applicant, decider, told about it, or the office."""
    concerned = {request.applicant, request.entered_by, *request.informed}
    concerned |= {account for step in request.steps for account in step.approvers}
    return turn.account in concerned or turn.facts.directory.in_office(turn.member)


def balance(turn: Turn, said: Understanding) -> None:
    """How much leave is left, and how that is counted: one's own; the office may ask for anybody's."""
    _acknowledge(turn)
    kind = str(said.slots.get("leave_type", "年假"))
    person = str(said.slots.get("person", "我"))
    found = turn.facts.directory.named(person)
    if person == "我" or found == (turn.member,):
        return turn.reply(leave_answers.balance(kind, turn.member, turn.facts))
    if not turn.facts.directory.in_office(turn.member) or not found:
        return turn.reply(sentences.OWN_ONLY)
    for member in found:
        whose = f"{member.name}（{member.unit}）"
        turn.reply(leave_answers.balance(kind, member, turn.about(member.account).facts, whose))
    return None


def duty(turn: Turn, said: Understanding) -> None:
    """Who is on duty: answered where it was asked."""
    person = said.slots.get("person")
    if person == "我":
        own = duty_book.of_member(turn.uow, turn.org, turn.account, turn.now)[:3]
        return turn.answer(duty_matter.own_answer(own, turn.account, turn.facts))
    since, until = duty_matter.asked_about(said.slots, turn.now)
    slots = duty_book.overlapping(turn.uow, turn.org, since, until)
    return turn.answer(duty_matter.answer(slots, since, turn.facts))


def on_rule(turn: Turn, text: str) -> bool:
    """A question about the rules: answered with the article's words, at once and for everybody."""
    for statement in STATEMENTS:
        if statement.is_asked(text):
            turn.answer(statement.answer(turn.facts.policy))
            return True
    return False


def on_enquiry(turn: Turn, text: str) -> bool:
    """A question about how the office stands now, which one of the regulations answers."""
    for enquiry in ENQUIRIES:
        if enquiry.is_asked(text):
            if enquiry.private:
                _acknowledge(turn)
            turn.answer(enquiry.answer(text, turn.facts, turn.account), private=enquiry.private)
            return True
    return False


def slip_is_meant(turn: Turn, matter: Matter, text: str) -> bool:
    """补假条 after a telephone leave: the slip that is owed is shown again (rules M20-6)."""
    if "补假条" not in text and "补个假条" not in text:
        return False
    own = requests.of_applicant(turn.uow, turn.org, turn.account)
    owed = [r for r in own if r.matter == matter.code and r.form.get("slip") == OWED]
    if not owed:
        return False
    card = request_cards.draw(request_cards.SLIP, owed[0], matter, turn.facts, turn.account)
    turn.acknowledge()
    turn.out.show(turn.account, card, request_cards.SLIP, owed[0].serial)
    return True


def _status_of(turn: Turn, number: str) -> None:
    request = by_number(turn, number)
    if request is None:
        return turn.reply(sentences.no_such_request(number))
    if not _concerns(turn, request):
        return turn.reply(f"{request.serial} 不是您的申请，{sentences.OWN_ONLY}")
    _acknowledge(turn)
    return turn.reply(sentences.standing(request, turn.matters[request.matter], turn.about(request.applicant).facts))


def _acknowledge(turn: Turn) -> None:
    if turn.group:
        turn.out.say_in_group(turn.group, f"@{turn.member.name} 已私聊回复您。")
