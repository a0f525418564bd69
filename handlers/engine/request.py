"""A request: its route, its record, and where it stands. What can be done to it stands in moves.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

OWED, GIVEN = "owed", "given"
"""Whether the paper behind an oral approval is still to come; `form["slip"]` says so where there was one."""


class State(StrEnum):
    """Where a request stands, as people are told it."""

    WAITING = "审批中"
    APPROVED = "已同意"
    REJECTED = "未同意"
    WITHDRAWN = "已撤回"
    RECORDED = "已备案"
    ANNULLING = "撤销待批"
    ANNULLED = "已撤销"
    FINISHED = "已办结"
    DENIED = "口头批准被否认"


class Verdict(StrEnum):
    """What somebody did to a request, as the record names it."""

    APPROVE = "同意"
    REJECT = "驳回"
    OPINION = "意见"
    HAND_OVER = "转办"
    WITHDRAW = "撤回"
    ASK_ANNUL = "申请撤销"
    ENTER = "代录口头批准"
    CONFIRM = "确认"
    DENY = "不是我批的"
    SLIP = "补假条"
    FINISH = "办结"


SETTLING = {Verdict.APPROVE, Verdict.REJECT, Verdict.CONFIRM, Verdict.DENY, Verdict.WITHDRAW, Verdict.ENTER}
"""Verdicts that a step's person gives once; the last of them is who settled it."""


class StepKind(StrEnum):
    """What a step asks of its people."""

    DECIDE = "decide"
    OPINION = "opinion"
    ASSIGN = "assign"
    ANNUL = "annul"
    CONFIRM = "confirm"


class Mode(StrEnum):
    """How several people of one step act together: any one of them (或签), or all of them (会签)."""

    ANY = "any"
    ALL = "all"


class StepState(StrEnum):
    """Whether a step is still to come, is being waited for, or is behind."""

    LATER = "later"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True)
class Step:
    """One step of a route: who (accounts), how, on which article, and where it stands.

    `why` is the sentence that tells people why it lies with these.
    """

    kind: StepKind
    approvers: tuple[str, ...]
    why: str
    article: str
    mode: Mode = Mode.ANY
    state: StepState = StepState.LATER
    opened_at: datetime | None = None


@dataclass(frozen=True)
class Decision:
    """What somebody did, when, from which platform, with what words. Never changed, never deleted."""

    step: int
    actor: str
    verdict: Verdict
    at: datetime
    words: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Request:
    """A request as it stands.

    `form` is what its matter keeps, `informed` who was told without having to decide, `group` the group chat in
    which it was asked for ("" in the single chat); `revision` counts its changes.
    """

    serial: str
    matter: str
    applicant: str
    entered_by: str
    form: Mapping[str, Any]
    created_at: datetime
    policy_version: int
    state: State = State.WAITING
    steps: tuple[Step, ...] = ()
    decisions: tuple[Decision, ...] = ()
    informed: tuple[str, ...] = ()
    group: str = ""
    revision: int = 1

    @property
    def open_step(self) -> Step | None:
        """The step that is being waited for, or None."""
        return next((step for step in self.steps if step.state is StepState.OPEN), None)

    @property
    def open_position(self) -> int:
        """The open step's position, -1 where none is open."""
        return next((n for n, step in enumerate(self.steps) if step.state is StepState.OPEN), -1)

    @property
    def holders(self) -> tuple[str, ...]:
        """Who can move it now: the open step's people who have not acted on it yet."""
        step = self.open_step
        if step is None:
            return ()
        acted = {d.actor for d in self.decisions if d.step == self.open_position and d.verdict in SETTLING}
        return tuple(a for a in step.approvers if a not in acted)

    @property
    def settled_by(self) -> Decision | None:
        """The last decision that settled anything."""
        return next((d for d in reversed(self.decisions) if d.verdict in SETTLING), None)

    @property
    def opinions(self) -> tuple[Decision, ...]:
        """What supervising leaders wrote for the one who decides."""
        return tuple(d for d in self.decisions if d.verdict is Verdict.OPINION)
