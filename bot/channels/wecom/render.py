"""The office's cards as WeCom's template cards, within its limits: what is too long is cut with an ellipsis.

Rows that do not fit into the platform's short lines stand in the quoted part below the title, so that a leader sees
everything that the decision needs. A text field cannot be shown on this platform: the card says what to write instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.channels.wecom.facts import KEY_BYTES, OPTION_BYTES, CardLimits
from bot.channels.wording import cut, cut_bytes
from handlers.engine.content import Button, Card, Choice, Field, Style

QUOTE_LIMIT = 400
"""Characters of the quoted part; the platform names no limit (not verified)."""
_STYLES = {Style.PRIMARY: 1, Style.DANGER: 2, Style.PLAIN: 4}


@dataclass(frozen=True)
class Look:
    """How cards look at one door: its limits, who they say they are from, and where one without buttons leads (the
    platform wants an address there)."""

    limits: CardLimits
    source: str
    url: str


def render(card: Card, about: str, look: Look) -> dict[str, Any]:
    """A card with buttons as `button_interaction`, one without as `text_notice`. The sender adds `task_id`."""
    limits = look.limits
    rows, rest = _rows(card.fields, limits)
    drawn: dict[str, Any] = {
        "card_type": "button_interaction" if card.buttons else "text_notice",
        "source": {"desc": cut(look.source, limits.source), "desc_color": 0},
        "main_title": {"title": cut(card.title, limits.title)},
    }
    if words := _subtitle(card, about):
        drawn["sub_title_text"] = cut(words, limits.subtitle)
    if len(card.text) > limits.subtitle:
        rest.insert(0, card.text)
    if card.choice and card.buttons:
        rest += _long_options(card.choice, limits)
    if rest:
        drawn["quote_area"] = {"type": 0, "quote_text": cut("\n".join(rest), QUOTE_LIMIT)}
    if rows:
        drawn["horizontal_content_list"] = rows
    if card.buttons:
        return drawn | _to_be_tapped(card, limits)
    return drawn | {"card_action": {"type": 1, "url": look.url}}


def _rows(fields: Sequence[Field], limits: CardLimits) -> tuple[list[dict[str, str]], list[str]]:
    """Short lines as they are; the others, and those beyond the count, as whole sentences."""
    rows: list[dict[str, str]] = []
    rest: list[str] = []
    for field in fields:
        value = f"{field.value}（已改）" if field.changed else field.value
        short = len(field.label) <= limits.key_name and 0 < len(value) <= limits.value and "\n" not in value
        if short and len(rows) < limits.rows:
            rows.append({"keyname": field.label, "value": value})
        else:
            rest.append(f"{field.label}：{value}")
    return rows, rest


def _subtitle(card: Card, about: str) -> str:
    words = card.text
    if card.input and card.buttons:
        words = f"{words}\n{typing_hint(card, about)}".strip()
    return words


def typing_hint(card: Card, about: str) -> str:
    """What to write where the card would have a text field: any button's word, the number, the words."""
    number = about.rsplit("-", 1)[-1].lstrip("0") if about else ""
    label = next((b.label for b in card.buttons if b.style is Style.DANGER), card.buttons[-1].label)
    said = " ".join(part for part in (label.removeprefix("写"), number, "…") if part)
    return f"要写意见的，请直接回复，如“{said}”。"


def _to_be_tapped(card: Card, limits: CardLimits) -> dict[str, Any]:
    shown, more = card.buttons[: limits.buttons], card.buttons[limits.buttons :][: limits.menu]
    drawn: dict[str, Any] = {"button_list": [_button(button, limits) for button in shown]}
    if more:
        actions = [{"text": cut(b.label, limits.button), "key": cut_bytes(b.label, KEY_BYTES)} for b in more]
        drawn["action_menu"] = {"desc": "更多", "action_list": actions}
    if card.choice and card.choice.options:
        drawn["button_selection"] = _selection(card.choice, limits)
    return drawn


def _button(button: Button, limits: CardLimits) -> dict[str, Any]:
    key = cut_bytes(button.label, KEY_BYTES)
    return {"text": cut(button.label, limits.button), "style": _STYLES[button.style], "key": key}


def _long_options(choice: Choice, limits: CardLimits) -> list[str]:
    """Options that the selection must cut or leave out stand in full above it, numbered alike."""
    if len(choice.options) <= limits.options and all(len(option) <= limits.option for option in choice.options):
        return []
    return [f"{number}.{option}" for number, option in enumerate(choice.options, start=1)]


def _selection(choice: Choice, limits: CardLimits) -> dict[str, Any]:
    numbered = bool(_long_options(choice, limits))
    options = [
        {
            "id": cut_bytes(option, OPTION_BYTES),
            "text": cut(f"{number}.{option}" if numbered else option, limits.option),
        }
        for number, option in enumerate(choice.options[: limits.options], start=1)
    ]
    title = cut(choice.label, limits.selection)
    return {"question_key": "choice", "title": title, "option_list": options, "selected_id": options[0]["id"]}
