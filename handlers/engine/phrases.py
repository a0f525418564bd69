"""Regular expressions that are compiled when they are first needed, so that the office's language is ready at once.

There are some six hundred, and one message meets a few dozen. `compile_all` compiles the others: a program that goes
on running calls it when nobody is waiting.
"""

from __future__ import annotations

import re
from typing import Any, cast

# The first is put in place last: it says that the others are there.
_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")
_all: list[_Pattern] = []


class _Pattern:
    """Stands for a compiled expression; its methods are put in place at the first call of one of them."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self.flags = flags
        _all.append(self)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        self.compile()
        return self.__dict__[name]

    def compile(self) -> None:
        """Compiles it; a second time changes nothing."""
        if "search" in self.__dict__:
            return
        compiled = re.compile(self.pattern, self.flags)
        for name in reversed(_METHODS):
            self.__dict__[name] = getattr(compiled, name)


def phrase(text: str, flags: int = 0) -> re.Pattern[str]:
    """This expression, compiled when it is first used."""
    return cast("re.Pattern[str]", _Pattern(text, flags))


def compile_all() -> None:
    """Compiles what no message has needed yet."""
    for one in _all:
        one.compile()
