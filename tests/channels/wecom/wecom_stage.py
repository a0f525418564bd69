"""The stage of the scenes with WeCom between: what people do goes through the fake, what they see is read off it.

A record says what was to leave (kind, about) and what people see of it (words, rows, buttons, as the fake shows them).
Where the platform has no text field, people write what they would have filled in.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from bot import play, sample
from bot.channels.wecom.channel import WeComChannel
from bot.clock import real_time
from bot.house import House
from bot.incoming import FileSent, Incoming, Message, Tap
from bot.router import Router
from handlers.engine.content import Card, File, Outgoing
from storage import people, platform_cards, platform_chats
from storage.store import Store
from tests.channels.scene_stage import Loop, PlatformStage, SceneClock, SceneService
from tests.channels.wecom.house import words_on
from tests.channels.wecom.platform import EVERYBODY_ID, LEADERS_ID, OFFICE_ID, Parts, Platform

GROUP_IDS = (EVERYBODY_ID, OFFICE_ID, LEADERS_ID)


@dataclass
class Town:
    """The channel of one scene, and the fake before it."""

    platform: Platform
    loop: Loop
    store: Store
    parts: Parts
    house: House
    clock: SceneClock = field(default_factory=SceneClock)
    last: dict[str, Any] = field(default_factory=dict)

    def open(self) -> None:
        """Listen, set up the world, connect; everybody has spoken to the bot once."""
        self.service = SceneService(self.house, self.clock)
        self.loop.run(self._open())

    def close(self) -> None:
        """Go away."""
        self.loop.run(self._close())

    async def _open(self) -> None:
        roster = self.store.read(lambda uow: people.load_roster(uow, sample.ORG))
        users = [member.account for member in roster.members]
        pages = web.Application()
        settings = self.platform.settings(self.parts)
        self.channel = WeComChannel(self.service, self.store, sample.ORG, settings, "小助手")
        self.channel.mount(pages)
        self.runner = web.AppRunner(pages)
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", 0)
        await site.start()
        port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        await asyncio.to_thread(self.platform.set_up, self.parts, users, f"http://127.0.0.1:{port}")
        self.platform.ask("activate", places=[*users, *GROUP_IDS])
        self._everybody_spoke(users)
        await self.channel.start()
        async with asyncio.timeout(5):
            while self.parts.line and self.channel.bot_state != "connected":
                await asyncio.sleep(0.01)

    def _everybody_spoke(self, users: list[str]) -> None:
        at, door = real_time(), "app" if self.parts.app else "bot"

        def heard(uow: Any) -> None:
            for user in users:
                platform_chats.heard(uow, sample.ORG, "wecom", door, user, False, at)
            for group in GROUP_IDS:
                platform_chats.heard(uow, sample.ORG, "wecom", "bot", group, True, at)

        self.store.write(heard)

    async def _close(self) -> None:
        await self.channel.close()
        await self.runner.cleanup()

    # --- what people do -----------------------------------------------------------------------------------------------

    def act(self, incoming: Incoming) -> None:
        """Do on the platform what the scene's line says."""
        self.decided_in_words = False
        envelope, door = incoming.envelope, "app" if self.parts.app else "bot"
        user = envelope.sender
        if isinstance(incoming, Message):
            group = self._group_id(envelope.group)
            self._do("say", door="bot" if group else door, user=user, text=incoming.text, **group)
        elif isinstance(incoming, Tap):
            self._tap(incoming, user, door)
        else:
            assert isinstance(incoming, FileSent)
            if incoming.text:
                self._do("say", door=door, user=user, text=incoming.text)
            self._do("file", door="bot", user=user, name=incoming.name)

    def again(self) -> None:
        """The platform delivers the last thing once more."""
        self._do(**(self.last | {"again": True, "stale": True}))

    decided_in_words: bool = False

    def _tap(self, tap: Tap, user: str, door: str) -> None:
        about = self.store.read(lambda uow: play.cards.get(uow, sample.ORG, tap.card_id))
        assert about
        if tap.input:
            self.decided_in_words = tap.button in ("同意", "驳回")
            words = " ".join(
                part for part in (tap.button.removeprefix("写"), about.about, tap.choice, tap.input) if part
            )
            return self._do("say", door=door, user=user, text=words)
        owner = about.receiver
        posted = self.store.read(lambda uow: platform_cards.newest(uow, sample.ORG, "wecom", tap.card_id, owner))
        assert posted, f"{owner} has no card {tap.card_id}"
        choices = {"choices": [tap.choice]} if tap.choice else {}
        return self._do("tap", user=user, task=posted.task, key=tap.button, card_of=owner, stale=True, **choices)

    def _do(self, path: str, **said: Any) -> None:
        self.last = {"path": path, **said}
        self.service.taken.clear()
        answer = self.platform.ask(path, **{key: value for key, value in said.items() if value is not None})
        assert "error" not in answer, answer
        assert answer.get("statuses", [200]) == [200], answer
        assert self.service.taken.wait(5), "nothing was taken in"

    def _group_id(self, name: str) -> dict[str, str]:
        if not name:
            return {}
        return {"group": self.loop.run(self.channel._names.chat_id(name))}

    # --- what they see ------------------------------------------------------------------------------------------------

    def deliver(self, outgoing: Outgoing) -> dict[str, Any]:
        """Deliver one thing; what people see of it now."""
        before = len(self.platform.ask("seen")["seen"])
        router = Router(self.store, {"wecom": self.channel})
        self.loop.run(router.deliver(outgoing))
        told = self.platform.ask("seen", after=before)
        assert told["refused"] == [], told["refused"]
        assert told["dropped"] == 0
        return seen_line(told["seen"], outgoing)


class WeComStage(PlatformStage):
    """The sample township on WeCom during a test."""

    platform: Platform
    loop: Loop
    parts: Parts

    def open_town(self, house: House, clock: SceneClock) -> Town:
        """The township on WeCom."""
        return Town(self.platform, self.loop, self.store, self.parts, house, clock)


def seen_line(seen: list[dict[str, Any]], outgoing: Outgoing) -> dict[str, Any]:
    """What people see of one thing, as a line of the scene's record."""
    assert seen, f"nobody sees anything of {outgoing}"
    line: dict[str, Any] = {"to": outgoing.to.name, "kind": outgoing.kind.value, "about": outgoing.about}
    line["card"] = outgoing.card_id
    files = [thing for thing in seen if thing["kind"] == "file"]
    texts = "\n".join(words_on(thing) for thing in seen if "text" in thing and thing["kind"] != "file")
    if isinstance(outgoing.content, File) and files:
        return line | {"title": files[0]["text"], "text": texts}
    if "card" not in seen[-1] and isinstance(outgoing.content, Card):
        return line | _words_line(texts)
    if "card" not in seen[-1]:
        return line | {"text": texts}
    return line | _card_line(seen[-1]["card"], outgoing.content)


def _words_line(texts: str) -> dict[str, Any]:
    """A card that people got in words."""
    title, *rest = texts.split("\n")
    return {"title": title, "text": "\n".join(rest), "fields": _fields(rest)}


def _fields(lines: list[str]) -> dict[str, str]:
    found = (line.partition("：") for line in lines)
    return {label: value.removesuffix("（已改）") for label, colon, value in found if colon}


def _card_line(card: dict[str, Any], meant: Any) -> dict[str, Any]:
    words, _, hint = card.get("sub_title_text", "").partition("\n要写意见的，请直接回复")
    buttons = [*card.get("button_list", []), *card.get("action_menu", {}).get("action_list", [])]
    rows = [f"{row['keyname']}：{row['value']}" for row in card.get("horizontal_content_list", [])]
    line = {
        "title": card["main_title"]["title"],
        "text": words,
        "fields": _fields([*rows, *card.get("quote_area", {}).get("quote_text", "").split("\n")]),
        "buttons": [button["key"] for button in buttons],
        "choices": [option["id"] for option in card.get("button_selection", {}).get("option_list", [])],
    }
    if hint and isinstance(meant, Card) and meant.input:
        line["input"] = meant.input.hint
    return line
