"""An oral approval is valid at once: its work goes on beside the confirmation, and ends with a denial (rules X7)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from handlers.engine import moves
from handlers.engine.handing import stood_in
from handlers.engine.moves import Refusal, Why
from handlers.engine.people import Directory, Member
from handlers.engine.request import Act, Request, State, Step, StepKind, Verdict
from storage.instants import ZONE

NOW = datetime(2026, 12, 1, 9, tzinfo=ZONE)
CONFIRM = Step(StepKind.CONFIRM, ("leader",), "", "")
WORK = Step(StepKind.TASK, ("keeper",), "", "", name="stamp")


def request(*steps: Step) -> Request:
    return moves.opened(Request("YY-2026-0001", "YY", "me", "keeper", {}, NOW, 1, steps=steps), NOW)


def done(moved: Request | Refusal) -> Request:
    assert isinstance(moved, Request), moved
    return moved


def by(actor: str, minutes: int = 1) -> Act:
    return Act(actor, NOW + timedelta(minutes=minutes))


def test_the_work_is_open_while_the_confirmation_is_still_owed() -> None:
    asked = request(CONFIRM, WORK)
    assert asked.holders == ("leader", "keeper")
    assert asked.state is State.WAITING


def test_worked_then_confirmed_it_is_over() -> None:
    worked = done(moves.perform(request(CONFIRM, WORK), {"n": 2}, by("keeper")))
    assert (worked.state, worked.holders) == (State.WAITING, ("leader",))
    assert done(moves.decide(worked, Verdict.CONFIRM, by("leader", 2))).state is State.FINISHED


def test_confirmed_then_worked_it_is_over() -> None:
    confirmed = done(moves.decide(request(CONFIRM, WORK), Verdict.CONFIRM, by("leader")))
    assert (confirmed.state, confirmed.holders) == (State.APPROVED, ("keeper",))
    assert done(moves.perform(confirmed, {}, by("keeper", 2))).state is State.FINISHED


def test_two_pieces_of_work_follow_each_other_beside_it() -> None:
    second = Step(StepKind.TASK, ("other",), "", "", name="stamp")
    worked = done(moves.perform(request(CONFIRM, WORK, second), {}, by("keeper")))
    assert worked.holders == ("leader", "other")
    confirmed = done(moves.decide(worked, Verdict.CONFIRM, by("leader", 2)))
    assert (confirmed.state, confirmed.holders) == (State.APPROVED, ("other",))


@pytest.mark.parametrize("worked", [False, True])
def test_a_denial_ends_both(worked: bool) -> None:
    asked = request(CONFIRM, WORK)
    asked = done(moves.perform(asked, {}, by("keeper"))) if worked else asked
    denied = done(moves.decide(asked, Verdict.DENY, by("leader", 2)))
    assert (denied.state, denied.holders) == (State.DENIED, ())
    assert moves.perform(denied, {}, by("keeper", 3)) == Refusal(Why.SETTLED)


@pytest.mark.parametrize("verdict", [Verdict.CONFIRM, Verdict.DENY, Verdict.APPROVE])
def test_whoever_works_on_it_does_not_confirm_it(verdict: Verdict) -> None:
    assert isinstance(moves.decide(request(CONFIRM, WORK), verdict, by("keeper")), Refusal)


def test_whoever_confirms_it_does_not_do_the_work() -> None:
    assert moves.perform(request(CONFIRM, WORK), {}, by("leader")) == Refusal(Why.WRONG_MOVE)


def test_an_oral_approval_can_lapse_and_then_nothing_is_open() -> None:
    lapsed = done(moves.lapse(request(CONFIRM, WORK), by("clock")))
    assert (lapsed.state, lapsed.holders, lapsed.settled_by) == (State.LAPSED, (), None)


def test_what_is_under_way_is_not_annulled() -> None:
    decide = Step(StepKind.DECIDE, ("leader",), "", "")
    approved = done(moves.decide(request(decide, WORK, WORK), Verdict.APPROVE, by("leader")))
    annul = Step(StepKind.ANNUL, ("leader",), "", "")
    assert done(moves.ask_annul(approved, annul, by("me"), moves.has_begun(approved))).state is State.ANNULLING
    under_way = done(moves.perform(approved, {}, by("keeper", 2)))
    assert moves.ask_annul(under_way, annul, by("me", 3), moves.has_begun(under_way)) == Refusal(Why.UNDER_WAY)


def test_what_was_done_on_a_word_by_telephone_is_not_taken_back() -> None:
    asked = request(CONFIRM, WORK)
    assert done(moves.withdraw(asked, by("keeper"))).state is State.WITHDRAWN
    worked = done(moves.perform(asked, {}, by("keeper")))
    assert moves.withdraw(worked, by("keeper", 2)) == Refusal(Why.UNDER_WAY)
    assert moves.withdraw(worked, by("me", 2)) == Refusal(Why.UNDER_WAY)


@pytest.mark.parametrize(
    ("away", "stand_ins", "holder"),
    [
        ((), ("second",), "keeper"),
        (("keeper",), ("second",), "second"),
        (("keeper", "second"), ("second", "third"), "third"),
        (("keeper", "second"), ("second",), "keeper"),
        (("keeper",), (), "keeper"),
    ],
)
def test_work_of_somebody_away_goes_to_the_first_stand_in_at_work(
    away: tuple[str, ...], stand_ins: tuple[str, ...], holder: str
) -> None:
    members = {name: Member(name, name, "", "") for name in ("keeper", "second", "third")}
    directory = Directory(members, {}, {"keeper": stand_ins})
    moved = stood_in(request(WORK), away, directory, NOW)
    assert moved.holders == (holder,)
    handed = [d.verdict for d in moved.decisions]
    assert handed == ([] if holder == "keeper" else [Verdict.HAND_OVER])
