"""Scores readings against gold, exactly: intent, slots, dates, whole messages.

    python tests/language/scorer.py FILE.jsonl ...  [--show]  [--summary]

`--show` prints every message that is not perfect; without it only the figures.
"""

from __future__ import annotations

import json
import re
import sys
import time
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.language import Reader
from bot.language.lexicon import Lexicon
from handlers.engine.calendar import Calendar

ROWS: dict[str, str] = {
    "leave": "leave_type start start_part end end_part days hours reason person",
    "leave_cancel": "number start start_part end end_part leave_type",
    "leave_return": "number date date_part leave_type person",
    "vehicle": "depart depart_part return return_part destination passengers persons purpose vehicle driver",
    "seal": "seal document copies carry_out destination date date_part",
    "info": "title body category urgent",
    "outing": "start start_part end end_part destination purpose persons",
    "signin": "person",
    "duty_query": "date date_part start end person role",
    "status_query": "matter number date date_part person",
    "balance_query": "leave_type person",
    "approve_text": "number person comment",
    "reject_text": "number person comment",
    "supplies": "items",
    "print": "mode document copies pages duplex color",
    "reception": "date date_part end guests people lodging",
    "purchase": "items amount",
    "repair": "item problem place",
    "loan": "action amount purpose number",
    "archive_borrow": "action document return",
    "doc_receive": "from doc_no document copies urgent deadline",
    "supervise": "item assignee deadline",
    "minutes": "meeting date date_part",
    "help": "",
    "none": "",
}
TIMES = frozenset(
    f"{name}{part}" for name in ("start", "end", "depart", "return", "date") for part in ("", "_part")
) | {"deadline", "days", "hours"}
_LEADING = re.compile(r"^(?:因为|去|到|要)+")
_TRAILING = re.compile(r"(?:了|的|吧|呢|啊|呀|哈|嘛|哦)+$")


def canonical(value: Any) -> Any:
    """A value as it is compared: text without blanks, punctuation, leading and trailing words, width and case."""
    if isinstance(value, list):
        return [canonical(one) for one in value]
    if isinstance(value, dict):
        return {key: canonical(one) for key, one in value.items()}
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).lower()
        text = "".join(c for c in text if unicodedata.category(c)[0] not in "PZSC")
        return _TRAILING.sub("", _LEADING.sub("", text)) or text
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def same(slot: str, got: Any, right: Any) -> bool:
    """Whether two values are the same; one thing and a list of it are."""
    a, b = canonical(got), canonical(right)
    if isinstance(a, list) != isinstance(b, list):
        a, b = (a if isinstance(a, list) else [a]), (b if isinstance(b, list) else [b])
    if slot == "persons" and isinstance(a, list):
        return sorted(map(str, a)) == sorted(map(str, b))
    return bool(a == b)


@dataclass
class Tally:
    """What was right, over all messages."""

    messages: int = 0
    intents: int = 0
    chatter: int = 0
    chatter_left: int = 0
    dated: int = 0
    dates_right: int = 0
    hits: int = 0
    given: int = 0
    wanted: int = 0
    perfect: int = 0
    swapped: int = 0
    micros: list[float] = field(default_factory=list)
    by_intent: dict[str, list[int]] = field(default_factory=dict)

    def lines(self) -> Iterable[str]:
        def share(part: int, whole: int) -> str:
            return f"{part}/{whole} = {100 * part / whole:.1f} %" if whole else "-"

        yield f"intent            {share(self.intents, self.messages)}"
        yield f"chatter left      {share(self.chatter_left, self.chatter)}"
        yield f"dates all exact   {share(self.dates_right, self.dated)}"
        f1 = 2 * self.hits / (self.given + self.wanted) if self.given + self.wanted else 1.0
        yield f"slots F1          {f1:.3f}"
        yield f"perfect           {share(self.perfect, self.messages)}"
        yield f"approve/reject swapped {self.swapped}"
        times = sorted(self.micros)
        if times:
            yield f"micros median {times[len(times) // 2]:.0f}, p99 {times[int(len(times) * 0.99)]:.0f}"
        weak = {k: v for k, v in self.by_intent.items() if v[1] < v[0]}
        yield "imperfect by intent: " + ", ".join(f"{k} {v[0] - v[1]}/{v[0]}" for k, v in sorted(weak.items()))


def faults(gold: Mapping[str, Any], intent: str, slots: Mapping[str, Any], tally: Tally) -> tuple[list[str], bool]:
    """Slots of one request that are wrong, missing or too many; and whether its times are all exact."""
    listed = ROWS[gold["intent"]].split()
    free = set(gold.get("free", ()))
    wrong: list[str] = []
    times_right = intent == gold["intent"]
    for slot in listed:
        if slot in free:
            continue
        right, got = gold["slots"].get(slot), slots.get(slot) if intent == gold["intent"] else None
        tally.wanted += right is not None
        tally.given += got is not None
        values = [right, *gold.get("alts", {}).get(slot, ())]
        if got is not None and any(v is not None and same(slot, got, v) for v in values):
            tally.hits += 1
        elif not (got is None and None in values):
            wrong.append(f"{slot}: {got!r} for {right!r}")
            times_right = times_right and slot not in TIMES
    return wrong, times_right


def score(messages: Iterable[Mapping[str, Any]], reader: Reader, show: bool = False) -> Tally:
    """Reads every message and compares."""
    tally = Tally()
    for gold in messages:
        begun = time.perf_counter()
        read = reader.understand(gold["text"], datetime.fromisoformat(gold["now"]), gold["chat"])
        tally.micros.append((time.perf_counter() - begun) * 1e6)
        _score_one(gold, read, tally, show)
    return tally


def _score_one(gold: Mapping[str, Any], read: Any, tally: Tally, show: bool) -> None:
    wrong, times_right = faults(gold, read.intent, read.slots, tally)
    if read.intent != gold["intent"]:
        wrong.insert(0, f"intent: {read.intent} for {gold['intent']}")
    wanted, got = gold.get("also", []), list(read.also)
    if [a["intent"] for a in wanted] != [a.intent for a in got]:
        wrong.append(f"also: {[(a.intent, dict(a.slots)) for a in got]} for {wanted}")
    else:
        for one, two in zip(wanted, got, strict=True):
            more, fine = faults(one, two.intent, two.slots, tally)
            wrong.extend(f"also {fault}" for fault in more)
            times_right = times_right and fine
    tally.messages += 1
    tally.intents += read.intent == gold["intent"]
    if gold["intent"] == "none":
        tally.chatter += 1
        tally.chatter_left += read.intent == "none"
    tally.swapped += {read.intent, gold["intent"]} == {"approve_text", "reject_text"}
    if TIMES & set(gold["slots"]):
        tally.dated += 1
        tally.dates_right += times_right
    counts = tally.by_intent.setdefault(gold["intent"], [0, 0])
    counts[0] += 1
    counts[1] += not wrong
    tally.perfect += not wrong
    if show and wrong:
        print(f"{gold['id']} [{gold['intent']}] {gold['now']} {gold['text']}")  # noqa: T201 - a command
        for fault in wrong:
            print("      ", fault)  # noqa: T201 - a command


def load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def main(arguments: list[str]) -> None:
    reader = Reader(Lexicon.from_folder(Path(__file__).parents[2] / "bot" / "sample_township"), Calendar())
    files = [Path(argument) for argument in arguments if not argument.startswith("--")]
    for path in files:
        messages = load(path)
        if "--only" in arguments:
            pass
        tally = score(messages, reader, show="--show" in arguments)
        print(f"== {path.name}: {tally.messages} messages")  # noqa: T201 - a command
        print("\n".join(tally.lines()))  # noqa: T201 - a command


if __name__ == "__main__":
    main(sys.argv[1:])
