"""The bytes of files that were sent or made, under a key that follows from what they are."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from storage.instants import to_text
from storage.tables import blobs
from storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Blob:
    """A file: its name, its media type (`application/pdf`) and its bytes."""

    name: str
    media_type: str
    data: bytes


_READ = select(blobs.c.name, blobs.c.media_type, blobs.c.bytes).where(
    blobs.c.org == bindparam("org"), blobs.c.key == bindparam("key")
)

_DROP = delete(blobs).where(blobs.c.org == bindparam("b_org"), blobs.c.key == bindparam("b_key"))


def put(uow: UnitOfWork, org: str, blob: Blob, at: datetime) -> str:
    """Keep a file and return its key. The same file kept twice is one row."""
    key = _key(blob)
    uow.insert_ignore(
        blobs,
        org=org,
        key=key,
        name=blob.name,
        media_type=blob.media_type,
        bytes=blob.data,
        created_at=to_text(at),
    )
    return key


def get(uow: UnitOfWork, org: str, key: str) -> Blob | None:
    """The file of this key in this org, or None."""
    row = uow.one_or_none(_READ, {"org": org, "key": key})
    return Blob(row.name, row.media_type, bytes(row.bytes)) if row else None


def drop(uow: UnitOfWork, org: str, key: str) -> None:
    """Forget a file: what must not be kept is not kept under any name."""
    uow.execute(_DROP, {"b_org": org, "b_key": key})


def _key(blob: Blob) -> str:
    digest = hashlib.sha256()
    for part in (blob.name.encode(), blob.media_type.encode(), blob.data):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
