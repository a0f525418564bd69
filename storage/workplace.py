"""What the workplace page shows: bubbles, cards repainted in place, and how far everybody has read.

Every writing function takes the org's lock first, so that revisions are committed in their order and what is looked for
before it is written cannot appear in between.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select, update

from handlers.engine.content import Outgoing, OutgoingKind, Receiver, from_json, to_json
from storage.instants import from_text, to_text
from storage.unit_of_work import UnitOfWork
from storage.workplace_tables import workplace_entries as entries
from storage.workplace_tables import workplace_reading as reading
from storage.workplace_tables import workplace_revisions as revisions
from storage.workplace_words import ChatState, Entry, Said

_IN_CHAT = and_(
    entries.c.org == bindparam("org"),
    entries.c.receiver == bindparam("receiver"),
    entries.c.is_group == bindparam("is_group"),
)
_BY_ID = select(entries).where(entries.c.org == bindparam("org"), entries.c.id == bindparam("id"))
_BY_MESSAGE = select(entries).where(entries.c.org == bindparam("org"), entries.c.message_id == bindparam("message_id"))
_BY_OUTBOX = select(entries).where(entries.c.org == bindparam("org"), entries.c.outbox_id == bindparam("outbox_id"))
_CARDS = select(entries).where(_IN_CHAT, entries.c.card_id == bindparam("card_id")).order_by(entries.c.id)
_BEFORE = (
    select(entries)
    .where(_IN_CHAT, entries.c.id < bindparam("before"))
    .order_by(entries.c.id.desc())
    .limit(bindparam("limit"))
)
_LAST = select(entries).where(_IN_CHAT).order_by(entries.c.id.desc()).limit(1)
_UNREAD = select(func.count()).where(
    _IN_CHAT, entries.c.id > bindparam("read_up_to"), entries.c.sender != bindparam("account")
)
_REVISION = select(revisions.c.value).where(revisions.c.org == bindparam("org"))
_NEXT_REVISION = update(revisions).where(revisions.c.org == bindparam("b_org")).values(value=revisions.c.value + 1)
_DELIVERED = (
    update(entries)
    .where(entries.c.org == bindparam("b_org"), entries.c.id == bindparam("b_id"))
    .values(delivered=True, revision=bindparam("b_revision"))
)
_REPAINT = (
    update(entries)
    .where(entries.c.org == bindparam("b_org"), entries.c.id == bindparam("b_id"))
    .values(
        content=bindparam("b_content"),
        about=bindparam("b_about"),
        painted_by=bindparam("b_outbox_id"),
        repainted_at=bindparam("b_at"),
        revision=bindparam("b_revision"),
    )
)
_READ_UP_TO = select(reading.c.read_up_to).where(
    reading.c.org == bindparam("org"),
    reading.c.account == bindparam("account"),
    reading.c.receiver == bindparam("receiver"),
    reading.c.is_group == bindparam("is_group"),
)
_MARK_READ = (
    update(reading)
    .where(
        reading.c.org == bindparam("b_org"),
        reading.c.account == bindparam("b_account"),
        reading.c.receiver == bindparam("b_receiver"),
        reading.c.is_group == bindparam("b_is_group"),
        reading.c.read_up_to < bindparam("b_up_to"),
    )
    .values(read_up_to=bindparam("b_up_to"))
)
_NEWEST = 2**62


def say(uow: UnitOfWork, org: str, said: Said, delivered: bool) -> Entry:
    """Write down what a person said; under a message id already known, the earlier entry comes back unchanged."""
    uow.lock("workplace", org)
    earlier = uow.one_or_none(_BY_MESSAGE, {"org": org, "message_id": said.message_id})
    if earlier:
        return _entry(earlier)
    blank = Entry(0, 0, said.chat, said.sender, said.at, said.content, said.message_id, delivered)
    return _append(uow, org, blank, None)


def mark_delivered(uow: UnitOfWork, org: str, entry_id: int) -> Entry:
    """Note that the house has taken this entry in. Raises LookupError for an entry that is not there."""
    uow.lock("workplace", org)
    entry = get(uow, org, entry_id)
    if entry is None:
        raise LookupError(f"no entry {entry_id} in {org}")
    if entry.delivered:
        return entry
    revision = _next_revision(uow, org)
    uow.execute(_DELIVERED, {"b_org": org, "b_id": entry_id, "b_revision": revision})
    return replace(entry, delivered=True, revision=revision)


def show(uow: UnitOfWork, outgoing: Outgoing, at: datetime) -> tuple[Entry, ...]:
    """Show one outbox row, once however often it comes, and return the entries that it stands in."""
    uow.lock("workplace", outgoing.org)
    earlier = uow.one_or_none(_BY_OUTBOX, {"org": outgoing.org, "outbox_id": outgoing.id})
    if earlier:
        return (_entry(earlier),)
    if outgoing.kind is OutgoingKind.UPDATE and outgoing.card_id:
        cards = uow.rows(_CARDS, {**_chat(outgoing.org, outgoing.to), "card_id": outgoing.card_id})
        if cards:
            return tuple(_repaint(uow, row, outgoing, at) for row in cards)
    blank = Entry(0, 0, outgoing.to, "", at, outgoing.content, card_id=outgoing.card_id, about=outgoing.about)
    return (_append(uow, outgoing.org, blank, outgoing.id),)


def get(uow: UnitOfWork, org: str, entry_id: int) -> Entry | None:
    """One entry, or None."""
    row = uow.one_or_none(_BY_ID, {"org": org, "id": entry_id})
    return _entry(row) if row else None


def page(uow: UnitOfWork, org: str, chat: Receiver, before: int | None, limit: int) -> tuple[Entry, ...]:
    """The last `limit` entries of a chat, those before the entry `before` where it is given; oldest first."""
    rows = uow.rows(_BEFORE, {**_chat(org, chat), "before": before or _NEWEST, "limit": limit})
    return tuple(_entry(row) for row in reversed(rows))


def changes(uow: UnitOfWork, org: str, chats: Sequence[Receiver], since: int, limit: int) -> tuple[Entry, ...]:
    """What appeared or changed in these chats after revision `since`, in the order of the revisions."""
    in_one_of_them = or_(
        *(and_(entries.c.receiver == chat.name, entries.c.is_group == chat.is_group) for chat in chats)
    )
    query = select(entries).where(entries.c.org == org, entries.c.revision > since, in_one_of_them)
    return tuple(_entry(row) for row in uow.rows(query.order_by(entries.c.revision).limit(limit)))


def overview(uow: UnitOfWork, org: str, account: str, chats: Sequence[Receiver]) -> tuple[ChatState, ...]:
    """One line for each of these chats, as this person sees it."""
    return tuple(_state(uow, org, account, chat) for chat in chats)


def revision(uow: UnitOfWork, org: str) -> int:
    """The org's highest revision, 0 before the first entry."""
    return int(uow.scalar(_REVISION, {"org": org}) or 0)


def mark_read(uow: UnitOfWork, org: str, account: str, chat: Receiver, up_to: int) -> int:
    """Move the person's mark in a chat forward (never back) and return how many entries are unread now."""
    where = {"account": account, **_chat(org, chat)}
    if not uow.insert_ignore(reading, read_up_to=up_to, **where):
        uow.execute(_MARK_READ, {"b_up_to": up_to, **{f"b_{name}": value for name, value in where.items()}})
    return _state(uow, org, account, chat).unread


def _state(uow: UnitOfWork, org: str, account: str, chat: Receiver) -> ChatState:
    where = {"account": account, **_chat(org, chat)}
    read_up_to = uow.scalar(_READ_UP_TO, where)
    last = uow.one_or_none(_LAST, _chat(org, chat))
    unread = int(uow.scalar(_UNREAD, {**where, "read_up_to": read_up_to or 0}))
    return ChatState(chat, _entry(last) if last else None, unread, read_up_to)


def _append(uow: UnitOfWork, org: str, blank: Entry, outbox_id: int | None) -> Entry:
    number = _next_revision(uow, org)
    entry_id = uow.insert(
        entries,
        revision=number,
        **_chat(org, blank.chat),
        sender=blank.sender,
        message_id=blank.message_id or None,
        outbox_id=outbox_id,
        painted_by=outbox_id or 0,
        content=to_json(blank.content),
        card_id=blank.card_id,
        about=blank.about,
        delivered=blank.delivered,
        at=to_text(blank.at),
    )
    return replace(blank, id=entry_id, revision=number)


def _repaint(uow: UnitOfWork, row: Row[Any], outgoing: Outgoing, at: datetime) -> Entry:
    """The card as this outbox row paints it; as it is, where this or a later row has painted it already."""
    entry = _entry(row)
    if row.painted_by >= outgoing.id:
        return entry
    number = _next_revision(uow, outgoing.org)
    about = outgoing.about or entry.about
    painted = {
        "b_org": outgoing.org,
        "b_id": entry.id,
        "b_content": to_json(outgoing.content),
        "b_about": about,
        "b_outbox_id": outgoing.id,
        "b_at": to_text(at),
        "b_revision": number,
    }
    uow.execute(_REPAINT, painted)
    return replace(entry, content=outgoing.content, about=about, repainted_at=at, revision=number)


def _next_revision(uow: UnitOfWork, org: str) -> int:
    if not uow.changed(_NEXT_REVISION, {"b_org": org}):
        uow.insert(revisions, org=org, value=1)
    return revision(uow, org)


def _chat(org: str, chat: Receiver) -> dict[str, Any]:
    return {"org": org, "receiver": chat.name, "is_group": chat.is_group}


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        id=row.id,
        revision=row.revision,
        chat=Receiver(row.receiver, row.is_group),
        sender=row.sender,
        at=from_text(row.at),
        content=from_json(row.content),
        message_id=row.message_id or "",
        delivered=row.delivered,
        card_id=row.card_id,
        about=row.about,
        repainted_at=from_text(row.repainted_at) if row.repainted_at else None,
    )
