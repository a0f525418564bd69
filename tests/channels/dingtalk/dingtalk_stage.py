"""The stage of the scenes with DingTalk between: what people do goes through the fake, what they see is read off it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot import play, sample
from bot.channels.dingtalk.channel import DingTalkChannel
from bot.channels.dingtalk.settings import DingTalkSettings
from bot.house import House
from bot.incoming import FileSent, Incoming, Message, Tap
from bot.router import Router
from handlers.engine.content import Card, File, Outgoing, OutgoingKind
from storage import people, platform_cards
from storage.store import Store
from tests.channels.dingtalk.looks import buttons_of, card_as_seen, lines_of, options_of, plain, words_on
from tests.channels.dingtalk.platform import DingTalk
from tests.channels.scene_stage import Loop, PlatformStage, SceneClock, SceneService

CALLED = "@小助手"


@dataclass
class Town:
    """The channel of one scene, and the fake before it."""

    dingtalk: DingTalk
    loop: Loop
    store: Store
    settings: DingTalkSettings
    house: House
    clock: SceneClock = field(default_factory=SceneClock)
    last: dict[str, Any] = field(default_factory=dict)
    decided_in_words: bool = False

    def open(self) -> None:
        """Set up the world and connect."""
        self.service = SceneService(self.house, self.clock)
        self.loop.run(self._open())

    def close(self) -> None:
        """Go away."""
        self.loop.run(self.channel.close())

    async def _open(self) -> None:
        roster = self.store.read(lambda uow: people.load_roster(uow, sample.ORG))
        names = {member.account: member.name for member in roster.members}
        await asyncio.to_thread(self.dingtalk.set_up, list(names), names=names)
        self.channel = DingTalkChannel(self.service, self.store, sample.ORG, self.settings, "小助手")
        await self.channel.start()
        async with asyncio.timeout(5):
            while self.channel.stream_state != "connected":
                await asyncio.sleep(0.01)

    # --- what people do -----------------------------------------------------------------------------------------------

    def act(self, incoming: Incoming) -> None:
        """Do on the platform what the scene's line says. What does not call the robot in a group never reaches us."""
        user, group = incoming.envelope.sender, self._group(incoming.envelope.group)
        if isinstance(incoming, Message):
            if not group:
                self._do("say", user=user, text=incoming.text)
            elif CALLED in incoming.text:
                self._do("say", user=user, text=incoming.text.replace(CALLED, "", 1).strip(), **group)
        elif isinstance(incoming, Tap):
            self._tap(incoming, user)
        else:
            assert isinstance(incoming, FileSent)
            if incoming.text:
                self._do("say", user=user, text=incoming.text)
            self._do("file", user=user, name=incoming.name)

    def again(self) -> None:
        """The platform delivers the last thing once more."""
        self._do(**(self.last | {"again": True, "stale": True}))

    def _tap(self, tap: Tap, user: str) -> None:
        about = self.store.read(lambda uow: play.cards.get(uow, sample.ORG, tap.card_id))
        assert about
        owner = self.loop.run(self.channel._names.chat_id(about.receiver)) if about.is_group else about.receiver
        posted = self.store.read(lambda uow: platform_cards.newest(uow, sample.ORG, "dingtalk", tap.card_id, owner))
        assert posted, f"{owner} has no card {tap.card_id}"
        params: dict[str, Any] = {"action": tap.button} | ({"input": tap.input} if tap.input else {})
        if tap.choice:
            drawn = card_as_seen(self.dingtalk.ask("seen")["cards"][posted.task], owner)
            options = options_of(drawn)
            said = tap.choice.split()[0]
            index = next(n for n, option in enumerate(options) if option.split()[0] == said)
            params |= {"choice": {"index": index}, "version": drawn["version"]}
        self._do("tap", user=user, track=posted.task, params=params, stale=True)

    def _do(self, path: str, **said: Any) -> None:
        self.last = {"path": path, **said}
        self.service.taken.clear()
        answer = self.dingtalk.ask(path, **said)
        assert "error" not in answer, answer
        assert answer["pushed"], answer
        assert len(answer["acks"]) == 1, answer
        assert self.service.taken.wait(5), "nothing was taken in"

    def _group(self, name: str) -> dict[str, str]:
        return {"group": self.loop.run(self.channel._names.chat_id(name))} if name else {}

    # --- what they see ------------------------------------------------------------------------------------------------

    def deliver(self, outgoing: Outgoing) -> dict[str, Any]:
        """Deliver one thing; what people see of it now."""
        before = len(self.dingtalk.ask("seen")["seen"])
        self.loop.run(Router(self.store, {"dingtalk": self.channel}).deliver(outgoing))
        told = self.dingtalk.ask("seen", after=before)
        assert told["refused"] == [], told["refused"]
        assert told["dropped"] == 0
        return self._line(told, outgoing)

    def _line(self, told: Mapping[str, Any], outgoing: Outgoing) -> dict[str, Any]:
        """What people see of one thing, as a line of the scene's record. Whoever tapped has seen it at once."""
        line: dict[str, Any] = {"to": outgoing.to.name, "kind": outgoing.kind.value, "about": outgoing.about}
        line["card"] = outgoing.card_id
        content, seen = outgoing.content, told["seen"]
        if isinstance(content, Card) and self.settings.card_template_id:
            card = next(card for track, card in told["cards"].items() if track.startswith(f"{outgoing.card_id}_"))
            if outgoing.kind is OutgoingKind.CARD:
                assert seen, f"nobody sees anything of {outgoing}"
            return line | _card_line(card_as_seen(card, outgoing.to.name), content)
        assert seen, f"nobody sees anything of {outgoing}"
        files = [thing for thing in seen if thing["kind"] == "file"]
        texts = "\n".join(words_on(thing) for thing in seen if thing["kind"] not in ("file", "recall"))
        if isinstance(content, File) and files:
            return line | {"title": files[0]["text"], "text": texts}
        return line | {"text": texts}


def _card_line(drawn: dict[str, str], meant: Card) -> dict[str, Any]:
    found = (part.partition("：") for part in lines_of(drawn))
    line: dict[str, Any] = {
        "title": drawn["title"],
        "text": plain(drawn["text"]),
        "fields": {label: value.removesuffix("（已改）") for label, colon, value in found if colon},
        "buttons": buttons_of(drawn),
        "choices": options_of(drawn),
    }
    if drawn["has_input"] == "true":
        line["input"] = drawn["hint"]
    return line


class DingTalkStage(PlatformStage):
    """The sample township on DingTalk during a test."""

    dingtalk: DingTalk
    loop: Loop
    settings: DingTalkSettings

    def open_town(self, house: House, clock: SceneClock) -> Town:
        """The township on DingTalk."""
        return Town(self.dingtalk, self.loop, self.store, self.settings, house, clock)
