"""The tables of meetings and studies: when one is held, and what was noted about each person on its roll."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text

from storage.metadata import Id, Instant, metadata, org_key

gatherings = Table(
    "gatherings",
    metadata,
    org_key(),
    Column("series", String(8), primary_key=True),
    Column("planned", Date, primary_key=True),
    Column("at", Instant, nullable=False, default=""),
    Column("standing", String(16), nullable=False),
    Column("settled_by", String(64), nullable=False, default=""),
    Column("headcount", Integer, nullable=False, default=-1),
    Column("remark", Text, nullable=False, default=""),
    Column("changed_at", Instant, nullable=False),
)
"""Only what differs from the week's plan, or has been opened, has a row."""

roll_events = Table(
    "roll_events",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("org", String(64), nullable=False),
    Column("series", String(8), nullable=False),
    Column("planned", Date, nullable=False),
    Column("member", String(64), nullable=False),
    Column("mark", String(8), nullable=False),
    Column("words", Text, nullable=False, default=""),
    Column("actor", String(64), nullable=False),
    Column("at", Instant, nullable=False),
    Index(None, "org", "series", "planned"),
)
"""Every tick, sign-in and amendment in the order in which it was made; none is ever changed."""

study_presenters = Table(
    "study_presenters",
    metadata,
    org_key(),
    Column("planned", Date, primary_key=True),
    Column("member", String(64), nullable=False),
    Column("changed_at", Instant, nullable=False),
)
"""Only studies at which somebody presents out of turn have a row."""
