"""The self-built app's callbacks: XML, opened, into what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.channels.heard import Attachment, CardTap, Chat, Entered, Heard, Nothing, Words, event_id, message_id
from bot.channels.refusals import MalformedError
from bot.channels.wecom.heard import Door
from bot.channels.wecom.xml_body import Element, parse_xml

USER_LIMIT = 64


def read_app(message: bytes) -> Heard:
    """What an opened message says. Raises MalformedError where it is no message of the platform's."""
    root = parse_xml(message)
    kind, user = root.word("MsgType"), root.word("FromUserName").lower()
    if kind == "event":
        return _event(root, user)
    reader = _KINDS.get(kind)
    if reader is None:
        return Nothing(f"message {kind[:20]}")
    return reader(root, _chat(user), message_id(Door.APP, _required(root, "MsgId")))


def _chat(user: str) -> Chat:
    if not user or len(user) > USER_LIMIT or not user.isprintable():
        raise MalformedError("no user")
    return Chat(Door.APP, user)


def _text(root: Element, chat: Chat, id: str) -> Heard:
    return Words(chat, id, root.word("Content"))


def _media(root: Element, chat: Chat, id: str) -> Heard:
    return Attachment(chat, id, root.word("MsgType"), media_id=_required(root, "MediaId"))


_KINDS: Mapping[str, Callable[[Element, Chat, str], Heard]] = {
    "text": _text,
    "image": _media,
    "voice": _media,
    "video": _media,
}


def _event(root: Element, user: str) -> Heard:
    event = root.word("Event")
    if event in ("template_card_event", "template_card_menu_event"):
        return _tap(root, _chat(user))
    if event == "subscribe":
        return Entered(_chat(user), event_id(Door.APP, "entered", user))
    return Nothing(f"event {event[:40]}")


def _tap(root: Element, chat: Chat) -> Heard:
    task, key, code = _required(root, "TaskId"), root.word("EventKey"), root.word("ResponseCode")
    identity = event_id(Door.APP, chat.user, root.word("CreateTime"), root.word("Event"), task, key, code)
    return CardTap(chat, identity, task, key, _choices(root), code=code)


def _choices(root: Element) -> tuple[str, ...]:
    """The ids of whatever was selected, over all selections."""
    items = root.first("SelectedItems")
    selected = items.all("SelectedItem") if items else []
    options = [found for item in selected if (found := item.first("OptionIds"))]
    return tuple(option.text.strip() for ids in options for option in ids.all("OptionId"))


def _required(root: Element, name: str) -> str:
    word = root.word(name)
    if not word:
        raise MalformedError(f"no {name}")
    return word
