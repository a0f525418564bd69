"""What every table is made with: one set of names, one kind of id, one kind of instant.

Instants are stored as text in ISO 8601 with the office's offset (`2026-12-01T09:00:00+08:00`, rules X5), dates as
dates, half days as "am" / "pm". Text instants of one zone sort as time does, on both databases alike.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, MetaData, String

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


def org_key() -> Column[str]:
    """The org, first in the key of every row."""
    return Column("org", String(64), primary_key=True)
