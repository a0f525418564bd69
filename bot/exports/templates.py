"""The templates of the printed forms: the office's own where it has put one in, else those of the sample township."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bot import sample
from bot.exports import word_form
from storage import blobs, office_settings
from storage.blobs import Blob
from storage.unit_of_work import UnitOfWork

FOLDER = sample.FOLDER / "forms"
ENDING = ".docx"
ALSO_KNOWN = frozenset({"登记人", "表名"})
"""Names that every form can bear although ours do not."""


def names() -> tuple[str, ...]:
    """Every form that can be printed."""
    return tuple(sorted(path.stem for path in FOLDER.glob(f"*{ENDING}")))


def read(uow: UnitOfWork, org: str, name: str) -> bytes | None:
    """The template of this name, or None where nobody has made one."""
    key = office_settings.get(uow, org, _key(name))
    own = blobs.get(uow, org, key) if key else None
    if own is not None:
        return own.data
    return original(name) if name in names() else None


def original(name: str) -> bytes:
    """The template that came with the program."""
    return (FOLDER / f"{name}{ENDING}").read_bytes()


def own_files(folder: Path) -> Mapping[str, bytes]:
    """The templates that lie in an office's folder, by the name of the form; what is no form of ours is left alone."""
    return {path.stem: path.read_bytes() for path in sorted(folder.glob(f"*{ENDING}")) if path.stem in names()}


def adopt(uow: UnitOfWork, org: str, name: str, key: str) -> None:
    """The office's own template, kept as the blob of this key, takes the place of ours."""
    office_settings.put(uow, org, _key(name), key)


def as_blob(name: str, data: bytes) -> Blob:
    """A template as a file in the store."""
    return Blob(f"{name}{ENDING}", word_form.MEDIA_TYPE, data)


def _key(name: str) -> str:
    return f"form:{name}"
