"""What is sent, as plain words: where a platform shows no card, what could be tapped is what can be written."""

from __future__ import annotations

from handlers.engine.content import Card, File, Outgoing, Text


def words_of(outgoing: Outgoing) -> str:
    """What it says, as plain words."""
    content = outgoing.content
    if isinstance(content, Text):
        return content.text
    if isinstance(content, File):
        return f"{content.text}\n文件：{content.name}".strip()
    return as_words(content, outgoing.about)


def as_words(card: Card, about: str) -> str:
    """A card, and the replies that stand for its buttons."""
    lines = [card.title, card.text, *(f"{field.label}：{field.value}" for field in card.fields)]
    if card.buttons:
        number = about.rsplit("-", 1)[-1].lstrip("0") if about else ""
        said = "、".join(f"“{button.label}{' ' + number if number else ''}”" for button in card.buttons)
        lines.append(f"请回复{said}。")
    if card.choice:
        lines.append(f"{card.choice.label}：{'、'.join(card.choice.options)}")
    return "\n".join(line for line in lines if line)
