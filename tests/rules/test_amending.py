"""变更: a request that stands says something else from now on, under its own number."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from handlers.engine import handing, moves
from handlers.engine.moves import Refusal, Why
from handlers.engine.request import Act, Request, State, Step, StepKind, Verdict
from storage.instants import ZONE

START = datetime(2026, 12, 1, 9, tzinfo=ZONE)
DRIVE = Step(StepKind.TASK, ("driver",), "收车", "第1条", name="drive")
OTHER = Step(StepKind.TASK, ("other",), "收车", "第1条", name="drive")


def act(actor: str, minutes: int = 1) -> Act:
    return Act(actor, START + timedelta(minutes=minutes))


def asked() -> Request:
    steps = (Step(StepKind.DECIDE, ("leader",), "审批", "第1条"), DRIVE)
    new = Request("YC-2026-0001", "YC", "applicant", "applicant", {"back": 11, "car": "A"}, START, 1, steps=steps)
    return moves.opened(new, START)


def approved() -> Request:
    done = moves.decide(asked(), Verdict.APPROVE, act("leader"))
    assert isinstance(done, Request)
    return done


@pytest.mark.parametrize("request_", [asked(), approved()], ids=["waiting", "approved"])
def test_only_what_changes_changes(request_: Request) -> None:
    after = handing.amend(request_, {"back": 12}, (), act("applicant", 2))
    assert isinstance(after, Request)
    assert after.form == {"back": 12, "car": "A"}
    assert (after.state, after.steps, after.holders) == (request_.state, request_.steps, request_.holders)
    assert after.decisions[-1].verdict is Verdict.AMEND
    assert after.revision == request_.revision + 1


def test_new_steps_take_the_place_of_what_is_still_to_come() -> None:
    after = handing.amend(approved(), {}, (OTHER,), act("dispatcher", 2))
    assert isinstance(after, Request)
    assert after.holders == ("other",)
    assert after.state is State.APPROVED
    assert [step.approvers for step in after.steps] == [("leader",), ("other",)]
    done = moves.perform(after, after.form, act("other", 3))
    assert isinstance(done, Request)
    assert done.state is State.FINISHED


def test_the_one_who_had_the_work_cannot_do_it_any_more() -> None:
    after = handing.amend(approved(), {}, (OTHER,), act("dispatcher", 2))
    assert isinstance(after, Request)
    assert moves.perform(after, {}, act("driver", 3)) == Refusal(Why.NOT_YOURS)


def test_a_new_decision_is_waited_for() -> None:
    again = (Step(StepKind.DECIDE, ("leader",), "审批", "第1条"), OTHER)
    after = handing.amend(approved(), {}, again, act("dispatcher", 2))
    assert isinstance(after, Request)
    assert (after.state, after.holders) == (State.WAITING, ("leader",))


@pytest.mark.parametrize("state", [s for s in State if s not in (State.WAITING, State.APPROVED)])
def test_what_is_over_or_elsewhere_is_not_changed(state: State) -> None:
    assert handing.amend(replace(approved(), state=state), {"back": 12}, (), act("applicant", 2)) == Refusal(
        Why.SETTLED
    )


def test_a_task_settles_the_steps_after_it() -> None:
    assign = Step(StepKind.TASK, ("dispatcher",), "派车", "第1条", name="assign")
    new = moves.opened(replace(asked(), steps=(assign,)), START)
    after = moves.perform(new, {"car": "B"}, act("dispatcher"), route=(DRIVE,))
    assert isinstance(after, Request)
    assert (after.state, after.holders, after.form) == (State.APPROVED, ("driver",), {"car": "B"})
