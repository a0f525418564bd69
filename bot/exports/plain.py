"""Text that people wrote, made fit for a cell or a blank: nothing in it can act on whoever opens the file."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32000
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\x00", "＝", "＋", "－", "＠")


def plain(value: object) -> str:
    """The value as text without control and direction marks; a line break stays, a tab becomes a blank."""
    text = "" if value is None else str(value)
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))[:_LONGEST_CELL]


def is_active(value: object) -> bool:
    """Whether a spreadsheet could take the text for a formula once it is typed in or saved as CSV (ASVS 1.2.10)."""
    return str(value).startswith(_ACTIVE) or plain(value).lstrip().startswith(_ACTIVE)
