"""The tables of the workplace page: what stands in each conversation, and who has read how far."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, String, Table, UniqueConstraint
from sqlalchemy.types import JSON

from storage.tables import Id, Instant, metadata

workplace_revisions = Table(
    "workplace_revisions",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("value", Id, nullable=False),
)
"""The last revision of each org. Taking the next one locks the row, so revisions are committed in their order."""

workplace_entries = Table(
    "workplace_entries",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("revision", Id, nullable=False),
    Column("receiver", String(64), nullable=False),
    Column("is_group", Boolean, nullable=False),
    Column("sender", String(64), nullable=False, default=""),
    Column("message_id", String(128), nullable=True),
    Column("outbox_id", Id, nullable=True),
    Column("painted_by", Id, nullable=False, default=0),
    Column("content", JSON, nullable=False),
    Column("card_id", String(32), nullable=False, default=""),
    Column("about", String(24), nullable=False, default=""),
    Column("delivered", Boolean, nullable=False, default=True),
    Column("at", Instant, nullable=False),
    Column("repainted_at", Instant, nullable=False, default=""),
    UniqueConstraint("org", "message_id"),
    UniqueConstraint("org", "outbox_id"),
    Index(None, "org", "receiver", "is_group", "id"),
    Index(None, "org", "revision"),
    Index(None, "org", "card_id"),
)
"""The bubbles. `painted_by` is the outbox row that painted a card last; an older one changes nothing any more."""

workplace_reading = Table(
    "workplace_reading",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("account", String(64), primary_key=True),
    Column("receiver", String(64), primary_key=True),
    Column("is_group", Boolean, primary_key=True),
    Column("read_up_to", Id, nullable=False),
)
"""The last entry that somebody has seen in a chat."""
