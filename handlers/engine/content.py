"""What can be said on any platform. Each channel renders the best its platform can, and degrades in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any


class Style(StrEnum):
    """How a button looks: the expected next step, one that refuses or destroys, or an ordinary one."""

    PRIMARY = "primary"
    DANGER = "danger"
    PLAIN = "plain"


@dataclass(frozen=True)
class Button:
    """A word that can be tapped. `label` is also what a person may type instead."""

    label: str
    style: Style = Style.PLAIN


@dataclass(frozen=True)
class Field:
    """One line of a card: what it is, and its value; `changed` marks the line that a correction just changed."""

    label: str
    value: str
    changed: bool = False


@dataclass(frozen=True)
class Input:
    """A text field on a card, sent along with whichever button is tapped. `hint` says what may be written."""

    hint: str


@dataclass(frozen=True)
class Choice:
    """A selection on a card, sent along with whichever button is tapped."""

    label: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Card:
    """A card: a title, one or two sentences, lines of facts, and what can be done now (nothing, once it is over)."""

    title: str
    text: str
    fields: tuple[Field, ...] = ()
    buttons: tuple[Button, ...] = ()
    input: Input | None = None
    choice: Choice | None = None

    def over(self, text: str) -> Card:
        """The same card after its matter is settled: the outcome in the place of whatever could be tapped."""
        return replace(self, text=text, buttons=(), input=None, choice=None)

    def bears(self, label: str) -> bool:
        """Whether a button of this label can be tapped on it now."""
        return any(button.label == label for button in self.buttons)


@dataclass(frozen=True)
class File:
    """A file; its bytes lie in the store under `key` (a blob's id)."""

    name: str
    key: str
    text: str = ""


Content = Text | Card | File


class OutgoingKind(StrEnum):
    """How a thing leaves: a new text, a new card, an earlier card repainted in place, or a file."""

    TEXT = "text"
    CARD = "card"
    UPDATE = "update"
    FILE = "file"


@dataclass(frozen=True)
class Receiver:
    """Who gets it: a member (by account 账号) in the single chat, or a group (by its name)."""

    name: str
    is_group: bool = False


@dataclass(frozen=True)
class Outgoing:
    """One thing on its way out of the house: a row of the outbox."""

    id: int
    org: str
    to: Receiver
    kind: OutgoingKind
    content: Content
    about: str = ""
    card_id: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)


def to_json(content: Content) -> dict[str, Any]:
    """Content as plain data for a row or a socket; `from_json` gives it back unchanged."""
    if isinstance(content, Text):
        return {"text": content.text}
    if isinstance(content, File):
        return {"file": content.name, "key": content.key, "text": content.text}
    data: dict[str, Any] = {
        "title": content.title,
        "text": content.text,
        "fields": [[f.label, f.value, f.changed] for f in content.fields],
        "buttons": [[b.label, b.style.value] for b in content.buttons],
    }
    if content.input:
        data["input"] = content.input.hint
    if content.choice:
        data["choice"] = [content.choice.label, list(content.choice.options)]
    return data


def from_json(data: Mapping[str, Any]) -> Content:
    """The content that `to_json` wrote."""
    if "file" in data:
        return File(data["file"], data["key"], data["text"])
    if "title" not in data:
        return Text(data["text"])
    return Card(
        data["title"],
        data["text"],
        tuple(Field(*row) for row in data["fields"]),
        tuple(Button(label, Style(style)) for label, style in data["buttons"]),
        Input(data["input"]) if "input" in data else None,
        Choice(data["choice"][0], tuple(data["choice"][1])) if "choice" in data else None,
    )
