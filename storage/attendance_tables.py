"""The table of the months whose attendance sheet has gone out; its lines follow from the attendance book."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, String, Table

from storage.metadata import Instant, metadata, org_key

attendance_sheets = Table(
    "attendance_sheets",
    metadata,
    org_key(),
    Column("month", Date, primary_key=True),
    Column("sent_at", Instant, nullable=False),
    Column("settled_at", Instant, nullable=False, default=""),
    Column("settled_by", String(64), nullable=False, default=""),
    Column("published", JSON, nullable=False),
)
"""A month is the date of its first day."""
