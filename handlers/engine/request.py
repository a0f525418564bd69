"""A request: its route, its record, and where it stands. What can be done to it stands in moves.py and beside."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

OWED, GIVEN = "owed", "given"
"""Whether the paper behind an oral approval is still to come; `form["slip"]` says so where there was one."""


class State(StrEnum):
    """Where a request stands, as people are told it."""

    WAITING = "审批中"
    RETURNED = "退回修改"
    APPROVED = "已同意"
    REJECTED = "未同意"
    WITHDRAWN = "已撤回"
    RECORDED = "已备案"
    ANNULLING = "撤销待批"
    ANNULLED = "已撤销"
    FINISHED = "已办结"
    DENIED = "口头批准被否认"
    LAPSED = "已失效"


class Verdict(StrEnum):
    """What somebody did to a request, as the record names it."""

    APPROVE = "同意"
    REJECT = "驳回"
    OPINION = "意见"
    HAND_OVER = "转办"
    ADD_SIGNER = "加签"
    RETURN = "退回"
    RESUBMIT = "重新提交"
    AMEND = "变更"
    WITHDRAW = "撤回"
    ASK_ANNUL = "申请撤销"
    ANNUL = "撤销批准"
    CONFIRM = "确认"
    DENY = "不是我批的"
    UNDO = "点错了"
    URGE = "催办"
    COPY = "抄送"
    COMMENT = "备注"
    SLIP = "补假条"
    DO = "办理"
    FINISH = "办结"
    LAPSE = "失效"


SETTLING = frozenset(
    {Verdict.APPROVE, Verdict.REJECT, Verdict.CONFIRM, Verdict.DENY, Verdict.WITHDRAW, Verdict.DO, Verdict.ANNUL}
)
"""Verdicts that a step's person gives once: whoever gave one on the open step has done their part."""


class StepKind(StrEnum):
    """What a step asks of its people. A task is work to be done (assign a car, stamp), not a decision."""

    DECIDE = "decide"
    OPINION = "opinion"
    ASSIGN = "assign"
    ANNUL = "annul"
    CONFIRM = "confirm"
    TASK = "task"


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

    `why` is the sentence that tells people why it lies with these; `name` tells a matter which of its tasks it is;
    `since` is how long the record was when the step was opened, so that a step opened anew asks everybody anew.
    """

    kind: StepKind
    approvers: tuple[str, ...]
    why: str
    article: str
    mode: Mode = Mode.ANY
    state: StepState = StepState.LATER
    opened_at: datetime | None = None
    name: str = ""
    since: int = 0


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
class Act:
    """Somebody doing something: who (account), when, with what words, and from which platform."""

    actor: str
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

    # --- where it stands

    @property
    def open_position(self) -> int:
        """The position of the step that is being waited for, -1 where none is."""
        return next((n for n, step in enumerate(self.steps) if step.state is StepState.OPEN), -1)

    @property
    def open_step(self) -> Step | None:
        """The step that is being waited for, or None."""
        return self.steps[self.open_position] if self.open_position >= 0 else None

    @property
    def holders(self) -> tuple[str, ...]:
        """Who can move it now: the people of what is open who have not done their part yet."""
        opened = (n for n, step in enumerate(self.steps) if step.state is StepState.OPEN)
        return tuple(dict.fromkeys(account for n in opened for account in self.holders_of(n)))

    def holders_of(self, position: int) -> tuple[str, ...]:
        """The people of the step at this position who have not done their part in it yet; none where it is not open."""
        step = self.steps[position] if position >= 0 else None
        if step is None or step.state is not StepState.OPEN:
            return ()
        acted = {d.actor for d in self.decisions[step.since :] if d.step == position and d.verdict in SETTLING}
        return tuple(account for account in step.approvers if account not in acted)

    def place_of(self, account: str) -> int:
        """The position of the open step that waits for this person, -1 where none does."""
        return next((n for n in range(len(self.steps)) if account in self.holders_of(n)), -1)

    def step_of(self, account: str) -> Step | None:
        """The open step that waits for this person, or None."""
        return self.steps[self.place_of(account)] if self.place_of(account) >= 0 else None

    def asked_of(self, account: str) -> tuple[int, int]:
        """Which asking is out to this person: the step, and how often the request was sent back. Binds a card to it."""
        place = self.place_of(account)
        return (
            place if place >= 0 else self.open_position,
            sum(1 for d in self.decisions if d.verdict in _SENT_BACK),
        )

    @property
    def settled_by(self) -> Decision | None:
        """The decision that made it what it is now; for an approved one the approval, whatever came afterwards."""
        wanted = _MADE_BY.get(self.state, SETTLING - {Verdict.DO})
        return next((d for d in reversed(self.decisions) if d.verdict in wanted and self._decides(d)), None)

    @property
    def opinions(self) -> tuple[Decision, ...]:
        """What supervising leaders wrote for the one who decides."""
        return tuple(d for d in self.decisions if d.verdict is Verdict.OPINION)

    def _decides(self, decision: Decision) -> bool:
        if self.state not in _MADE_BY or not 0 <= decision.step < len(self.steps):
            return True
        return self.steps[decision.step].kind is not StepKind.ANNUL

    # --- how a move builds the next one

    def recording(self, verdict: Verdict, act: Act, step: int = -1) -> Request:
        """The request with one more line in its record."""
        decision = Decision(step, act.actor, verdict, act.at, act.words, act.channel)
        return replace(self, decisions=(*self.decisions, decision), revision=self.revision + 1)

    def with_step(self, position: int, step: Step) -> Request:
        """The request with this step in the place of the one there."""
        return replace(self, steps=(*self.steps[:position], step, *self.steps[position + 1 :]))

    def opening(self, position: int, at: datetime) -> Request:
        """The request waiting for this step from now on, asking everybody in it anew.

        An oral approval is valid at once: the work behind it opens beside its confirmation (印鉴管理制度 第2条; X7).
        """
        step = replace(self.steps[position], state=StepState.OPEN, opened_at=at, since=len(self.decisions))
        opened = self.with_step(position, step)
        beside = opened.steps[position + 1 : position + 2]
        work = step.kind is StepKind.CONFIRM and beside and beside[0].kind is StepKind.TASK
        return opened.opening(position + 1, at) if work else opened

    def closing(self, position: int, state: StepState = StepState.DONE) -> Request:
        """The request no longer waiting for this step."""
        return self.with_step(position, replace(self.steps[position], state=state)) if position >= 0 else self

    def closed(self, state: StepState = StepState.DONE) -> Request:
        """The request waiting for nothing any more."""
        steps = (replace(step, state=state) if step.state is StepState.OPEN else step for step in self.steps)
        return replace(self, steps=tuple(steps))


_SENT_BACK = frozenset({Verdict.RETURN, Verdict.RESUBMIT})
_APPROVING = frozenset({Verdict.APPROVE, Verdict.CONFIRM})
_MADE_BY: Mapping[State, frozenset[Verdict]] = {
    State.APPROVED: _APPROVING,
    State.FINISHED: _APPROVING,
    State.ANNULLING: _APPROVING,
    State.LAPSED: frozenset(),
}
