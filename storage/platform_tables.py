"""The tables of the chat platforms: what all processes that speak to one share, and how our cards stand there."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, String, Table, Text

from storage.tables import Id, Instant, metadata

platform_leases = Table(
    "platform_leases",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("holder", String(64), nullable=False),
    Column("until", Instant, nullable=False),
)
"""What only one process may do at a time: hold a bot's connection, renew a token. `until` is this machine's time."""

platform_tokens = Table(
    "platform_tokens",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("name", String(64), primary_key=True),
    Column("value", Text, nullable=False),
    Column("ends_at", Instant, nullable=False),
)
"""Access tokens, sealed with the secret that they were got with."""

platform_cards = Table(
    "platform_cards",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("task", String(128), primary_key=True),
    Column("card_id", String(32), nullable=False),
    Column("door", String(16), nullable=False),
    Column("receiver", String(128), nullable=False),
    Column("outbox_id", Id, nullable=False),
    Column("message_id", String(256), nullable=False, default=""),
    Column("at", Instant, nullable=False),
    Index(None, "org", "channel", "card_id"),
)
"""Each time that a card of ours was handed to a platform, under the name that it bears there."""

platform_copies = Table(
    "platform_copies",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("outbox_id", Id, primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("receiver", String(128), nullable=False),
    Column("card_id", String(32), nullable=False, default=""),
    Column("platform_id", String(256), nullable=False, default=""),
    Column("at", Instant, nullable=False),
    Index(None, "org", "card_id", "receiver"),
)
"""Which platform got a thing, where the office is on more than one. `receiver` is the house's own name of them."""

platform_codes = Table(
    "platform_codes",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("code", String(256), primary_key=True),
    Column("task", String(128), nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("used", Boolean, nullable=False, default=False),
    Index(None, "org", "channel", "task"),
)
"""Codes that let us repaint a card, each once."""

platform_chats = Table(
    "platform_chats",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("door", String(16), primary_key=True),
    Column("place", String(128), primary_key=True),
    Column("is_group", Boolean, nullable=False),
    Column("first_heard_at", Instant, nullable=False),
    Column("last_heard_at", Instant, nullable=False),
)
"""Where somebody has spoken to us: only there may a bot speak first."""

platform_answers = Table(
    "platform_answers",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("message_id", String(128), primary_key=True),
    Column("place", String(128), nullable=False),
    Column("address", Text, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("used", Boolean, nullable=False, default=False),
    Index(None, "org", "channel", "place"),
)
"""One-time addresses at which a message may be answered."""

contact_questions = Table(
    "contact_questions",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("asked_at", Instant, nullable=False),
)
"""What the office was asked about a platform's contacts: each difference once, as long as it stands."""

platform_relays = Table(
    "platform_relays",
    metadata,
    Column("id", Id, primary_key=True),
    Column("org", String(64), nullable=False),
    Column("name", String(64), nullable=False),
    Column("what", Text, nullable=False),
    Column("state", String(16), nullable=False),
    Column("answer", Text, nullable=False, default=""),
    Column("asked_at", Instant, nullable=False),
    Index(None, "org", "name"),
)
"""What one process asks of the one that holds a connection; each row lives for a few seconds."""

platform_arrivals = Table(
    "platform_arrivals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("org", String(64), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("door", String(16), nullable=False),
    Column("sealed", Text, nullable=False),
    Column("arrived_at", Instant, nullable=False),
    Column("order", BigInteger, nullable=False),
    Index(None, "org", "channel"),
)
"""Callbacks that were acknowledged in a rush before they were worked through, sealed as the platform sent them."""

platform_usage = Table(
    "platform_usage",
    metadata,
    Column("org", String(64), primary_key=True),
    Column("channel", String(16), primary_key=True),
    Column("month", String(7), primary_key=True),
    Column("kind", String(16), primary_key=True),
    Column("count", BigInteger, nullable=False),
)
"""What a platform counts by the month, and how much of it was used."""
