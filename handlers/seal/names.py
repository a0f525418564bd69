"""What the office's seals are called: the name in its list, and the short one that people use."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.engine.roster import Seal

_SHORT = (
    (re.compile(r"党政(?:综合)?办"), "党政办章"),
    (re.compile(r"政府"), "政府章"),
    (re.compile(r"中共|党委"), "党委章"),
)
_TAIL = re.compile(r"(?:的)?(?:公章|印章|章子|章|印)$")


def short(name: str) -> str:
    """How a seal is called in a sentence: 政府章 for 青禾乡人民政府印章; one without a common name as it stands."""
    return next((said for pattern, said in _SHORT if pattern.search(name)), name)


def find(words: str, seals: Iterable[Seal]) -> Seal | None:
    """The seal that these words name, by its full name, its common one, or a part of it; None where none is meant."""
    known = tuple(seals)
    exact = next((seal for seal in known if words == seal.name), None)
    if exact is not None:
        return exact
    common = [seal for seal in known if short(seal.name) == words]
    if common:
        return common[0]
    bare = _TAIL.sub("", words)
    part = [seal for seal in known if len(bare) >= 2 and bare in seal.name]
    return part[0] if len(part) == 1 else None


def meant(said: object, seals: Iterable[Seal]) -> tuple[tuple[Seal, ...], tuple[str, ...]]:
    """The seals that the slot names, each once, and the words that name none."""
    known = tuple(seals)
    words = [str(one) for one in said] if isinstance(said, list | tuple) else [str(said)] if said else []
    found = [(word, find(word, known)) for word in words]
    seals_found = tuple(dict.fromkeys(seal for _, seal in found if seal is not None))
    return seals_found, tuple(word for word, seal in found if seal is None)


def listed(names: Iterable[str]) -> str:
    """Several seals in one line: 党委章、政府章."""
    return "、".join(short(name) for name in names)
