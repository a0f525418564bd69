"""`dzb play`: a scene against a fresh sample township, with a simulated clock and no network."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from bot import sample
from bot.house import House
from bot.incoming import Envelope, FileSent, Incoming, Message, Tap
from handlers.engine.content import Card, File, Outgoing, Text
from storage import blobs, cards
from storage.cards import Shown
from storage.instants import ZONE
from storage.store import Store

CHANNEL = "scene"
_WORDS = ("from", "chat", "say", "tap", "on", "input", "choose", "file", "text")
_YEARS = range(1950, 2150)
_KEYS = frozenset(("at", "from", "chat", "say", "tap", "on", "input", "choose", "file", "text", "redeliver"))


class ScriptError(Exception):
    """A line of the script that cannot be played: its number, what is wrong, what to write instead."""

    def __init__(self, number: int, words: str) -> None:
        super().__init__(f"第{number}行：{words}")


def play_lines(lines: Iterable[str], out: TextIO, files: Path | None = None) -> None:
    """Play the script's lines in order and write every outgoing thing, one JSON line each. Raises ScriptError.

    A file that somebody sends has the content of the one of this name in `files`; it is empty where there is none.
    """
    stage: Stage | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        step = _parse(number, line)
        stage = stage or Stage.open(step.at, out, files)
        stage.play(step)


@dataclass(frozen=True)
class Step:
    """One line of a script, checked."""

    number: int
    at: datetime
    line: Mapping[str, Any]

    def word(self, key: str) -> str:
        """The string under this key, "" where there is none."""
        return str(self.line.get(key, ""))


@dataclass
class Stage:
    """The sample township during a scene."""

    house: House
    out: TextIO
    now: datetime
    files: Path | None = None
    last: Incoming | None = None
    counter: int = 0

    @classmethod
    def open(cls, at: datetime, out: TextIO, files: Path | None = None) -> Stage:
        """A fresh township whose clock stands at this moment."""
        store = Store.open("sqlite://")
        sample.settle(store, at)
        return cls(House(store), out, at, files)

    def play(self, step: Step) -> None:
        """Let time pass until the step, then do what it says."""
        if step.at < self.now:
            raise ScriptError(step.number, f"时间 {step.word('at')} 早于上一行，时钟只能向前走")
        self._pass_time(step.at)
        incoming = self._incoming(step)
        if incoming is not None:
            self.last = incoming
            self.house.receive(incoming)
            self._drain()

    def _pass_time(self, until: datetime) -> None:
        """Fire what is due in order, each at its own time, and deliver what was kept back."""
        after = self.now
        while True:
            due = self.house.next_due(sample.ORG, after)
            kept = self.house.next_delivery()
            coming = min((at for at in (due.at if due else None, kept) if at), default=None)
            if coming is None or coming > until:
                break
            self.now = after = max(after, coming)
            if due and due.at <= coming:
                self.house.fire(sample.ORG, due, self.now)
            self._drain()
        self.now = until

    def _drain(self) -> None:
        while batch := self.house.claim(self.now):
            for outgoing in batch:
                self.out.write(json.dumps(line_of(outgoing, self.now), ensure_ascii=False) + "\n")
                self.house.sent(outgoing, f"scene-{outgoing.id}", self.now)
        self.out.flush()

    def _incoming(self, step: Step) -> Incoming | None:
        if step.line.get("redeliver"):
            if self.last is None:
                raise ScriptError(step.number, "前面还没有可以重发的消息")
            return self.last
        if "from" not in step.line:
            return None
        account = self._account(step)
        self.counter += 1
        group = self._group(step)
        envelope = Envelope(sample.ORG, CHANNEL, f"m{self.counter}", account, step.at, group)
        if "tap" in step.line:
            card = self._card(step, account)
            return Tap(envelope, card.id, step.word("tap"), step.word("input"), step.word("choose"))
        if "file" in step.line:
            return FileSent(envelope, step.word("file"), self._blob(step), step.word("text"))
        return self._heard(envelope, step)

    def _heard(self, envelope: Envelope, step: Step) -> Incoming | None:
        """In a group the bot hears only what is addressed to it."""
        bot_name = self.house.store.read(lambda uow: self.house.offices.policy(uow, sample.ORG))[1].office.bot_name
        if envelope.group and f"@{bot_name}" not in step.word("say"):
            return None
        return Message(envelope, step.word("say"))

    def _account(self, step: Step) -> str:
        roster = self.house.store.read(lambda uow: self.house.offices.roster(uow, sample.ORG))
        wanted = step.word("from")
        found = [m.account for m in roster.members if wanted in (m.account, m.name)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise ScriptError(step.number, f"花名册里没有“{wanted}”，请写姓名或者账号")
        raise ScriptError(step.number, f"有{len(found)}位“{wanted}”，请改写账号：{'、'.join(found)}")

    def _group(self, step: Step) -> str:
        chat = step.word("chat")
        roster = self.house.store.read(lambda uow: self.house.offices.roster(uow, sample.ORG))
        if chat and chat not in {group.name for group in roster.groups}:
            names = "、".join(group.name for group in roster.groups)
            raise ScriptError(step.number, f"没有叫“{chat}”的群，可写：{names}")
        return chat

    def _card(self, step: Step, account: str) -> Shown:
        """The newest card that this person can see and that bears the button; else one that bore it once."""
        roster = self.house.store.read(lambda uow: self.house.offices.roster(uow, sample.ORG))
        groups = [g.name for g in roster.groups if account in roster.accounts_in(g)]
        found = self.house.store.read(lambda uow: cards.seen_by(uow, sample.ORG, [account, *groups]))
        about = step.word("on")
        able = [c for c in found if step.word("tap") in c.labels and about in ("", c.about)]
        if not able:
            which = f"关于 {about} 的" if about else ""
            raise ScriptError(step.number, f"{step.word('from')}看不到{which}带“{step.word('tap')}”按钮的卡片")
        return next((c for c in able if c.card.bears(step.word("tap"))), able[0])

    def _blob(self, step: Step) -> str:
        name = step.word("file")
        lies_there = self.files / name if self.files and name == Path(name).name else None
        data = lies_there.read_bytes() if lies_there and lies_there.is_file() else b""
        blob = blobs.Blob(name, "application/octet-stream", data)
        return self.house.store.write(lambda uow: blobs.put(uow, sample.ORG, blob, step.at))


def line_of(outgoing: Outgoing, at: datetime) -> dict[str, Any]:
    """One outgoing thing as a line of the scene's record."""
    line: dict[str, Any] = {
        "at": at.strftime("%Y-%m-%dT%H:%M"),
        "to": outgoing.to.name,
        "kind": outgoing.kind.value,
    }
    line |= _said(outgoing)
    if outgoing.about:
        line["about"] = outgoing.about
    if outgoing.card_id:
        line["card"] = outgoing.card_id
    return line


def _said(outgoing: Outgoing) -> dict[str, Any]:
    content = outgoing.content
    if isinstance(content, Text):
        return {"text": content.text}
    if isinstance(content, File):
        return {"title": content.name, "text": content.text}
    return _card_said(content)


def _card_said(card: Card) -> dict[str, Any]:
    said: dict[str, Any] = {"title": card.title, "text": card.text}
    if card.fields:
        said["fields"] = {f.label: f.value for f in card.fields}
    said["buttons"] = [button.label for button in card.buttons]
    if card.choice:
        said["choices"] = list(card.choice.options)
    if card.input:
        said["input"] = card.input.hint
    return said


def _parse(number: int, line: str) -> Step:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise ScriptError(number, f"不是一行JSON（第{error.colno}个字符处），请检查引号和逗号") from error
    except RecursionError as error:
        raise ScriptError(number, "括号套得太深，请检查这一行") from error
    if not isinstance(data, dict):
        raise ScriptError(number, '一行应当是一个JSON对象，例如 {"at": "2026-12-01T09:00"}')
    unknown = sorted(set(data) - _KEYS)
    if unknown:
        raise ScriptError(number, f"不认识的字段“{unknown[0]}”，可以写：{'、'.join(sorted(_KEYS))}")
    _check_shape(number, data)
    return Step(number, _moment(number, data.get("at")), data)


def _check_shape(number: int, data: Mapping[str, Any]) -> None:
    wrong = next((key for key in _WORDS if not isinstance(data.get(key, ""), str)), "")
    if wrong:
        raise ScriptError(number, f"“{wrong}”要写成带引号的文字")
    acts = [key for key in ("say", "tap", "file") if key in data]
    if acts and "from" not in data:
        raise ScriptError(number, f"有“{acts[0]}”就要写“from”是谁")
    if "from" in data and len(acts) != 1:
        raise ScriptError(number, "有“from”就要写“say”“tap”“file”中的一个")


def _moment(number: int, value: object) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise ScriptError(number, f"时间“{value}”不对，请写成 2026-12-01T09:00 的样子") from error
    if moment.year not in _YEARS:
        raise ScriptError(number, f"时间“{value}”的年份超出范围，可写{_YEARS[0]}至{_YEARS[-1]}年")
    return moment.replace(tzinfo=ZONE) if moment.tzinfo is None else moment.astimezone(ZONE)
