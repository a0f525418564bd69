"""The name of a card on a platform (`task_id`, `outTrackId`): unique for ever, and it tells which of our cards it is.

`K12_345_9f3a1c`: the card, the outbox row that sent it, and the mark of this database, so that a new database never
uses a name again. Sending the same row twice uses the same name: the platform refuses the second.
"""

from __future__ import annotations

import secrets

from storage import office_settings
from storage.unit_of_work import UnitOfWork


def mark(uow: UnitOfWork, org: str, channel: str) -> str:
    """The mark of this database on this platform, made at its first use."""
    setting = f"{channel}.mark"
    known = office_settings.get(uow, org, setting)
    if not known:
        known = secrets.token_hex(4)
        office_settings.put(uow, org, setting, known)
    return known


def task_id(card_id: str, outbox_id: int, mark: str) -> str:
    """The name under which this outbox row sends this card."""
    return f"{card_id}_{outbox_id}_{mark}"


def card_of(task_id: str) -> str:
    """The office's card behind a name."""
    return task_id.split("_", 1)[0]
