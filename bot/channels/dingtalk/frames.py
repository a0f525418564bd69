"""The frames of the stream: what the gateway pushes, and the one answer each push gets."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["SYSTEM", "EVENT", "CALLBACK"]
_KINDS: Mapping[str, Kind] = {"SYSTEM": "SYSTEM", "EVENT": "EVENT", "CALLBACK": "CALLBACK"}

ROBOT_TOPIC = "/v1.0/im/bot/messages/get"
CARD_TOPIC = "/v1.0/card/instances/callback"
DISCONNECT = "disconnect"


class FrameError(ValueError):
    """The text is no frame of this protocol. The message never holds the content."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One push. `message_id` is empty where the gateway gave none, as it may on a disconnect."""

    kind: Kind
    topic: str
    message_id: str
    data: Mapping[str, Any]
    event_id: str = ""

    @property
    def ends_the_connection(self) -> bool:
        """Whether nothing more comes on this connection, though its socket stays open."""
        return self.kind == "SYSTEM" and self.topic == DISCONNECT


def read(text: str) -> Frame:
    """The frame a text holds. Raises FrameError for anything else."""
    frame = _mapping(text, "frame")
    headers = frame.get("headers")
    if not isinstance(headers, dict):
        raise FrameError("no headers")
    kind = _KINDS.get(_text(frame, "type"))
    if kind is None:
        raise FrameError("unknown type")
    data = frame.get("data")
    if data is not None and not isinstance(data, str):
        raise FrameError("data is no text")
    return Frame(
        kind=kind,
        topic=_text(headers, "topic"),
        message_id=_text(headers, "messageId"),
        data=_mapping(data, "data") if data else {},
        event_id=_text(headers, "eventId"),
    )


def answer(frame: Frame, response: Mapping[str, Any] | None = None) -> str:
    """The acknowledgement of a push that is stored; a card's push carries what its tapper sees.

    A SYSTEM push gets its own data back, whatever its topic, so that a topic we do not know does no harm.
    """
    data: Mapping[str, Any] = {"response": response}
    if frame.kind == "SYSTEM":
        data = frame.data
    elif frame.kind == "EVENT":
        data = {"status": "SUCCESS", "message": ""}
    return _acknowledgement(frame, data)


def later(frame: Frame) -> str | None:
    """What is said of a push that could not be stored: an event is asked for again, anything else gets no word."""
    return _acknowledgement(frame, {"status": "LATER", "message": ""}) if frame.kind == "EVENT" else None


def nobody(frame: Frame) -> str:
    """That nobody here handles such pushes: we never asked for them."""
    return _acknowledgement(frame, {"response": None}, 404, "no handler")


def _acknowledgement(frame: Frame, data: Mapping[str, Any], code: int = 200, message: str = "OK") -> str:
    headers = {"contentType": "application/json", "messageId": frame.message_id}
    answered = {"code": code, "headers": headers, "message": message, "data": json.dumps(data, ensure_ascii=False)}
    return json.dumps(answered, ensure_ascii=False)


def _mapping(text: str, what: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise FrameError(f"{what} is no JSON") from None
    if not isinstance(value, dict):
        raise FrameError(f"{what} is no object")
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    return value if isinstance(value, str) else ""
