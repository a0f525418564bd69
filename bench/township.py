"""A sample township that lives: people ask, leaders decide, cars drive, the clock goes on; everything that leaves is
counted by who gets it, why, and of which kind. The chances come from a seed, so that a run can be repeated."""

from __future__ import annotations

import heapq
import itertools
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot import sample
from bot.house import House
from bot.play import ScriptError, Stage, Step
from handlers.engine.absence import DutySlot
from handlers.engine.people import Member, Role
from handlers.engine.roster import Roster
from storage import cards, duty, people, requests
from storage.instants import ZONE
from storage.store import Store

CLOCK, OTHERS, ANSWER = "定时发出", "别人办事带来", "答复本人"
Flow = Iterator[tuple[datetime, dict[str, Any]]]
"""What happens one after the other: when, and the line that `dzb play` would read."""

_ROLES = (
    ("主要领导", Role.PRINCIPAL),
    ("分管领导", Role.SUPERVISING_LEADER),
    ("党政办主任", Role.OFFICE_DIRECTOR),
    ("车辆调度员", Role.DISPATCHER),
    ("印章管理员", Role.SEAL_KEEPER),
    ("文书", Role.CLERK),
    ("驾驶员", Role.DRIVER),
    ("站所负责人", Role.UNIT_HEAD),
    ("村委会负责人", Role.VILLAGE_HEAD),
)
EVERYBODY_ELSE = "其他干部职工"
NAMES = (*(name for name, _ in _ROLES), EVERYBODY_ELSE)


def role_of(member: Member) -> str:
    """Under which name the messages of this person are counted."""
    return next((name for name, role in _ROLES if member.holds(role)), EVERYBODY_ELSE)


@dataclass(frozen=True)
class Sent:
    """One thing that left: when, to which account or group, of which kind, and for what cause."""

    day: date
    to: str
    kind: str
    cause: str
    words: str
    about: str


@dataclass
class Township:
    """The township from a day on. `staff` of more than its own people adds members to its units."""

    start: date
    seed: int = 1
    staff: int = 0
    sent: list[Sent] = field(default_factory=list)
    given_up: Counter[str] = field(default_factory=Counter)
    """Flows that came to nothing, by what they were about: a card that was not there any more."""
    _actor: str = ""
    _line: itertools.count[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        begin = datetime.combine(self.start, time(0, 1), ZONE)
        store = Store.open("sqlite://")
        sample.settle(store, begin)
        self._enlarge(store, begin)
        self.chance = random.Random(self.seed)
        self.stage = Stage(House(store), self, begin)  # type: ignore[arg-type]
        self.roster: Roster = store.read(lambda uow: people.load_roster(uow, sample.ORG))
        self.policy = store.read(lambda uow: self.stage.house.offices.policy(uow, sample.ORG))[1]
        self.groups = {group.name for group in self.roster.groups}
        self.roles = {m.account: role_of(m) for m in self.roster.members}

    # --- what `dzb play` would write is counted ---

    def write(self, text: str) -> int:
        """One line of the scene's record."""
        line = json.loads(text)
        cause = ANSWER if self._actor and line["to"] == self._actor else OTHERS if self._actor else CLOCK
        words = f"{line.get('title', '')} {line['text']}".strip()
        day = date.fromisoformat(line["at"][:10])
        self.sent.append(Sent(day, line["to"], line["kind"], cause, words, line.get("about", "")))
        return len(text)

    def flush(self) -> None:
        """Nothing is kept back."""

    # --- time goes on ---

    def live(self, until: date, flows_of: Any) -> None:
        """Every day until then (not included) with the flows that begin on it."""
        waiting: list[tuple[datetime, int, dict[str, Any], Flow]] = []
        day = self.start
        while day < until:
            for flow in flows_of(self, day):
                self._next(waiting, flow)
            midnight = datetime.combine(day + timedelta(days=1), time(0, 1), ZONE)
            while waiting and waiting[0][0] < midnight:
                at, _, line, flow = heapq.heappop(waiting)
                if self._act(at, line):
                    self._next(waiting, flow)
            self._act(midnight, {})
            day += timedelta(days=1)

    def _next(self, waiting: list[tuple[datetime, int, dict[str, Any], Flow]], flow: Flow) -> None:
        try:
            at, line = next(flow)
        except StopIteration:
            return
        heapq.heappush(waiting, (max(at, self.stage.now), next(self._line), line, flow))

    def _act(self, at: datetime, line: dict[str, Any]) -> bool:
        """Let time pass, then let somebody act. False where the card they meant is not there."""
        at = max(at, self.stage.now)
        self._actor = ""
        self.stage.play(Step(0, at, {"at": at.isoformat()}))
        if not line:
            return True
        self._actor = str(line["from"])
        try:
            self.stage.play(Step(0, at, {"at": at.isoformat(), **line}))
        except ScriptError:
            self.given_up[str(line.get("tap", "说话"))] += 1
            return False
        return True

    # --- what a flow may look at ---

    def filed_by(self, account: str, code: str) -> str:
        """The number of this person's newest request of a matter."""
        found = self.stage.house.store.read(lambda uow: requests.of_applicant(uow, sample.ORG, account))
        own = [r for r in found if r.matter == code]
        return max(own, key=lambda r: r.created_at).serial if own else ""

    def holders(self, serial: str) -> tuple[str, ...]:
        """With whom it is."""
        found = self.stage.house.store.read(lambda uow: requests.get(uow, sample.ORG, serial))
        return tuple(found.holders) if found else ()

    def form(self, serial: str) -> dict[str, Any]:
        """What the request says."""
        found = self.stage.house.store.read(lambda uow: requests.get(uow, sample.ORG, serial))
        return dict(found.form) if found else {}

    def shifts(self, day: date) -> tuple[DutySlot, ...]:
        """The duty shifts that begin on this day, in order."""
        since = datetime.combine(day, time(), ZONE)
        read = self.stage.house.store.read
        return read(lambda uow: duty.beginning(uow, sample.ORG, since, since + timedelta(days=1)))

    def buttons(self, account: str, serial: str) -> tuple[str, ...]:
        """What this person could tap about it now."""
        seen = self.stage.house.store.read(lambda uow: cards.seen_by(uow, sample.ORG, [account], 60))
        return next((tuple(b.label for b in s.card.buttons) for s in seen if s.about == serial and s.card.buttons), ())

    def newest(self, account: str, words: str) -> str:
        """The newest thing with these words that this person got."""
        return next((s.words for s in reversed(self.sent[-80:]) if s.to == account and words in s.words), "")

    def _enlarge(self, store: Store, at: datetime) -> None:
        roster = store.read(lambda uow: people.load_roster(uow, sample.ORG))
        units = [unit.name for unit in roster.units if unit.kind in ("内设机构", "站所")]
        missing = range(max(self.staff - len(roster.members), 0))
        roles, joined = frozenset[str](), date(2015, 7, 1)
        added = tuple(Member(f"more{n:02}", _name(n), units[n % len(units)], "科员", roles, joined) for n in missing)
        if added:
            grown = replace(roster, members=(*roster.members, *added))
            store.write(lambda uow: people.replace_roster(uow, sample.ORG, grown, at))


def _name(n: int) -> str:
    return "赵钱孙李周吴郑王"[n % 8] + "甲乙丙丁戊己庚辛"[n // 8 % 8] + "一二三四五六"[n // 64]
