"""The tables of the work, in the order in which a request meets them. Each row bears its org, first in every key."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

import storage.attendance_tables
import storage.gathering_tables
import storage.office_tables  # noqa: F401 - its tables belong to the same metadata
from storage.metadata import Id, Instant, metadata, org_key

__all__ = ["Id", "Instant", "metadata"]

# --- a message comes in --------------------------------------------------------------------------------------

inbox = Table(
    "inbox",
    metadata,
    org_key(),
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
    org_key(),
    Column("kind", String(16), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("value", Integer, nullable=False),
)

requests = Table(
    "requests",
    metadata,
    org_key(),
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
    org_key(),
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
    org_key(),
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
    Column("useful_until", Instant, nullable=False, default="", server_default=text("''")),
    Index("ix_outbox_open", "org", "receiver", "id", **_only(OPEN_IN_OUTBOX)),
    Index("ix_outbox_dead", "org", "id", **_only("state = 'dead'")),
)

blobs = Table(
    "blobs",
    metadata,
    org_key(),
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
    org_key(),
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
    org_key(),
    Column("sequence", Id, nullable=False),
    Column("hash", String(64), nullable=False),
)
"""The last link of each org's chain: writers queue for its row, and a trail cut short at its end does not match it."""

firings = Table(
    "firings",
    metadata,
    org_key(),
    Column("job", String(64), primary_key=True),
    Column("due", Instant, primary_key=True),
    Column("fired_at", Instant, nullable=False),
    Column("outcome", String(32), nullable=False),
)
