"""One incoming thing, one transaction: the guard, the inbox, who it is, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot import dialogue, dialogue_cards, guard, talk, taps
from bot.affairs.register import AFFAIRS
from bot.incoming import FileSent, Incoming, Joined, Message, Tap
from bot.offices import Offices
from bot.turn import Turn
from handlers import secrecy
from handlers.engine.facts import Facts
from handlers.engine.matter import Matter
from handlers.engine.wording import say_moment
from storage import accounts, audit, blobs, inbox
from storage.drafts import Draft
from storage.outward import Outward
from storage.unit_of_work import UnitOfWork

_EMBEDDED = ("workplace", "scene")


class Conversation:
    """What the bot does with what comes in. Holds no state of its own: everything lies in the store."""

    def __init__(self, offices: Offices, matters: Mapping[str, Matter]) -> None:
        self._offices = offices
        self._matters = matters

    def handle(self, uow: UnitOfWork, incoming: Incoming) -> bool:
        """Handle one thing within this transaction. False where it is a redelivery of what was handled before."""
        envelope = incoming.envelope
        kind = type(incoming).__name__
        if not inbox.first_time(
            uow, envelope.org, envelope.channel, envelope.message_id, envelope.sender, kind, envelope.at
        ):
            return False
        account = _account(uow, incoming)
        uow.lock("member", envelope.org, account)  # one thing at a time of each person: a form has no row to wait for
        turn = self.turn(uow, envelope.org, account, envelope.at, envelope.channel, envelope.group)
        if turn is None:
            Outward(uow, envelope.org, envelope.at).say(envelope.sender, dialogue_cards.unknown_person(envelope.sender))
        elif _is_classified(turn, incoming):
            _refuse_classified(turn, incoming)
        else:
            _dispatch(turn, incoming)
        return True

    def turn(self, uow: UnitOfWork, org: str, account: str, at: datetime, channel: str, group: str = "") -> Turn | None:
        """Somebody acting at this moment; None where nobody in service has the account."""

        def look_at(work: UnitOfWork, about: str, moment: datetime) -> Facts:
            return self._offices.facts(work, org, moment, about)

        def look(work: UnitOfWork, about: str) -> Facts:
            return look_at(work, about, at)

        facts = look(uow, account)
        member = facts.directory.member(account)
        if member is None:
            return None
        reader = self._offices.reader_for(org, facts)
        out = Outward(uow, org, at)
        return Turn(uow, org, member, facts, out, reader, self._matters, channel, look, look_at, group)


def _account(uow: UnitOfWork, incoming: Incoming) -> str:
    """The member behind a platform's user id; on the embedded channels it is the account itself."""
    envelope = incoming.envelope
    if envelope.channel in _EMBEDDED:
        return envelope.sender
    return accounts.member_of(uow, envelope.org, envelope.channel, envelope.sender) or ""


def _dispatch(turn: Turn, incoming: Incoming) -> None:
    if isinstance(incoming, Tap):
        taps.on_tap(turn, incoming)
    elif isinstance(incoming, Message):
        talk.on_message(turn, incoming.text.replace("\x00", ""))
    elif isinstance(incoming, FileSent):
        _on_file(turn, incoming)
    elif isinstance(incoming, Joined):
        turn.answer(dialogue_cards.welcome(turn.facts.policy.office.bot_name))


def _on_file(turn: Turn, sent: FileSent) -> None:
    """A file belongs to the form that is open, to an affair that knows it by its looks, or to what was said with it."""
    if not _wanted(turn) and any(affair.on_file(turn, sent) for affair in AFFAIRS):
        return None
    if sent.text:
        talk.on_message(turn, sent.text)
    draft = _wanted(turn)
    if draft is None:
        return turn.reply(dialogue_cards.file_without_form(sent.name))
    files = [*draft.slots.get("files", []), {"name": sent.name, "key": sent.key}]
    return dialogue.change(turn, draft, {"files": files})


def _wanted(turn: Turn) -> Draft | None:
    """The open form that takes files."""
    draft = dialogue.current(turn)
    return draft if draft is not None and turn.matters[draft.matter].takes_files else None


def _is_classified(turn: Turn, incoming: Incoming) -> bool:
    """The guard stands before everything: marked text is dropped before any row of it is written (rules M10-7)."""
    words = turn.facts.policy.secrecy.extra_words
    if isinstance(incoming, Message):
        return guard.is_marked_classified(incoming.text, extra_words=words)
    if isinstance(incoming, FileSent):
        return guard.is_marked_classified(incoming.text, incoming.name, words)
    return isinstance(incoming, Tap) and guard.is_marked_classified(incoming.input, extra_words=words)


def _refuse_classified(turn: Turn, incoming: Incoming) -> None:
    """A short refusal that repeats nothing; time and sender to the secrecy officer; no word of it anywhere."""
    if isinstance(incoming, FileSent):
        blobs.drop(turn.uow, turn.org, incoming.key)
    turn.answer(secrecy.REFUSAL_IN_GROUP if turn.group else secrecy.REFUSAL)
    officer = turn.facts.directory.contact((turn.facts.policy.office.secrecy_officer_role,), turn.facts.away)
    if officer and officer.account != turn.account:
        when = say_moment(turn.now, turn.facts.today)
        turn.out.say(officer.account, secrecy.to_officer(turn.member.name, when))
    audit.append(turn.uow, turn.org, turn.now, turn.account, "classified refused", "", {})
