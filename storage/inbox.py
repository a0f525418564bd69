"""What came in: each platform message once, whatever the platform delivers again."""

from __future__ import annotations

from datetime import datetime

from storage.instants import to_text
from storage.tables import inbox
from storage.unit_of_work import UnitOfWork


def first_time(uow: UnitOfWork, org: str, channel: str, message_id: str, sender: str, kind: str, at: datetime) -> bool:
    """Note a message as received. False if it was noted before: a redelivery, which must have no effect.

    On PostgreSQL a twin in another transaction is waited for: when it commits, this one answers False.
    """
    return uow.insert_ignore(
        inbox,
        org=org,
        channel=channel,
        message_id=message_id,
        sender=sender,
        kind=kind,
        received_at=to_text(at),
    )
