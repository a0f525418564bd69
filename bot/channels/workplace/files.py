"""Names of files, as people send them and as browsers save them."""

from __future__ import annotations

from unicodedata import category, normalize
from urllib.parse import quote

NAME_LIMIT = 120
_FORBIDDEN = frozenset('\\/:*?"<>|')


def clean_name(name: str) -> str:
    """A name that is safe to show and to save on any system: no folders, no control or direction marks, not hidden."""
    last = normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join("_" if char in _FORBIDDEN else char for char in last if category(char) not in ("Cc", "Cf", "Cs"))
    stem, dot, ending = kept.strip(" .").rpartition(".")
    if not dot:
        return ending[:NAME_LIMIT] or "文件"
    ending = ending[:20]
    return f"{stem[: NAME_LIMIT - 1 - len(ending)]}.{ending}"


def saved_as(name: str) -> str:
    """The Content-Disposition that makes a browser save the file under this name instead of opening it."""
    return f"attachment; filename*=UTF-8''{quote(name, safe='')}"
