"""What people write to the robot: the same payload by stream and by HTTP, into what it says.

In a group the platform cuts off the call to the robot; here it stands before the words again, as the office calls it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import AliasChoices, Field, ValidationError
from yarl import URL

from bot.channels.dingtalk import facts
from bot.channels.heard import Attachment, Chat, Heard, Nothing, Words, message_id
from bot.channels.json_part import JsonPart
from bot.channels.refusals import ForgedError, MalformedError

GROUP = "2"
SEALED = "$"
"""How the platform's sealed ids begin: somebody without a user id in this organisation."""


def is_named(user: str) -> bool:
    """Whether it is a user id: one that the platform sends to, and a roster can hold."""
    return not user.startswith(SEALED)


@dataclass(frozen=True)
class Emptied(Nothing):
    """Somebody wrote, and the platform left out what: this month's messages are used up."""

    chat: Chat
    message_id: str


class _Text(JsonPart):
    content: str = ""


class _Rich(JsonPart):
    text: str = ""
    type: str = ""
    downloadCode: str = ""  # noqa: N815 - the platform's own names here and below


class _Content(JsonPart):
    richText: list[_Rich] = Field(default_factory=list)  # noqa: N815
    downloadCode: str = ""  # noqa: N815
    pictureDownloadCode: str = ""  # noqa: N815
    recognition: str = ""
    fileName: str = ""  # noqa: N815


class _Message(JsonPart):
    msgtype: str = ""
    msg_id: str = Field(min_length=1, max_length=512, alias="msgId")
    conversation_type: str = Field(default="1", alias="conversationType")
    conversation: str = Field(default="", max_length=128, alias="conversationId")
    title: str = Field(default="", alias="conversationTitle")
    sender: str = Field(default="", max_length=128, alias="senderId")
    staff: str = Field(default="", max_length=64, alias="senderStaffId")
    corp: str = Field(default="", validation_alias=AliasChoices("chatbotCorpId", "senderCorpId"))
    answer_at: str = Field(default="", max_length=2048, alias="sessionWebhook")
    error: str | int = Field(default="", alias="errorCode")
    text: _Text = _Text()
    content: _Content | str = ""


@dataclass(frozen=True)
class RobotMessages:
    """Reads them. `corp` is the only organisation that is listened to where it is given, `bot_name` what the office
    calls the robot, `answers_at` the only place where answers go."""

    door: str
    bot_name: str
    answers_at: str
    corp: str = ""

    def read(self, body: Mapping[str, Any] | bytes) -> Heard:
        """What it says. Raises MalformedError, and ForgedError for what comes from another organisation."""
        said = _parsed(body)
        if self.corp and said.corp and said.corp != self.corp:
            raise ForgedError("of another organisation")
        chat, id = self._chat(said), message_id(self.door, said.msg_id)
        if str(said.error) == facts.STREAM_USED_UP:
            return Emptied("emptied", chat, id)
        reader = _KINDS.get(said.msgtype)
        if reader is None:
            return Nothing(f"message {said.msgtype[:20]}")
        found = reader(said)
        answer_at = said.answer_at if self._is_trusted(said.answer_at) else ""
        if isinstance(found, str):
            return Words(chat, id, self._addressed(chat, found), answer_at)
        return Attachment(chat, id, found.kind, media_id=found.code, name=found.name, answer_at=answer_at)

    def _chat(self, said: _Message) -> Chat:
        user = said.staff or said.sender
        if not user or not user.isprintable():
            raise MalformedError("no user")
        if said.conversation_type != GROUP:
            return Chat(self.door, user)
        if not (said.conversation and said.conversation.isprintable()):
            raise MalformedError("no group")
        return Chat(self.door, user, said.conversation, said.title)

    def _addressed(self, chat: Chat, text: str) -> str:
        words = text.strip()
        return f"@{self.bot_name} {words}" if chat.group else words

    def _is_trusted(self, address: str) -> bool:
        """An answer goes only to the platform itself: a forged message must not send us elsewhere."""
        try:
            return bool(address) and URL(address).origin() == URL(self.answers_at).origin()
        except ValueError:
            return False


@dataclass(frozen=True)
class _File:
    kind: str
    code: str
    name: str = ""


def _parsed(body: Mapping[str, Any] | bytes) -> _Message:
    try:
        if isinstance(body, bytes):
            return _Message.model_validate_json(body)
        return _Message.model_validate(body)
    except (ValidationError, RecursionError) as fault:
        raise MalformedError("JSON of another shape") from fault


def _content(said: _Message) -> _Content:
    return said.content if isinstance(said.content, _Content) else _Content()


def _text(said: _Message) -> str:
    """The words; one of the platform's own samples has them at the top."""
    return said.text.content or (said.content if isinstance(said.content, str) else "")


def _rich(said: _Message) -> str:
    """Words between pictures: the words are what is asked for."""
    return "\n".join(part.text.strip() for part in _content(said).richText if part.text.strip())


def _audio(said: _Message) -> str | _File:
    """What the platform has recognised; a recording without words cannot be taken."""
    return _content(said).recognition or _File("voice", _content(said).downloadCode)


def _picture(said: _Message) -> _File:
    return _File("image", _content(said).downloadCode or _content(said).pictureDownloadCode)


def _video(said: _Message) -> _File:
    return _File("video", _content(said).downloadCode)


def _file(said: _Message) -> _File:
    return _File("file", _content(said).downloadCode, _content(said).fileName)


_KINDS: Mapping[str, Callable[[_Message], str | _File]] = {
    "text": _text,
    "richText": _rich,
    "audio": _audio,
    "picture": _picture,
    "video": _video,
    "file": _file,
}
