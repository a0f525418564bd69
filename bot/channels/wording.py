"""Words cut to what the platform takes: by characters or bytes, never inside a character, with an ellipsis."""

from __future__ import annotations

from collections.abc import Sequence

ELLIPSIS = "…"


def cut(text: str, most: int) -> str:
    """The text in at most so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + ELLIPSIS


def cut_bytes(text: str, most: int) -> str:
    """The text in at most so many bytes of UTF-8."""
    if size(text) <= most:
        return text
    return text.encode()[: most - size(ELLIPSIS)].decode(errors="ignore").rstrip() + ELLIPSIS


def size(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def split_bytes(text: str, most: int) -> Sequence[str]:
    """The text in pieces of at most so many bytes, broken at line ends where there are any."""
    pieces: list[str] = []
    while size(text) > most:
        head = text.encode()[:most].decode(errors="ignore")
        at = head.rfind("\n")
        head = head[: at + 1] if at > len(head) // 2 else head
        pieces.append(head.rstrip("\n"))
        text = text[len(head) :]
    return [*pieces, text] if text or not pieces else pieces
