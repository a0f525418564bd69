"""Every sentence and card of a tour through each matter, as people read it on WeCom, kept beside the test.

`python -m tests.channels.wecom.test_snapshots` writes them anew; what changed is then read in the diff.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot import play, sample
from bot.channels.card_words import as_words, words_of
from bot.channels.wecom.bot_door import as_markdown_text
from bot.channels.wecom.facts import APP_CARD, BOT_CARD
from bot.channels.wecom.render import Look, render
from bot.house import House
from handlers.engine.content import Card, Outgoing
from storage.instants import ZONE
from storage.store import Store
from tests.channels.wecom.fake.world import World
from tests.channels.wecom.tours import TOURS

FOLDER = Path(__file__).parent / "snapshots"
LOOKS = {"app": Look(APP_CARD, "小助手", "https://x.example/"), "bot": Look(BOT_CARD, "小助手", "https://x.example/")}
START = datetime(2026, 12, 1, 8, 50, tzinfo=ZONE)


class Recorder(play.Stage):
    """Plays a tour, and keeps what leaves as it is, not as a line."""

    left: list[Outgoing]

    def _drain(self) -> None:
        while batch := self.house.claim(self.now):
            for outgoing in batch:
                self.left.append(outgoing)
                self.house.sent(outgoing, f"tour-{outgoing.id}", self.now)


def toured(name: str) -> list[Outgoing]:
    """Everything that leaves on this tour."""
    store = Store.open("sqlite://")
    sample.settle(store, START)
    stage = Recorder(House(store, jobs=()), io.StringIO(), START)
    stage.left = []
    for number, step in enumerate(TOURS[name], start=1):
        at = START + timedelta(minutes=number)
        stage.play(play.Step(number, at, {"at": at.isoformat(), **step}))
    store.close()
    return stage.left


def shown(outgoing: Outgoing) -> Iterator[str]:
    """What people read of it, by each door where the doors differ."""
    head = f"=== {outgoing.to.name} {outgoing.kind.value} {outgoing.about}".rstrip()
    if not isinstance(outgoing.content, Card):
        return (yield f"{head}\n{as_markdown_text(words_of(outgoing))}")
    drawn = {door: card_lines(render(outgoing.content, outgoing.about, look)) for door, look in LOOKS.items()}
    if drawn["app"] == drawn["bot"]:
        yield f"{head}\n{drawn['app']}"
    else:
        yield from (f"{head} ({door})\n{words}" for door, words in drawn.items())
    if outgoing.content.buttons:
        yield f"--- in words: {as_words(outgoing.content, outgoing.about).splitlines()[-1]}"
    return None


def card_lines(drawn: dict[str, Any]) -> str:
    """A template card, line by line, as it is read."""
    lines = [f"【{drawn['main_title']['title']}】", drawn.get("sub_title_text", "")]
    lines.append(drawn.get("quote_area", {}).get("quote_text", ""))
    lines += [f"{row['keyname']}：{row['value']}" for row in drawn.get("horizontal_content_list", [])]
    selection = drawn.get("button_selection")
    if selection:
        options = " / ".join(option["text"] for option in selection["option_list"])
        lines.append(f"{selection['title']}：<{options}>")
    buttons = [*drawn.get("button_list", []), *drawn.get("action_menu", {}).get("action_list", [])]
    lines.append(" ".join(f"[{button['text']}]" for button in buttons))
    return "\n".join(line for line in lines if line)


def snapshot(name: str) -> str:
    """The whole tour as one text."""
    return "\n".join(line for outgoing in toured(name) for line in shown(outgoing)) + "\n"


@pytest.mark.parametrize("name", TOURS)
def test_every_sentence_is_as_it_was_read_last(name: str) -> None:
    kept = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    assert snapshot(name) == kept, "if it is meant: python -m tests.channels.wecom.test_snapshots"


@pytest.mark.parametrize("name", TOURS)
def test_every_card_is_taken_by_the_platform_at_either_door(name: str) -> None:
    world = World()
    for outgoing in toured(name):
        if isinstance(outgoing.content, Card):
            for door, look in LOOKS.items():
                world.check_card(render(outgoing.content, outgoing.about, look) | {"task_id": "K1_1_a"}, door)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for tour in TOURS:
        (FOLDER / f"{tour}.txt").write_text(snapshot(tour), encoding="utf-8")
        sys.stdout.write(f"{tour}\n")
