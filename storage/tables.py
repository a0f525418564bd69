"""Every table, in the order in which a request meets them. Each row bears its org, first in every key.

Instants are stored as text in ISO 8601 with the office's offset (`2026-12-01T09:00:00+08:00`, rules X5), dates as
dates, half days as "am" / "pm". Text instants of one zone sort as time does, on both databases alike.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

Id = BigInteger().with_variant(Integer, "sqlite")
Instant = String(32)


def _org() -> Column[str]:
    return Column("org", String(64), primary_key=True)


# --- the office and its people -------------------------------------------------------------------------------

orgs = Table(
    "orgs",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("name", String(64), nullable=False),
    Column("roster_version", Integer, nullable=False, default=1),
    Column("created_at", Instant, nullable=False),
)

units = Table(
    "units",
    metadata,
    _org(),
    Column("name", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("line", String(8), nullable=False, default=""),
    Column("supervising_leader", String(64), nullable=False, default=""),
    Column("head", String(64), nullable=False, default=""),
    Column("position", Integer, nullable=False),
)

members = Table(
    "members",
    metadata,
    _org(),
    Column("account", String(64), primary_key=True),
    Column("name", String(32), nullable=False),
    Column("unit", String(64), nullable=False),
    Column("post", String(64), nullable=False, default=""),
    Column("roles", JSON, nullable=False),
    Column("service_from", String(7), nullable=False, default=""),
    Column("active", Boolean, nullable=False, default=True),
    Column("position", Integer, nullable=False),
)

accounts = Table(
    "accounts",
    metadata,
    _org(),
    Column("channel", String(16), primary_key=True),
    Column("external", String(128), primary_key=True),
    Column("member", String(64), nullable=False),
    Column("first_seen_at", Instant, nullable=False),
)

stand_ins = Table(
    "stand_ins",
    metadata,
    _org(),
    Column("member", String(64), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("stand_in", String(64), nullable=False),
)

groups = Table(
    "groups",
    metadata,
    _org(),
    Column("name", String(64), primary_key=True),
    Column("scope", String(64), nullable=False),
    Column("position", Integer, nullable=False),
)

seals = Table(
    "seals",
    metadata,
    _org(),
    Column("name", String(64), primary_key=True),
    Column("keeper", String(64), nullable=False),
    Column("approver", String(64), nullable=False),
    Column("position", Integer, nullable=False),
)

vehicles = Table(
    "vehicles",
    metadata,
    _org(),
    Column("plate", String(32), primary_key=True),
    Column("model", String(32), nullable=False),
    Column("seats", Integer, nullable=False),
    Column("driver", String(64), nullable=False, default=""),
    Column("state", String(16), nullable=False),
    Column("position", Integer, nullable=False),
)

places = Table(
    "places",
    metadata,
    _org(),
    Column("name", String(64), primary_key=True),
    Column("aliases", JSON, nullable=False),
    Column("category", String(16), nullable=False, default=""),
    Column("position", Integer, nullable=False),
)

rooms = Table(
    "rooms",
    metadata,
    _org(),
    Column("name", String(64), primary_key=True),
    Column("seats", Integer, nullable=False),
    Column("equipment", JSON, nullable=False),
    Column("position", Integer, nullable=False),
)

duty_slots = Table(
    "duty_slots",
    metadata,
    _org(),
    Column("start_at", Instant, primary_key=True),
    Column("member", String(64), primary_key=True),
    Column("end_at", Instant, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("leader", String(64), nullable=False),
    Index(None, "org", "end_at"),
)

policies = Table(
    "policies",
    metadata,
    _org(),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("adopted_by", String(64), nullable=False),
    Column("adopted_at", Instant, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    _org(),
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)

# --- a message comes in --------------------------------------------------------------------------------------

inbox = Table(
    "inbox",
    metadata,
    _org(),
    Column("channel", String(16), primary_key=True),
    Column("message_id", String(128), primary_key=True),
    Column("sender", String(128), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("received_at", Instant, nullable=False),
)

drafts = Table(
    "drafts",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("member", String(64), nullable=False),
    Column("matter", String(8), nullable=False),
    Column("state", String(16), nullable=False),
    Column("slots", JSON, nullable=False),
    Column("asking", JSON, nullable=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("card_id", String(32), nullable=False, default=""),
    Column("group_name", String(64), nullable=False, default=""),
    Column("created_at", Instant, nullable=False),
    Column("updated_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Index(None, "org", "member", "state"),
    Index(None, "org", "state", "expires_at"),
)

# --- a request and what is decided about it ------------------------------------------------------------------

counters = Table(
    "counters",
    metadata,
    _org(),
    Column("kind", String(16), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("value", Integer, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    _org(),
    Column("serial", String(24), primary_key=True),
    Column("matter", String(8), nullable=False),
    Column("applicant", String(64), nullable=False),
    Column("entered_by", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("form", JSON, nullable=False),
    Column("informed", JSON, nullable=False),
    Column("group_name", String(64), nullable=False, default=""),
    Column("policy_version", Integer, nullable=False),
    Column("revision", Integer, nullable=False, default=1),
    Column("created_at", Instant, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Index(None, "org", "applicant", "state"),
    Index(None, "org", "state"),
)

steps = Table(
    "steps",
    metadata,
    _org(),
    Column("serial", String(24), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("mode", String(8), nullable=False),
    Column("approvers", JSON, nullable=False),
    Column("why", Text, nullable=False),
    Column("article", String(64), nullable=False),
    Column("state", String(16), nullable=False),
    Column("opened_at", Instant, nullable=False, default=""),
    Column("name", String(16), nullable=False, default=""),
    Column("since", Integer, nullable=False, default=0),
    ForeignKeyConstraint(["org", "serial"], ["requests.org", "requests.serial"]),
    Index(None, "org", "state"),
)

decisions = Table(
    "decisions",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("serial", String(24), nullable=False),
    Column("position", Integer, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("verdict", String(16), nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("channel", String(16), nullable=False),
    Column("at", Instant, nullable=False),
    ForeignKeyConstraint(["org", "serial"], ["requests.org", "requests.serial"]),
    Index(None, "org", "serial"),
)

# --- the books -----------------------------------------------------------------------------------------------

absences = Table(
    "absences",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("serial", String(24), nullable=False),
    Column("member", String(64), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("label", String(64), nullable=False, default=""),
    Column("first_day", Date, nullable=False),
    Column("first_half", String(2), nullable=False),
    Column("last_day", Date, nullable=False),
    Column("last_half", String(2), nullable=False),
    Column("state", String(16), nullable=False),
    UniqueConstraint("org", "serial", "member"),
    Index(None, "org", "member", "last_day"),
    Index(None, "org", "last_day"),
)

bookings = Table(
    "bookings",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("serial", String(24), nullable=False),
    Column("resource", String(64), nullable=False),
    Column("start_at", Instant, nullable=False),
    Column("end_at", Instant, nullable=False),
    Column("firm", Boolean, nullable=False),
    UniqueConstraint("org", "serial", "resource"),
    Index(None, "org", "resource", "end_at"),
    Index(None, "org", "end_at"),
)

ledger = Table(
    "ledger",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("book", String(16), nullable=False),
    Column("serial", String(24), nullable=False),
    Column("member", String(64), nullable=False),
    Column("event", String(16), nullable=False),
    Column("data", JSON, nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "org", "book", "at"),
    Index(None, "org", "serial"),
)

# --- what leaves ---------------------------------------------------------------------------------------------

cards = Table(
    "cards",
    metadata,
    _org(),
    Column("id", String(32), primary_key=True),
    Column("receiver", String(64), nullable=False),
    Column("is_group", Boolean, nullable=False, default=False),
    Column("about", String(24), nullable=False, default=""),
    Column("purpose", String(16), nullable=False),
    Column("context", JSON, nullable=False),
    Column("content", JSON, nullable=False),
    Column("labels", JSON, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("created_at", Instant, nullable=False),
    Index(None, "org", "about"),
    Index(None, "org", "receiver", "sequence"),
)

OPEN_IN_OUTBOX = "state IN ('waiting', 'sending')"
"""What has still to leave: few rows among many, so they have an index of their own."""


def _only(condition: str) -> dict[str, Any]:
    """Index only the rows of this condition. A query uses the index where it repeats the condition word for word."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("receiver", String(64), nullable=False),
    Column("is_group", Boolean, nullable=False, default=False),
    Column("kind", String(8), nullable=False),
    Column("content", JSON, nullable=False),
    Column("about", String(24), nullable=False, default=""),
    Column("card_id", String(32), nullable=False, default=""),
    Column("state", String(8), nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("due_at", Instant, nullable=False),
    Column("claimed_until", Instant, nullable=False, default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("platform_id", String(128), nullable=False, default=""),
    Column("error", Text, nullable=False, default=""),
    Column("settled_at", Instant, nullable=False, default=""),
    Index("ix_outbox_open", "org", "receiver", "id", **_only(OPEN_IN_OUTBOX)),
    Index("ix_outbox_dead", "org", "id", **_only("state = 'dead'")),
)

blobs = Table(
    "blobs",
    metadata,
    _org(),
    Column("key", String(64), primary_key=True),
    Column("name", String(255), nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("bytes", LargeBinary, nullable=False),
    Column("created_at", Instant, nullable=False),
)

# --- what proves it ------------------------------------------------------------------------------------------

audit = Table(
    "audit",
    metadata,
    _org(),
    Column("sequence", Id, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
    Column("actor", String(64), nullable=False),
    Column("action", String(32), nullable=False),
    Column("about", String(64), nullable=False),
    Column("detail", JSON, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Index(None, "org", "about"),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    _org(),
    Column("sequence", Id, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""The last link of each org's chain: writers queue for its row, and a trail cut short at its end does not match it."""

firings = Table(
    "firings",
    metadata,
    _org(),
    Column("job", String(64), primary_key=True),
    Column("due", Instant, primary_key=True),
    Column("fired_at", Instant, nullable=False),
    Column("outcome", String(32), nullable=False),
)
