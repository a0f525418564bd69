"""A scene for tests: people write and tap, time passes, and every message that went out must have been expected."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot import play, sample
from bot.house import House
from bot.offices import Offices
from handlers.engine.facts import Facts
from handlers.engine.request import Request
from schedules.engine import Job
from schedules.register import JOBS
from storage import duty, ledgers, people, policies, requests
from storage import tables as schema_tables
from storage.instants import ZONE
from storage.store import Store
from storage.unit_of_work import UnitOfWork

EVERYBODY = "青禾乡干部职工大群"
START = "2026-12-01T08:50"  # a Tuesday
DECIDE = ["同意", "驳回", "转办", "加签", "退回"]
POLICY = sample.FOLDER / "policy.toml"


_OF_THE_CALENDAR = frozenset(
    (
        "gathering_question",
        "agenda_call",
        "meeting_reminder",
        "presenter_reminder",
        "study_reminder_day_before",
        "study_reminder",
        "roll_list",
        "roll_unclosed",
        "morning_digest",
        "quarter_notice",
        "period_sheets",
        "year_points",
        "duty_reminder",
        "duty_take_over",
        "duty_ladder",
        "attendance_sheet",
        "attendance_publication",
    )
)
"""Names of the duties that send something in every week of the year."""

FOLLOWING_UP: Sequence[Job] = tuple(job for job in JOBS if job.name not in _OF_THE_CALENDAR)
"""The duties that only follow from what people did; those that come with the calendar have scenes of their own."""


@dataclass(frozen=True)
class Sent:
    """One thing that went out, as `dzb play` writes it."""

    at: str
    to: str
    kind: str
    text: str
    title: str = ""
    about: str = ""
    card: str = ""
    input: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    buttons: Sequence[str] = ()
    choices: Sequence[str] = ()

    @property
    def words(self) -> str:
        """Everything that can be read on it."""
        lines = [self.title, self.text, *(f"{label}：{value}" for label, value in self.fields.items())]
        return "\n".join(line for line in lines if line)

    def __str__(self) -> str:
        buttons = f" [{' '.join(self.buttons)}]" if self.buttons else ""
        return f"{self.at[5:]} {self.kind} → {self.to}: {self.words}{buttons}"


@dataclass
class Stage:
    """The sample township during a test. Whoever acts is named as in the script: by name, or by account.

    `jobs` are the recurring duties that fire; a scene about one regulation is left alone by the others'.
    """

    store: Store
    start: str = START
    offices: Offices = field(default_factory=Offices)
    jobs: Sequence[Job] = JOBS
    record: list[Sent] = field(default_factory=list)
    left: list[Sent] = field(default_factory=list)
    platform_down: bool = False
    """Whether the platform takes nothing just now (heeded by `look`)."""

    def __post_init__(self) -> None:
        at = _moment(self.start)
        sample.settle(self.store, at)
        self._out = io.StringIO()
        self._play = play.Stage(House(self.store, self.offices, jobs=self.jobs), self._out, at)
        self._lines = 0

    @property
    def now(self) -> datetime:
        """What the office's clock shows."""
        return self._play.now

    # --- what people do -----------------------------------------------------------------------------------------------

    def say(self, who: str, words: str, chat: str = "") -> None:
        """Somebody writes, in the single chat or in a group; a minute after whatever was before."""
        self._act({"from": who, "say": words} | ({"chat": chat} if chat else {}))

    def tap(self, who: str, button: str, on: str = "", input: str = "", choose: str = "") -> None:
        """Somebody taps a button, on the newest card that they can see and that bears it."""
        line = {"from": who, "tap": button, "on": on, "input": input, "choose": choose}
        self._act({key: value for key, value in line.items() if value})

    def send_file(self, who: str, name: str, text: str = "") -> None:
        """Somebody sends a file."""
        self._act({"from": who, "file": name, "text": text})

    def has_files(self, folder: Path) -> None:
        """What is sent from now on has the content of the file of that name in this folder."""
        self._play.files = folder

    def again(self) -> None:
        """The platform delivers the last incoming thing once more."""
        self._act({"redeliver": True})

    def restart(self) -> None:
        """The process ends and starts again; only what lies in the store is left."""
        self.offices = Offices()
        self._play.house = House(self.store, self.offices, jobs=self.jobs)

    def wait_until(self, moment: str) -> None:
        """Time passes; whatever is due fires."""
        self._act({}, _moment(moment))

    def look(self, at: datetime) -> None:
        """The program looks at its clock, which it may not have done for long; then whatever may leave does."""
        self._play.house.look(sample.ORG, at)
        self._play.now = at
        if not self.platform_down:
            self._act({}, at)

    def change_policy(self, old: str, new: str) -> None:
        """The office writes something else into its policy; what is asked for from now on is decided by it."""
        text = self.policy_text()
        assert text.count(old) == 1, f"{old!r} is not once in the policy"
        self.store.write(lambda uow: policies.adopt(uow, sample.ORG, text.replace(old, new), "chenj", self.now))

    def without_stand_in(self, account: str) -> None:
        """The office takes somebody's stand-ins off its list."""
        roster = self.store.read(lambda uow: people.load_roster(uow, sample.ORG))
        stand_ins = {who: others for who, others in roster.stand_ins.items() if who != account}
        changed = replace(roster, stand_ins=stand_ins)
        self.store.write(lambda uow: people.replace_roster(uow, sample.ORG, changed, self.now))

    def without_duty(self, account: str) -> None:
        """Others have taken this person's duty shifts: a leave of theirs runs into none."""

        def cover(uow: UnitOfWork) -> None:
            for slot in duty.of_member(uow, sample.ORG, account, self.now):
                leads = slot.leader == account
                others = ("zhaom", "zhangy") if leads else ("caoy", "weif")
                duty.hand(uow, sample.ORG, slot, next(o for o in others if o != account), leads)

        self.store.write(cover)

    # --- what they received -------------------------------------------------------------------------------------------

    def expect(
        self,
        to: str,
        kind: str,
        *words: str,
        about: str | None = None,
        buttons: Iterable[str] | None = None,
        fields: Mapping[str, str] | None = None,
        without: Iterable[str] = (),
    ) -> Sent:
        """The first unexpected thing of this kind to this receiver, with these words on it; it is expected now."""
        found = next((sent for sent in self.left if (sent.to, sent.kind) == (to, kind)), None)
        assert found is not None, f"nothing of kind {kind} went to {to}; left are:\n{self._listing()}"
        missing = [word for word in words if word not in found.words]
        assert not missing, f"{missing} is not said in\n{found}\nleft are:\n{self._listing()}"
        said = [word for word in without if word in found.words]
        assert not said, f"{said} must not be said in\n{found}"
        if about is not None:
            assert found.about == about, found
        if buttons is not None:
            assert list(found.buttons) == list(buttons), found
        for label, value in (fields or {}).items():
            assert found.fields.get(label) == value, f"{label}: {found.fields.get(label)!r} on\n{found}"
        self.left.remove(found)
        return found

    def expect_nothing_else(self) -> None:
        """Whatever went out by now was expected."""
        assert not self.left, f"nobody expected:\n{self._listing()}"

    def forget(self) -> None:
        """What went out so far is another test's business."""
        self.left.clear()

    def _listing(self) -> str:
        return "\n".join(str(sent) for sent in self.left) or "(nothing)"

    # --- whole passages that many scenes share ------------------------------------------------------------------------

    def file(self, who: str, words: str, decider: str, informed: str = "") -> str:
        """A leave asked for in one sentence and submitted; the decider has a card. Gives the number."""
        self.say(who, words)
        me = self.account(who)
        self.expect(me, "card", "请核对", buttons=["提交", "修改", "取消"])
        self.expect_nothing_else()
        return self.submit(who, decider, informed)

    def submit(self, who: str, decider: str, informed: str = "") -> str:
        """The check card that is out is submitted; the decider has a card. Gives the number."""
        self.tap(who, "提交")
        serial = self.expect(self.account(who), "update", "已提交", buttons=["撤回", "催办"]).about
        self.expect(decider, "card", "请您审批", about=serial, buttons=DECIDE)
        if informed:
            self.expect(informed, "card", "告知您", about=serial, buttons=["写意见"])
        self.expect_nothing_else()
        return serial

    def approve(self, who: str, serial: str, applicant: str, informed: str = "") -> None:
        """The decider taps 同意: both cards are repainted, and the applicant is told."""
        self.tap(who, "同意", on=serial)
        for account in (applicant, self.account(who), *([informed] if informed else [])):
            self.expect(account, "update", "已同意", about=serial)
        self.expect(applicant, "text", "已同意", about=serial)
        self.expect_nothing_else()

    # --- what stands in the books -------------------------------------------------------------------------------------

    def request(self, serial: str) -> Request:
        """The request as the store has it."""
        found = self.store.read(lambda uow: requests.get(uow, sample.ORG, serial))
        assert found is not None, f"there is no {serial}"
        return found

    def state(self, serial: str) -> str:
        """Where it stands, in people's words."""
        return self.request(serial).state.value

    def facts(self, about: str = "") -> Facts:
        """The office as a rule would be handed it now."""
        return self.store.read(lambda uow: self.offices.facts(uow, sample.ORG, self.now, about))

    def book(self, serial: str, name: str = "请假台账") -> list[str]:
        """What happened to this number by the ledger, in order."""
        rows = self.store.read(lambda uow: ledgers.read(uow, sample.ORG, name))
        return [row.event for row in rows if row.serial == serial]

    def went_out(self, *kinds: str) -> int:
        """How many things of these kinds went out since the scene began."""
        return sum(1 for sent in self.record if sent.kind in kinds)

    def everything_stored(self) -> str:
        """Every row of every table, as text: to look for what must not be there."""
        tables = schema_tables.metadata.sorted_tables
        rows = self.store.read(lambda uow: [uow.connection.execute(select(table)).all() for table in tables])
        return repr(rows)

    def account(self, who: str) -> str:
        """The account of whoever is called so."""
        roster = self.store.read(lambda uow: people.load_roster(uow, sample.ORG))
        return next(m.account for m in roster.members if who in (m.account, m.name))

    def policy_text(self) -> str:
        """The policy that is in force."""
        adopted = self.store.read(lambda uow: policies.current(uow, sample.ORG))
        return adopted.text if adopted else ""

    # ------------------------------------------------------------------------------------------------------------------

    def _act(self, line: dict[str, Any], at: datetime | None = None) -> None:
        self._lines += 1
        moment = at or self.now + timedelta(minutes=1)
        self._play.play(play.Step(self._lines, moment, {"at": moment.isoformat(), **line}))
        self._collect()

    def _collect(self) -> None:
        written = self._out.getvalue()
        self._out.seek(0)
        self._out.truncate()
        new = [Sent(**json.loads(line)) for line in written.splitlines()]
        self.record += new
        self.left += new


def _moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZONE)
