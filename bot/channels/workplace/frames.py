"""The wire format between the page and the house: one JSON object a WebSocket frame, checked on entry.

`group` is a group's name, "" for one's own single chat with the bot. `id` is made by the page and stays the same when
the frame is sent again after a reconnect, so that the house does it once.

Page to house:

| type | keys | meaning |
| --- | --- | --- |
| hello | me, since? | first frame: who sits here, and the highest revision that the page has seen |
| say | id, group, text | somebody wrote something |
| tap | id, entry, button, input?, choice? | a button of the card that stands in this entry |
| read | group, entry | this person has seen the chat up to this entry |
| history | group, before? | the entries before this one (the newest, where it is left out) |
| advance | id, and one of minutes, to, workday | move the clock: by minutes, to a local time, to next workday 08:00 |

House to page:

| type | keys | meaning |
| --- | --- | --- |
| welcome | bot, me, people, groups, chats, revision, missed, clock | the answer to hello (see below) |
| entry | entry | an entry that is new or has changed; with a lower revision than the page has of it, old news |
| history | group, entries, more | the answer to history, oldest first |
| done | id | the frame of this id is committed |
| refused | id, text | it is not, and why, in one sentence; id "" where the frame could not be read |
| read | group, entry, unread | another window of the same person has read this far |
| clock | now, day | the office's clock; `day` is 工作日, 调休上班, 休息日, a holiday's name, or "" where nobody knows |

In a welcome, `missed` are the entries that changed since `since`, in the order of their revisions; null where these are
too many or the page is new: it then drops what it has and asks for the history.

GET /workplace/people gives the list of people to a page at which nobody sits yet.

A file goes up by POST /workplace/files?me&id&group&name&text with its bytes as the body (20 MB at most), answered by
{"done": id} or {"refused": sentence}; it comes down by GET /workplace/files/{entry}?me.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal
from unicodedata import category

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, NaiveDatetime, TypeAdapter, ValidationError

from bot.channels.port import Person
from handlers.engine.content import to_json
from storage.workplace_words import ChatState, Entry

TEXT_LIMIT = 4_000
FRAME_LIMIT = 64 * 1024
FILE_LIMIT = 20 * 1024 * 1024


class BadFrameError(ValueError):
    """A frame that is not in the wire format; the text is one sentence for the person at the page."""


def printable(text: str) -> str:
    """The text without control characters, line breaks and tabs excepted (a NUL cannot be stored)."""
    return "".join(char for char in text if char in "\n\t" or category(char) != "Cc")


def _words(text: str) -> str:
    text = printable(text).strip()
    if not text:
        raise ValueError("empty")
    return text


PageId = Annotated[str, Field(pattern=r"^[A-Za-z0-9-]{8,40}$")]
Name = Annotated[str, Field(max_length=64), AfterValidator(printable)]
EntryId = Annotated[int, Field(ge=0, lt=2**53)]


class _Frame(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Hello(_Frame):
    """Who sits at this window."""

    type: Literal["hello"]
    me: Annotated[Name, Field(min_length=1)]
    since: EntryId | None = None


class Say(_Frame):
    """Words written into a chat."""

    type: Literal["say"]
    id: PageId
    group: Name = ""
    text: Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(_words)]


class TapOn(_Frame):
    """A button tapped on the card in an entry."""

    type: Literal["tap"]
    id: PageId
    entry: EntryId
    button: Annotated[Name, Field(min_length=1)]
    input: Annotated[str, Field(max_length=TEXT_LIMIT), AfterValidator(printable)] = ""
    choice: Annotated[str, Field(max_length=200), AfterValidator(printable)] = ""


class Read(_Frame):
    """A chat seen up to an entry."""

    type: Literal["read"]
    group: Name = ""
    entry: EntryId


class History(_Frame):
    """A wish for earlier entries."""

    type: Literal["history"]
    group: Name = ""
    before: EntryId | None = None


class Advance(_Frame):
    """The clock moved forward, in one of three ways."""

    type: Literal["advance"]
    id: PageId
    minutes: Annotated[int, Field(ge=1, le=7 * 24 * 60)] | None = None
    to: NaiveDatetime | None = None
    workday: Literal[True] | None = None


Frame = Hello | Say | TapOn | Read | History | Advance
_FRAME: TypeAdapter[Frame] = TypeAdapter(Annotated[Frame, Field(discriminator="type")])


def parse(raw: str) -> Frame:
    """The frame in this text. Raises BadFrameError with one sentence."""
    try:
        return _FRAME.validate_json(raw)
    except ValidationError as error:
        raise BadFrameError(_sentence(error)) from error


def page_id(raw: str) -> str:
    """The id in a frame that could not be read, so that the page knows which one it was; "" where there is none."""
    try:
        data = json.loads(raw)
    except ValueError:
        return ""
    found = data.get("id") if isinstance(data, dict) else None
    return found[:40] if isinstance(found, str) else ""


def _sentence(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or "格式"
    if first["type"] == "string_too_long" and first["loc"][-1] in ("text", "input"):
        return f"内容太长，最多{TEXT_LIMIT}个字，请分开发送"
    return f"页面发来的内容不合规范（{place}），没有处理，请刷新页面后重试"


# --- what the house sends --------------------------------------------------------------------------------------


def entry_json(entry: Entry) -> dict[str, Any]:
    """An entry as the page gets it; the key of a file stays in the house."""
    content = to_json(entry.content)
    content.pop("key", None)
    return {
        "id": entry.id,
        "revision": entry.revision,
        "group": entry.chat.name if entry.chat.is_group else "",
        "from": entry.sender,
        "at": wall_clock(entry.at),
        "message": entry.message_id.partition(":")[2],
        "delivered": entry.delivered,
        "about": entry.about,
        "repainted": wall_clock(entry.repainted_at) if entry.repainted_at else "",
        "content": content,
    }


def chat_json(state: ChatState) -> dict[str, Any]:
    """A line of the conversation list as the page gets it."""
    return {
        "group": state.chat.name if state.chat.is_group else "",
        "last": entry_json(state.last) if state.last else None,
        "unread": state.unread,
        "read": state.read_up_to or 0,
    }


def people_json(people: Sequence[Person]) -> list[list[str]]:
    """Everyone that the page can be, in the order of the roster."""
    return [[person.account, person.name, person.unit, person.post] for person in people]


def clock_json(now: datetime, hint: str) -> dict[str, Any]:
    """The office's clock as the page gets it."""
    return {"type": "clock", "now": wall_clock(now), "day": hint}


def wall_clock(moment: datetime) -> str:
    """A moment as the office's clock on the wall says it; the page does no time zones."""
    return moment.replace(tzinfo=None).isoformat(timespec="seconds")


def refused(page_id: str, text: str) -> dict[str, Any]:
    """Not done, and why."""
    return {"type": "refused", "id": page_id, "text": text}


def done(page_id: str) -> dict[str, Any]:
    """Committed."""
    return {"type": "done", "id": page_id}
