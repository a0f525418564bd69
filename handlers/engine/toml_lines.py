"""On which line of a TOML text each key and each element of an array stands.

The standard reader gives values without places; a fault in the policy must name its line. This walks a text that the
reader has accepted, so it only has to know the shape of TOML, never to judge it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'(?P<string>"{3}.*?"{3,5}|\'{3}.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\')'
    r"|(?P<comment>#[^\n]*)|(?P<newline>\n)|(?P<mark>[\[\]{}=,])|(?P<bare>[^\s#\"'\[\]{}=,]+)",
    re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every table, key and array element, by its path."""
    walker = _Walker(list(_tokens(text)))
    walker.document()
    return walker.lines


def line_of(path: Path, lines: dict[Path, int]) -> int:
    """The line of the path, or of the nearest thing around it that the text has; 1 where nothing has."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int

    def is_mark(self, mark: str) -> bool:
        return self.kind == "mark" and self.text == mark


_END = _Token("end", "", 0)


def _tokens(text: str) -> Iterator[_Token]:
    line = 1
    for found in _TOKEN.finditer(text):
        kind = str(found.lastgroup)
        if kind != "comment":
            yield _Token(kind, found[0], line)
        line += found[0].count("\n")


@dataclass
class _Walker:
    tokens: list[_Token]
    lines: dict[Path, int] = field(default_factory=dict)
    _at: int = 0
    _prefix: Path = ()
    _tables: dict[Path, int] = field(default_factory=dict)

    def document(self) -> None:
        while self._peek().kind != "end":
            if self._peek().kind == "newline":
                self._take()
            elif self._peek().is_mark("["):
                self._header()
            else:
                self._pair(self._prefix)

    def _header(self) -> None:
        line = self._take().line
        repeated = self._peek().is_mark("[")
        if repeated:
            self._take()
        path: Path = self._absolute(self._key("]"))
        if repeated:
            self._take()
            self._tables[path] = self._tables.get(path, -1) + 1
            self.lines.setdefault(path, line)
            path = (*path, self._tables[path])
        self.lines.setdefault(path, line)
        self._prefix = path

    def _absolute(self, key: tuple[str, ...]) -> Path:
        """The key with the running number of every repeated table ([[...]]) that it lies in."""
        path: Path = ()
        for part in key[:-1]:
            path = (*path, part)
            if path in self._tables:
                path = (*path, self._tables[path])
        return (*path, key[-1])

    def _pair(self, prefix: Path) -> None:
        line = self._peek().line
        path = prefix
        for part in self._key("="):
            path = (*path, part)
            self.lines.setdefault(path, line)
        self._value(path)

    def _key(self, until: str) -> tuple[str, ...]:
        parts: list[str] = []
        while (token := self._take()).kind != "end" and not token.is_mark(until):
            plain = [token.text[1:-1]] if token.kind == "string" else token.text.split(".")
            parts += [part for part in plain if part or token.kind == "string"]
        return tuple(parts) or ("",)

    def _value(self, path: Path) -> None:
        if self._peek().is_mark("["):
            self._array(path)
        elif self._peek().is_mark("{"):
            self._inline_table(path)
        else:
            while self._peek().kind in ("string", "bare"):
                self._take()

    def _array(self, path: Path) -> None:
        self._take()
        index = 0
        while (token := self._peek()).kind != "end" and not token.is_mark("]"):
            if token.kind == "newline" or token.is_mark(","):
                self._take()
                continue
            self.lines[*path, index] = token.line
            self._value((*path, index))
            index += 1
        self._take()

    def _inline_table(self, path: Path) -> None:
        self._take()
        while (token := self._peek()).kind != "end" and not token.is_mark("}"):
            if token.kind == "newline" or token.is_mark(","):
                self._take()
            else:
                self._pair(path)
        self._take()

    def _peek(self) -> _Token:
        return self.tokens[self._at] if self._at < len(self.tokens) else _END

    def _take(self) -> _Token:
        token = self._peek()
        self._at += 1
        return token
