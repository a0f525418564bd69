"""XML as WeCom sends it: elements, text, lists by repetition. No DTD, no entities, no attributes, nothing deep."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.parsers import expat

from bot.channels.refusals import MalformedError

DEEPEST = 12
MOST_ELEMENTS = 2_000


@dataclass
class Element:
    """One element with its text and its children in order."""

    name: str
    text: str = ""
    children: list[Element] = field(default_factory=list)

    def first(self, name: str) -> Element | None:
        """The first child of this name, or None."""
        return next((child for child in self.children if child.name == name), None)

    def all(self, name: str) -> list[Element]:
        """Every child of this name."""
        return [child for child in self.children if child.name == name]

    def word(self, name: str) -> str:
        """The text of the first child of this name, "" where there is none."""
        found = self.first(name)
        return found.text.strip() if found else ""


def parse_xml(body: bytes) -> Element:
    """The root element `<xml>`. Raises MalformedError for anything else."""
    reading = _Reading()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.words
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.EntityDeclHandler = _refuse_declarations
    try:
        body.decode("utf-8")
        parser.Parse(body, True)
    except (expat.ExpatError, UnicodeDecodeError, ValueError) as fault:
        raise MalformedError("not XML in UTF-8") from fault
    if reading.root is None or reading.root.name != "xml":
        raise MalformedError("not <xml>")
    return reading.root


class _Reading:
    def __init__(self) -> None:
        self.root: Element | None = None
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if attributes or len(self._open) >= DEEPEST or self._count > MOST_ELEMENTS:
            raise MalformedError("XML with attributes, too deep or too long")
        element = Element(name)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def words(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text


def _refuse_declarations(*_: object) -> None:
    raise MalformedError("XML with a DTD or entities")
