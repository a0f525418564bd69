"""One request being read: its text and what was already found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cached_property

from bot.language.cutting import Word
from bot.language.dates import TimeReader, Times
from bot.language.lexicon import Lexicon, Name
from bot.language.tables import listed
from bot.language.times.atoms import Atom
from handlers.engine.phrases import phrase

SERIAL = phrase(
    r"(?<![A-Za-z0-9])([A-Za-z]{2})-?([0-9]{4})-([0-9]{1,5})(?![0-9])"
    r"|(?<![A-Za-z0-9])([A-Za-z]{2})-?([0-9]{1,5})(?![0-9A-Za-z])"
)
TITLE = phrase(r"《([^《》]{1,120})》")
CLAUSE = phrase(r"[^，,。；;！!？?\n、：:（）()…]+")
PIECE = phrase(r"[^，,。；;！!？?\n…]+")


class Sentence:
    """A request and its readings; each is made once, when first asked for."""

    def __init__(self, text: str, lexicon: Lexicon, reader: TimeReader, now: datetime) -> None:
        self.text = text
        self.lexicon = lexicon
        self.reader = reader
        self.now = now
        self.past = False
        self.evidence: dict[str, str] = {}

    @cached_property
    def masked(self) -> str:
        """The text with titles 《...》 and serial numbers blanked, so that dates and cues in them do not count."""
        text = self.text
        if "《" in text:
            text = TITLE.sub(lambda m: "《" + "□" * len(m[1]) + "》", text)
        if _DOC_NUMBER.search(text):
            text = _DOC_NUMBER.sub(lambda m: "□" * len(m[0]), text)
        if "-" in text or _HAS_LETTERS.search(text):
            text = SERIAL.sub(lambda m: "№" * len(m[0]) if _is_serial(m) else m[0], text)
        return text

    @cached_property
    def atoms(self) -> list[Atom]:
        return self.reader.scan(self.masked)

    @cached_property
    def times(self) -> Times:
        return self.reader.find(self.masked, self.now, self.past, self.atoms)

    @cached_property
    def names(self) -> list[Name]:
        return self.lexicon.names(self.masked)

    @cached_property
    def words(self) -> list[Word]:
        return self.lexicon.cut(self.text)

    @cached_property
    def serials(self) -> list[tuple[int, int, str]]:
        """Numbers of requests as typed, upper case, and where they stand."""
        return [(m.start(), m.end(), m[0].upper()) for m in SERIAL.finditer(self.text) if _is_serial(m)]

    @cached_property
    def shape(self) -> str:
        """The text with people covered by p and times by t and l, place for place."""
        chars = list(self.masked)
        for name in self.names:
            chars[name.begin : name.end] = "p" * (name.end - name.begin)
        for atom in self.atoms:
            letter = "l" if atom.kind == "length" else "t"
            chars[atom.begin : atom.end] = letter * (atom.end - atom.begin)
        return "".join(chars)

    def has(self, *words: str) -> bool:
        """Whether one of these stands in the text (titles not counted)."""
        return any(word in self.masked for word in words)

    def rest(self, covered: Iterable[tuple[int, int]]) -> list[tuple[int, str]]:
        """What remains of the text outside these stretches: (begin, words), cut at punctuation."""
        chars = list(self.text)
        for begin, end in covered:
            for at in range(begin, end):
                chars[at] = "，" if chars[at] != "\0" else "\0"
        text = "".join(chars)
        return [(match.start(), match[0]) for match in PIECE.finditer(text)]


_DOC_NUMBER = phrase(r"[\u4e00-\u9fffA-Z]{0,8}[〔\[［(（【][0-9]{4}[〕\]］)）】]第?[0-9]{1,4}号")
_HAS_LETTERS = phrase(r"[A-Za-z]{2}[0-9]")
_SERIAL_LETTERS = frozenset(listed("QJ YC YY XX WC JK DA CG WX DY FY LY JD SW DB JY HY ZB XJ BZ"))


def _is_serial(match: re.Match[str]) -> bool:
    letters = (match[1] or match[4]).upper()
    return bool(match[1]) or letters in _SERIAL_LETTERS
