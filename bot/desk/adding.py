"""Adding to a request without moving it: an opinion, a remark, a copy, an urging, the slip that was owed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot import request_cards, sentences
from bot.desk.carrying_out import carry_out, commit, hand_to_holders, notify, show
from bot.turn import Turn
from handlers.engine import moves, remarks
from handlers.engine.matter import Fault
from handlers.engine.moves import Refusal
from handlers.engine.request import Request, StepKind, Verdict
from storage import requests


def opine(turn: Turn, serial: str, words: str) -> None:
    """An opinion: of a required first step, or of a leader who was only told."""
    if not words:
        return turn.reply(sentences.opinion_needs_words(serial))
    done = carry_out(turn, serial, lambda t, before: _opinion(t, before, words), Verdict.OPINION.value)
    if done is not None and done[1].open_position != done[2].open_position:
        hand_to_holders(done[0], done[2])
    return None


def comment(turn: Turn, serial: str, words: str) -> None:
    """备注: words for everyone concerned; the cards show them, nobody is woken for it."""
    if carry_out(turn, serial, lambda t, before: remarks.comment(before, t.act(words)), Verdict.COMMENT.value):
        turn.reply(f"已记入 {serial} 的备注。", serial)


def give_reason(turn: Turn, serial: str, words: str) -> None:
    """The reason of a refusal, given after the tap: it never held the refusal up (lessons 5.2, line 20)."""
    done = carry_out(turn, serial, lambda t, before: remarks.reason(before, t.act(words)), Verdict.COMMENT.value)
    if done is not None:
        turn, _, after = done
        turn.out.say(after.applicant, f"{serial} 未同意的理由：{words}", serial)
        turn.reply(f"理由已转告{turn.facts.directory.name(after.applicant)}。", serial)


def copy(turn: Turn, serial: str, name: str) -> None:
    """抄送: somebody is told and has nothing to do."""
    found = turn.facts.directory.named(name)
    if len(found) != 1:
        return turn.reply(f"没有找到唯一的“{name}”，请写全名或者账号。")
    to = found[0]
    done = carry_out(turn, serial, lambda t, before: remarks.copy(before, to.account, t.act(to.name)), "抄送")
    if done is not None:
        show(done[0], request_cards.NOTICE, done[2], to.account)
        turn.reply(f"{serial} 已抄送{to.name}。", serial)
    return None


def urge(turn: Turn, serial: str) -> None:
    """催办: whoever has it gets one word; limited, and on record (lessons 3.4, item 69)."""
    policy = turn.facts.policy
    every = timedelta(hours=float(policy.reminders.urge_every_hours))
    done = carry_out(
        turn,
        serial,
        lambda t, before: remarks.urge(before, every, policy.hours, policy.calendar.presumed(), t.act()),
        Verdict.URGE.value,
    )
    if done is None:
        return
    turn, _, after = done
    brief = turn.matters[after.matter].brief(after, turn.facts)
    for account in after.holders:
        turn.out.say(account, sentences.urged(turn.member.name, after.serial, brief), serial)
    turn.reply(f"已提醒{request_cards.whose_turn(after, turn.facts)}尽快办理 {serial}。", serial)


def follow_up(turn: Turn, serial: str, words: str) -> None:
    """续报: news about an emergency joins its thread, numbered, and goes to whoever was told of it (rules M17-3)."""
    request = requests.get(turn.uow, turn.org, serial, lock=True)
    if request is None:
        return turn.reply(sentences.no_such_request(serial))
    turn = turn.about(request.applicant)
    news = turn.matters[request.matter].following(request, words, turn.facts)
    if isinstance(news, Fault):
        return turn.reply(news.text, serial)
    after = replace(remarks.comment(request, turn.act(words)), form=news.form)
    commit(turn, request, after, "续报")
    notify(turn, news.notices, serial)
    return turn.reply(news.words, serial)


def give_slip(turn: Turn, serial: str) -> None:
    """The slip that was owed after a telephone leave is handed in (rules M20-6)."""
    carry_out(turn, serial, lambda t, before: remarks.give_slip(before, t.act()), Verdict.SLIP.value)


def _opinion(turn: Turn, before: Request, words: str) -> Request | Refusal:
    required = before.open_step is not None and before.open_step.kind is StepKind.OPINION
    if required and turn.account in before.holders:
        return moves.decide(before, Verdict.OPINION, turn.act(words))
    return remarks.opine(before, turn.act(words))
