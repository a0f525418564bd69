"""A tap on one of our cards: the payload by stream or by HTTP, into which button it was, and what was filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.channels.heard import CardTap, Chat, event_id, message_id
from bot.channels.refusals import ForgedError, MalformedError

ACTION, INPUT, CHOICE, VERSION = "action", "input", "choice", "version"
"""The parameters that our template gives its buttons, its text field and its selection; the version is that of the
options which the tapper saw."""
_KNOWN: Mapping[str, str] = {"agree": "同意", "reject": "驳回"}
"""What buttons are called in the platform's own examples of an approval card."""
_USER_LIMIT, _TRACK_LIMIT, _WORDS_LIMIT = 64, 100, 4_000


def read_tap(body: Mapping[str, Any], door: str, push_id: str = "", corp: str = "") -> CardTap:
    """What was tapped. `push_id` tells this push from others; without it everything that the tap says does.

    A selection comes as the number of its option (from 0) among those of a version, written `0 1a2b3c4d`. Raises
    MalformedError, and ForgedError for what comes from another organisation.
    """
    if corp and _word(body, "corpId") not in ("", corp):
        raise ForgedError("of another organisation")
    user, track = _word(body, "userId"), _word(body, "outTrackId")
    if not (0 < len(user) <= _USER_LIMIT and user.isprintable()):
        raise MalformedError("no user")
    if not (0 < len(track) <= _TRACK_LIMIT and track.isprintable()):
        raise MalformedError("no card")
    params = _params(body)
    action = _action(body, params)
    content = json.dumps(params, ensure_ascii=False, sort_keys=True)
    id = message_id(door, push_id) if push_id else event_id(door, user, track, content, _word(body, "stamp"))
    return CardTap(Chat(door, user), id, track, action[:_WORDS_LIMIT], _choices(params), _input(params))


def _action(body: Mapping[str, Any], params: Mapping[str, Any]) -> str:
    """The button's label: as the template sends it, else the id of the component that was tapped."""
    action = params.get(ACTION)
    if not isinstance(action, str) or not action:
        ids = _private(_content(body)).get("actionIds")
        action = ids[0] if isinstance(ids, list) and ids else None
    if not isinstance(action, str) or not action:
        raise MalformedError("no action")
    return _KNOWN.get(action, action)


def _params(body: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters: older pages call their place otherwise, and both are read."""
    content = _content(body)
    params = _private(content).get("params")
    params = params if isinstance(params, dict) else content.get("params")
    params = params if isinstance(params, dict) else {}
    form = params.get("form")
    return {**(form if isinstance(form, dict) else {}), **params}


def _content(body: Mapping[str, Any]) -> Mapping[str, Any]:
    content = body.get("content", body.get("value"))
    if isinstance(content, str):
        try:
            content = json.loads(content)
        except (ValueError, RecursionError):
            raise MalformedError("content is no JSON") from None
    if not isinstance(content, dict):
        raise MalformedError("no content")
    return content


def _private(content: Mapping[str, Any]) -> Mapping[str, Any]:
    private = content.get("cardPrivateData")
    return private if isinstance(private, dict) else {}


def _input(params: Mapping[str, Any]) -> str:
    value = params.get(INPUT, "")
    return value.strip()[:_WORDS_LIMIT] if isinstance(value, str) else ""


def _choices(params: Mapping[str, Any]) -> tuple[str, ...]:
    value = params.get(CHOICE)
    index = value.get("index") if isinstance(value, dict) else None
    if isinstance(index, list):
        index = index[0] if index else None
    if isinstance(index, str) and index.isascii() and index.isdigit():
        index = int(index)
    if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < 1000:
        return ()
    version = params.get(VERSION)
    return (f"{index} {version if isinstance(version, str) else ''}",)


def _word(body: Mapping[str, Any], name: str) -> str:
    value = body.get(name)
    return value if isinstance(value, str) else ""
