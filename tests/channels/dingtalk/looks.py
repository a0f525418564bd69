"""What people read on the fake: cards by the variables of our template, and plain messages."""

from __future__ import annotations

import json
from typing import Any

from bot.channels.dingtalk.card_look import BODIES, BREAK, BUTTONS


def card_as_seen(card: dict[str, Any], user: str) -> dict[str, str]:
    """The variables as one person has them."""
    return {**card["public"], **card["private"].get(user, {}), **card["own"].get(user, {})}


def lines_of(drawn: dict[str, str]) -> list[str]:
    """The lines of facts on a card."""
    bodies = (drawn[f"body{number}"] for number in range(1, BODIES + 1))
    return [line.replace("**", "") for body in bodies for line in body.split(BREAK) if line]


def buttons_of(drawn: dict[str, str]) -> list[str]:
    """What can be tapped on a card."""
    return [label for number in range(1, BUTTONS + 1) if (label := drawn[f"button{number}"])]


def options_of(drawn: dict[str, str]) -> list[str]:
    """What can be chosen on a card."""
    return [option["text"]["zh_CN"] for option in json.loads(drawn["choices"])]


def words_on(thing: dict[str, Any]) -> str:
    """Everything that can be read on what people saw."""
    if "card" not in thing:
        return str(thing.get("text", ""))
    drawn = thing["card"]
    return "\n".join(part for part in (drawn["title"], plain(drawn["text"]), *lines_of(drawn)) if part)


def plain(text: str) -> str:
    """Markdown lines as people read them."""
    return text.replace(BREAK, "\n")
