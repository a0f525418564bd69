"""The tables of the office itself: its units and people, its things, its policy. Each row bears its org."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Index, Integer, String, Table, Text

from storage.metadata import Id, Instant, metadata, org_key

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
    org_key(),
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
    org_key(),
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
    org_key(),
    Column("channel", String(16), primary_key=True),
    Column("external", String(128), primary_key=True),
    Column("member", String(64), nullable=False),
    Column("first_seen_at", Instant, nullable=False),
)

stand_ins = Table(
    "stand_ins",
    metadata,
    org_key(),
    Column("member", String(64), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("stand_in", String(64), nullable=False),
)

groups = Table(
    "groups",
    metadata,
    org_key(),
    Column("name", String(64), primary_key=True),
    Column("scope", String(64), nullable=False),
    Column("position", Integer, nullable=False),
)

seals = Table(
    "seals",
    metadata,
    org_key(),
    Column("name", String(64), primary_key=True),
    Column("keeper", String(64), nullable=False),
    Column("approver", String(64), nullable=False),
    Column("position", Integer, nullable=False),
)

vehicles = Table(
    "vehicles",
    metadata,
    org_key(),
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
    org_key(),
    Column("name", String(64), primary_key=True),
    Column("aliases", JSON, nullable=False),
    Column("category", String(16), nullable=False, default=""),
    Column("position", Integer, nullable=False),
)

rooms = Table(
    "rooms",
    metadata,
    org_key(),
    Column("name", String(64), primary_key=True),
    Column("seats", Integer, nullable=False),
    Column("equipment", JSON, nullable=False),
    Column("position", Integer, nullable=False),
)

duty_slots = Table(
    "duty_slots",
    metadata,
    org_key(),
    Column("start_at", Instant, primary_key=True),
    Column("member", String(64), primary_key=True),
    Column("end_at", Instant, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("leader", String(64), nullable=False),
    Index(None, "org", "end_at"),
)

duty_takeovers = Table(
    "duty_takeovers",
    metadata,
    org_key(),
    Column("start_at", Instant, primary_key=True),
    Column("member", String(64), primary_key=True),
    Column("taken_at", Instant, nullable=False),
)

duty_log = Table(
    "duty_log",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("shift_at", Instant, nullable=False, default=""),
    Column("event", String(8), nullable=False),
    Column("happened_at", Instant, nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("writer", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "org", "year", "number"),
    Index(None, "org", "happened_at"),
    Index(None, "org", "shift_at"),
)
"""What was noted on duty, corrected, left open and done, in the order in which it was written; none is ever changed."""

duty_handovers = Table(
    "duty_handovers",
    metadata,
    org_key(),
    Column("start_at", Instant, primary_key=True),
    Column("member", String(64), nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("handed_at", Instant, nullable=False),
)

policies = Table(
    "policies",
    metadata,
    org_key(),
    Column("version", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("adopted_by", String(64), nullable=False),
    Column("adopted_at", Instant, nullable=False),
)

settings = Table(
    "settings",
    metadata,
    org_key(),
    Column("key", String(64), primary_key=True),
    Column("value", Text, nullable=False),
)
