"""Which way a thing takes: by the app, by the bot, or by the group's webhook robot."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import Enum

from bot.channels.wecom.heard import Door
from handlers.engine.content import OutgoingKind


class Way(Enum):
    """How it leaves."""

    APP = "app"
    BOT = "bot"
    WEBHOOK = "webhook"
    NONE = "none"


_CARDS = frozenset({OutgoingKind.CARD, OutgoingKind.UPDATE})
ANSWERING = timedelta(minutes=2)
"""A message into a group this soon after somebody spoke to the bot there is an answer; later it is a push."""


def to_person(kind: OutgoingKind, has_app: bool, has_bot: bool, heard: list[str]) -> Way:
    """Cards by the app where there is one, because it can repaint them later; words by where the person came last."""
    if not (has_app or has_bot):
        return Way.NONE
    if not (has_app and has_bot):
        return Way.APP if has_app else Way.BOT
    if kind in _CARDS or not heard:
        return Way.APP
    return Way.BOT if heard[0] == Door.BOT else Way.APP


def to_group(has_webhook: bool, bot_heard_at: datetime | None, now: datetime) -> Way:
    """Answers by the bot that was asked; pushes by the webhook robot where the group has one."""
    answering = bot_heard_at is not None and now - bot_heard_at <= ANSWERING
    if has_webhook and not answering:
        return Way.WEBHOOK
    return Way.BOT if bot_heard_at is not None else Way.NONE
