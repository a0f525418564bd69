"""Questions about one's own business and about the rules, and what the bot can do."""

from __future__ import annotations

from bot import request_cards, sentences
from bot.finding import by_number
from bot.language import Understanding
from bot.turn import Turn
from handlers import duty as duty_matter
from handlers.engine.matter import Matter
from handlers.engine.request import OWED, Request
from handlers.leave import answers as leave_answers
from handlers.register import ENQUIRIES, STATEMENTS
from storage import duty as duty_book
from storage import requests

NOT_YET = "这件事还不能在这里办理，请到党政办办理。回复“帮助”可以查看能办的事。"


def help_out(turn: Turn, said: Understanding) -> None:
    """What can be done here, with sentences to copy."""
    turn.answer(sentences.HELP)


def mine(turn: Turn) -> None:
    """我的申请."""
    own = requests.of_applicant(turn.uow, turn.org, turn.account, most=10)
    _acknowledge(turn)
    turn.reply(sentences.my_requests([(r, turn.matters[r.matter]) for r in own], turn.facts))


def status(turn: Turn, said: Understanding) -> None:
    """How far a request is: by its number, or one's own of that kind. Others' business is not told."""
    number = said.slots.get("number")
    if number is not None:
        return _status_of(turn, str(number[0] if isinstance(number, list) else number))
    own = requests.of_applicant(turn.uow, turn.org, turn.account, most=10)
    matter = said.slots.get("matter")
    kind = [r for r in own if matter is None or turn.matters[r.matter].intent == matter]
    day = str(said.slots.get("date", ""))
    found = [r for r in kind if not day or r.created_at.date().isoformat() == day] or kind
    _acknowledge(turn)
    return turn.reply(sentences.my_requests([(r, turn.matters[r.matter]) for r in found[:5]], turn.facts))


def balance(turn: Turn, said: Understanding) -> None:
    """How much leave is left, and how that is counted."""
    _acknowledge(turn)
    turn.reply(leave_answers.balance(str(said.slots.get("leave_type", "年假")), turn.member, turn.facts))


def duty(turn: Turn, said: Understanding) -> None:
    """Who is on duty: answered where it was asked."""
    since, until = duty_matter.asked_about(said.slots, turn.now)
    slots = duty_book.overlapping(turn.uow, turn.org, since, until)
    person = said.slots.get("person")
    if person == "我":
        slots = duty_book.of_member(turn.uow, turn.org, turn.account, turn.now)[:3]
    turn.answer(duty_matter.answer(slots, said.slots, since, turn.facts))


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


def which_of_mine(turn: Turn, own: list[Request]) -> None:
    """None or several can be meant."""
    if not own:
        return turn.reply("没有找到可以撤回的申请。回复“我的申请”可以查看。")
    pairs = [(request, turn.matters[request.matter]) for request in own]
    return turn.reply(sentences.which_to_withdraw(pairs, turn.facts))


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
    concerned = {request.applicant, request.entered_by, *request.informed}
    concerned |= {account for step in request.steps for account in step.approvers}
    if turn.account not in concerned and not turn.facts.directory.in_office(turn.member):
        return turn.reply(f"{request.serial} 不是您的申请，不便告知；如有需要请问党政办。")
    _acknowledge(turn)
    return turn.reply(sentences.standing(request, turn.matters[request.matter], turn.about(request.applicant).facts))


def _acknowledge(turn: Turn) -> None:
    if turn.group:
        turn.out.say_in_group(turn.group, f"@{turn.member.name} 已私聊回复您。")
