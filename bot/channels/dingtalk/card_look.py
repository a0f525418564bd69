"""The office's cards as the variables of our template: texts and nothing else, each within a kilobyte.

A field that is too long for one variable goes on in the next; only what is too long for all of them is cut, with an
ellipsis. What is not there is sent empty, so that an update wipes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from bot.channels.dingtalk import facts
from bot.channels.wording import cut_bytes, size, split_bytes
from handlers.engine.content import Button, Card, Field, Style

BREAK = "  \n "
"""A line break in the platform's markdown: it wants blanks on both sides."""
BODIES = 4
BUTTONS = 8
"""Six kinds of a piece of information and «取消» are seven already."""
_MORE_BYTES = 300
OPTIONS = 10
_KINDS: Mapping[Style, str] = {Style.PRIMARY: "primary", Style.DANGER: "danger", Style.PLAIN: "plain"}


def draw(card: Card, about: str) -> dict[str, str]:
    """The template's variables. `about` is the number that the card bears, "" for none."""
    drawn = {
        "title": cut_bytes(card.title, facts.VALUE_BYTES),
        "number": about,
        "text": _text(card),
        "open": "true" if card.buttons else "false",
        "hint": cut_bytes(card.input.hint if card.input and card.buttons else "", facts.VALUE_BYTES),
        "has_input": "true" if card.input and card.buttons else "false",
    }
    drawn |= dict(zip((f"body{n}" for n in range(1, BODIES + 1)), _bodies(card.fields), strict=False))
    return drawn | _buttons(card.buttons) | _selection(card)


def _text(card: Card) -> str:
    """What the card says, and the buttons for which it has no room: written, each does what a tap does."""
    rest = "、".join(button.label for button in card.buttons[BUTTONS:])
    more = cut_bytes(f"{BREAK}还可以直接回复：{markdown(rest)}", _MORE_BYTES) if rest else ""
    return cut_bytes(markdown(card.text), facts.VALUE_BYTES - size(more)) + more


def _bodies(fields: Sequence[Field]) -> Iterator[str]:
    """The lines of the card in as many variables as there are; always as many as there are."""
    words = BREAK.join(_line(field) for field in fields)
    pieces = list(split_bytes(words, facts.VALUE_BYTES - 8)) if words else []
    if len(pieces) > BODIES:
        pieces = [*pieces[: BODIES - 1], cut_bytes("".join(pieces[BODIES - 1 :]), facts.VALUE_BYTES)]
    yield from (piece.strip() for piece in pieces)
    yield from [""] * (BODIES - len(pieces))


def _line(field: Field) -> str:
    value = f"{field.value}（已改）" if field.changed else field.value
    return f"**{field.label}**：{markdown(value)}"


def _buttons(buttons: Sequence[Button]) -> dict[str, str]:
    shown = buttons[:BUTTONS]
    labels = [*(button.label for button in shown), *[""] * (BUTTONS - len(shown))]
    styles = [*(_KINDS[button.style] for button in shown), *[""] * (BUTTONS - len(shown))]
    return {f"button{n}": label for n, label in enumerate(labels, 1)} | {
        f"style{n}": style for n, style in enumerate(styles, 1)
    }


def _selection(card: Card) -> dict[str, str]:
    """What can be chosen, as the platform's selections take it; cut where it would be too much for one variable."""
    choice = card.choice if card.buttons else None
    options = list(choice.options[:OPTIONS]) if choice else []
    told = _options(options)
    while size(told) > facts.VALUE_BYTES:
        longest = max(range(len(options)), key=lambda n: size(options[n]))
        options[longest] = cut_bytes(options[longest], max(size(options[longest]) * 2 // 3, 12))
        told = _options(options)
    return {
        "choice_title": choice.label if choice else "",
        "choices": told if options else "[]",
        "version": version(card) if options else "",
    }


def version(card: Card) -> str:
    """What tells one list of options from another: a phone that still shows an older one sends the older mark."""
    told = "\n".join(card.choice.options) if card.choice else ""
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def _options(options: Sequence[str]) -> str:
    found = [{"value": str(n), "text": {"zh_CN": option}} for n, option in enumerate(options)]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def markdown(text: str) -> str:
    """Plain words for a place that reads markdown: what people write must not become a link, a picture or a title."""
    harmless = text.replace("](", "] (").replace("![", "! [").replace("<", "＜")
    lines = ("＃" + line[1:] if line.startswith("#") else line for line in harmless.split("\n"))
    return BREAK.join(lines)


def with_links(card: Card, about: str) -> tuple[str, str]:
    """A card for whom no template is there: its title, and markdown in which a tap writes the button's words.

    The platform sends the words of such a link into the chat as if the person had written them.
    """
    lines = [f"### {markdown(card.title)}", markdown(card.text), *(_line(field) for field in card.fields)]
    if card.choice and card.buttons:
        lines.append(f"{card.choice.label}：{markdown('、'.join(card.choice.options))}")
    number = about.rsplit("-", 1)[-1].lstrip("0") if about else ""
    links = [_link(button.label, " ".join(part for part in (button.label, number) if part)) for button in card.buttons]
    if links:
        lines.append("　".join(links))
        said = " ".join(part for part in (card.buttons[0].label, number) if part)
        lines.append(f"点上面的字，或者直接回复“{said}”。")
    return card.title, " \n\n ".join(line for line in lines if line)


def _link(label: str, said: str) -> str:
    return f"[{label}](dtmd://dingtalkclient/sendMessage?content={quote(said)})"
