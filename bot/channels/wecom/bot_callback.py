"""The smart bot's callbacks: the same JSON by HTTP and over the long connection, into what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field, ValidationError

from bot.channels.heard import Attachment, CardTap, Chat, Entered, Heard, Nothing, Words, event_id, message_id
from bot.channels.json_part import JsonPart
from bot.channels.refusals import MalformedError
from bot.channels.wecom.heard import Door, Poll


def _digits(value: Any) -> Any:
    """A number where words are expected, or the other way round: the platform's samples know both."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _seconds(value: Any) -> Any:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12 else value


def _listed(value: Any) -> Any:
    """One of them alone for a list of one."""
    return value if isinstance(value, list) else [value]


class _From(JsonPart):
    userid: str = Field(min_length=1, max_length=64)


class _Said(JsonPart):
    content: str = ""


class _Media(JsonPart):
    url: str = ""
    aeskey: str = ""


class _Item(JsonPart):
    msgtype: str = ""
    text: _Said = _Said()


class _Mixed(JsonPart):
    msg_item: list[_Item] = Field(default_factory=list)


class _Stream(JsonPart):
    id: str = Field(max_length=256)


class _Options(JsonPart):
    option_id: Annotated[list[str], BeforeValidator(_listed)] = Field(default_factory=list)


class _Selected(JsonPart):
    option_ids: _Options = Field(default=_Options(), validation_alias=AliasChoices("option_ids", "optionids"))


class _SelectedItems(JsonPart):
    selected_item: Annotated[list[_Selected], BeforeValidator(_listed)] = Field(default_factory=list)


class _CardEvent(JsonPart):
    """The documentation's table and its samples write the names differently: both are read."""

    event_key: str = Field(default="", max_length=1024, validation_alias=AliasChoices("event_key", "eventkey"))
    task_id: str = Field(default="", max_length=128, validation_alias=AliasChoices("task_id", "taskid"))
    selected_items: _SelectedItems = Field(
        default=_SelectedItems(), validation_alias=AliasChoices("selected_items", "selecteditems")
    )


class _Event(JsonPart):
    eventtype: str
    template_card_event: _CardEvent = _CardEvent()


class _Body(JsonPart):
    msgid: Annotated[str, BeforeValidator(_digits)] = Field(
        min_length=1, max_length=512, validation_alias=AliasChoices("msgid", "msg_id", "MsgId")
    )
    aibotid: str = ""
    msgtype: str
    create_time: Annotated[int, BeforeValidator(_seconds)] = 0
    chatid: str = Field(default="", max_length=128)
    chattype: str = ""
    sender: _From | None = Field(default=None, alias="from")
    response_url: str = ""
    text: _Said = _Said()
    voice: _Said = _Said()
    mixed: _Mixed = _Mixed()
    image: _Media = _Media()
    file: _Media = _Media()
    video: _Media = _Media()
    stream: _Stream = _Stream(id="")
    event: _Event = _Event(eventtype="")


def read_bot(message: bytes | Mapping[str, Any], bot_id: str = "") -> Heard:
    """What an opened message, or the body of a frame, says. Raises MalformedError; a message to another bot
    (where `bot_id` names ours) is one, too."""
    body = _parsed(message)
    if bot_id and body.aibotid and body.aibotid != bot_id:
        raise MalformedError("for another bot")
    if body.msgtype == "event":
        return _event(body)
    if body.msgtype == "stream":
        return Poll("poll", body.stream.id)
    reader = _KINDS.get(body.msgtype)
    if reader is None:
        return Nothing(f"message {body.msgtype[:20]}")
    return reader(body, _chat(body), message_id(Door.BOT, body.msgid))


def _parsed(message: bytes | Mapping[str, Any]) -> _Body:
    try:
        if isinstance(message, bytes):
            return _Body.model_validate_json(message)
        return _Body.model_validate(message)
    except (ValidationError, RecursionError) as fault:
        raise MalformedError("JSON of another shape") from fault


def _chat(body: _Body) -> Chat:
    if body.sender is None or not body.sender.userid.isprintable():
        raise MalformedError("no user")
    in_group = body.chattype == "group" or (not body.chattype and bool(body.chatid))
    if in_group and not (body.chatid and body.chatid.isprintable()):
        raise MalformedError("no group")
    return Chat(Door.BOT, body.sender.userid.lower(), body.chatid if in_group else "")


def _text(body: _Body, chat: Chat, id: str) -> Heard:
    return Words(chat, id, body.text.content, body.response_url)


def _voice(body: _Body, chat: Chat, id: str) -> Heard:
    return Words(chat, id, body.voice.content, body.response_url)


def _mixed(body: _Body, chat: Chat, id: str) -> Heard:
    """Words between pictures: the words are what is asked for."""
    parts = [item.text.content for item in body.mixed.msg_item if item.msgtype == "text"]
    return Words(chat, id, "\n".join(parts), body.response_url)


def _media(body: _Body, chat: Chat, id: str) -> Heard:
    media: _Media = getattr(body, body.msgtype)
    if not media.url:
        raise MalformedError("no url")
    return Attachment(chat, id, body.msgtype, url=media.url, key=media.aeskey, answer_at=body.response_url)


_KINDS: Mapping[str, Callable[[_Body, Chat, str], Heard]] = {
    "text": _text,
    "voice": _voice,
    "mixed": _mixed,
    "image": _media,
    "file": _media,
    "video": _media,
}


def _event(body: _Body) -> Heard:
    kind = body.event.eventtype
    if kind == "template_card_event":
        return _tap(body, _chat(body))
    if kind == "enter_chat":
        chat = _chat(body)
        return Entered(chat, event_id(Door.BOT, "entered", chat.user))
    return Nothing(f"event {kind[:40]}")


def _tap(body: _Body, chat: Chat) -> Heard:
    tapped = body.event.template_card_event
    if not tapped.task_id:
        raise MalformedError("no task_id")
    choices = tuple(id for item in tapped.selected_items.selected_item for id in item.option_ids.option_id)
    id = message_id(Door.BOT, body.msgid)
    return CardTap(chat, id, tapped.task_id, tapped.event_key, choices, answer_at=body.response_url)
