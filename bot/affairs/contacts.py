"""The contacts of a platform: differences put to the office, and what the office's tap does (M14-3, rules X11).

Nothing is changed unasked: the office agrees to what is new or moved in one card, and to every departure by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, replace

from bot.affairs.affair import Affair
from bot.desk import sending_on
from bot.incoming import Tap
from bot.language import Understanding
from bot.turn import Turn
from handlers.contacts import departure, words
from handlers.contacts.book import Contacts
from handlers.contacts.differences import Difference, Kind, can_be_written, compare, too_many_left, with_changes
from handlers.engine.people import Member
from handlers.engine.roster import Roster
from storage import accounts, cards, contacts, duty, people, requests
from storage.cards import Shown

CHANGES, DEPARTED = "contacts_changes", "contacts_departed"
_MOST_CARDS = 100
_TOO_MANY = "too many left"


def put_to_office(turn: Turn, channel: str, platform: str, book: Contacts) -> tuple[Difference, ...]:
    """Compare, and ask the office (whose `turn` it is) about what it was not asked before; all differences.

    `platform` is what people call the channel (企业微信).
    """
    roster = turn.facts.roster
    found = compare(book, roster, accounts.links(turn.uow, turn.org, channel))
    hidden = too_many_left(found, roster, turn.facts.policy.contacts.most_missing_percent)
    keys = [difference.key for difference in found]
    contacts.keep_only(turn.uow, turn.org, channel, [*keys, *([_TOO_MANY] if hidden else [])])
    if hidden:
        _say_too_many(turn, channel, platform, sum(difference.kind is Kind.LEFT for difference in found))
    asked = [d for d in found if not (hidden and d.kind is Kind.LEFT) and _is_new(turn, channel, d.key)]
    changes = [difference for difference in asked if difference.kind is not Kind.LEFT]
    if changes:
        card = words.changes_card(platform, changes, roster)
        context = {"channel": channel, "differences": [asdict(difference) for difference in changes]}
        turn.out.show(turn.account, card, CHANGES, context=context)
    for left in asked:
        if left.kind is Kind.LEFT:
            _ask_about(turn, channel, platform, left)
    turn.record("contacts compared", channel, {"differences": len(found), "asked": len(asked)})
    return found


def _say_too_many(turn: Turn, channel: str, platform: str, count: int) -> None:
    if _is_new(turn, channel, _TOO_MANY):
        turn.reply(words.too_many(platform, count))


def _is_new(turn: Turn, channel: str, key: str) -> bool:
    return contacts.ask(turn.uow, turn.org, channel, key, turn.now)


def _ask_about(turn: Turn, channel: str, platform: str, left: Difference) -> None:
    waiting = [request.serial for request in requests.waiting_for(turn.uow, turn.org, left.account)]
    card = words.departed_card(platform, left, waiting, _held(turn, left.account))
    turn.out.show(turn.account, card, DEPARTED, context={"channel": channel, "account": left.account})


def _held(turn: Turn, account: str) -> tuple[tuple[str, str], ...]:
    slots = duty.of_member(turn.uow, turn.org, account, turn.now)
    return departure.in_the_name_of(turn.facts.roster, account, slots)


# --- what the office taps ---------------------------------------------------------------------------------------------


def _on_changes(turn: Turn, shown: Shown, button: str) -> None:
    if not shown.card.bears(button):
        return turn.reply(words.SETTLED_ALREADY)
    if button == words.DECLINE:
        return _settle(turn, shown, words.DECLINED)
    roster = people.load_roster(turn.uow, turn.org)
    agreed = [_difference(data) for data in shown.context["differences"]]
    written = [difference for difference in agreed if can_be_written(difference, roster)]
    unknown = [d for d in agreed if d.kind is Kind.JOINED and not d.value]
    _put(turn, with_changes(roster, written), "contacts agreed", {"written": len(written)})
    for difference in written:
        if difference.kind is Kind.JOINED:
            channel, account = str(shown.context["channel"]), difference.account
            accounts.link(turn.uow, turn.org, channel, account.lower(), account, turn.now)
    return _settle(turn, shown, words.agreed(written, unknown))


def _on_departed(turn: Turn, shown: Shown, button: str) -> None:
    roster = people.load_roster(turn.uow, turn.org)
    leaver = next((member for member in roster.members if member.account == shown.context["account"]), None)
    if leaver is None or not shown.card.bears(button):
        return turn.reply(words.SETTLED_ALREADY)
    if button == words.STILL_HERE:
        return _settle(turn, shown, words.still_here(leaver.name))
    return _settle(turn, shown, _take_out(turn, roster, leaver))


def _take_out(turn: Turn, roster: Roster, leaver: Member) -> str:
    """Out of the roster; whatever only they could move goes to the office, which is told of all of it."""
    held = _held(turn, leaver.account)
    _put(turn, departure.without(roster, leaver.account, turn.account), "member left", {"account": leaver.account})
    after = turn.about(turn.account)
    return words.taken_out(leaver.name, sending_on.release(after, leaver), held)


def _put(turn: Turn, roster: Roster, action: str, detail: Mapping[str, object]) -> None:
    people.replace_roster(turn.uow, turn.org, roster, turn.now)
    turn.record(action, "", detail)


def _settle(turn: Turn, shown: Shown, said: str) -> None:
    """The outcome in the place of the buttons."""
    turn.out.repaint(replace(shown, card=shown.card.over(said)))


def _difference(data: Mapping[str, str]) -> Difference:
    return Difference(**{**data, "kind": Kind(data["kind"])})  # type: ignore[arg-type]


# --- the same in words ------------------------------------------------------------------------------------------------

_SAID = re.compile(rf"({words.GONE}|{words.STILL_HERE}|{words.AGREE}|{words.DECLINE})\s*(\S*)")


def _on_words(turn: Turn, short: str, said: Understanding) -> bool:
    """«确认离开 王强»: the tap in words, where exactly one card of theirs is meant."""
    match = _SAID.fullmatch(short)
    if match is None:
        return False
    label, name = match.groups()
    open_ = [
        shown
        for shown in cards.seen_by(turn.uow, turn.org, [turn.account], _MOST_CARDS)
        if shown.purpose in _DO and shown.card.bears(label) and name in shown.card.title
    ]
    if not open_:
        return False
    if len(open_) > 1:
        turn.reply(words.which([_name(shown) for shown in open_], label))
        return True
    _DO[open_[0].purpose](turn, open_[0], label)
    return True


def _name(shown: Shown) -> str:
    return shown.card.title.removesuffix("不在通讯录里了")


def _on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    _DO[shown.purpose](turn, shown, tap.button)


_DO = {CHANGES: _on_changes, DEPARTED: _on_departed}
CONTACTS = Affair(_on_words, dict.fromkeys(_DO, _on_tap))
