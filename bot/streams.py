"""Lines in and lines out, for the commands that other programs drive."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TextIO

from bot.endings import CommandError


def by_line(out: TextIO) -> TextIO:
    """The stream, sending each line at once: whoever drives us waits for it."""
    out.reconfigure(line_buffering=True)  # type: ignore[attr-defined]
    return out


def lines_of(text: TextIO, named: str) -> Iterator[str]:
    """The lines of a stream in UTF-8; another encoding ends the command, naming the stream."""
    text.reconfigure(encoding="utf-8-sig")  # type: ignore[attr-defined]
    try:
        yield from text
    except UnicodeDecodeError:
        raise CommandError(f"{named} 不是 UTF-8 编码，请另存为 UTF-8 后重试") from None
