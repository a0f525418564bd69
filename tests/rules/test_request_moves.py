"""What can be done to a request: the table of its moves, and what holds whatever people try (rules X1, X2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from handlers.engine import handing, moves, remarks
from handlers.engine.moves import Refusal, Why
from handlers.engine.request import Act, Mode, Request, State, Step, StepKind, StepState, Verdict
from storage.instants import ZONE

START = datetime(2026, 12, 1, 9, tzinfo=ZONE)
OPEN = (State.WAITING, State.ANNULLING)
OVER = (State.REJECTED, State.WITHDRAWN, State.ANNULLED, State.FINISHED, State.DENIED, State.RECORDED, State.LAPSED)
PEOPLE = ("applicant", "writer", "fg", "principal", "office", "other")


def _step(kind: StepKind, *approvers: str, mode: Mode = Mode.ANY) -> Step:
    return Step(kind, approvers, "为什么", "第4条", mode)


def _request(*steps: Step, informed: tuple[str, ...] = ()) -> Request:
    form = {"slip": "", "said": 1}
    new = Request("QJ-2026-0001", "QJ", "applicant", "applicant", form, START, 1, steps=steps, informed=informed)
    return moves.opened(new, START)


def _act(actor: str, minutes: int = 1, words: str = "") -> Act:
    return Act(actor, START + timedelta(minutes=minutes), words)


DECIDED = _request(_step(StepKind.DECIDE, "fg"))
ORAL = _request(_step(StepKind.CONFIRM, "fg"))
OPINION = _request(_step(StepKind.OPINION, "fg"), _step(StepKind.DECIDE, "principal"))
ALL = _request(_step(StepKind.DECIDE, "fg", "principal", mode=Mode.ALL))
ANY = _request(_step(StepKind.DECIDE, "fg", "principal"))


@pytest.mark.parametrize(
    ("request_", "actor", "verdict", "state"),
    [
        (DECIDED, "fg", Verdict.APPROVE, State.APPROVED),
        (DECIDED, "fg", Verdict.REJECT, State.REJECTED),
        (ORAL, "fg", Verdict.CONFIRM, State.APPROVED),
        (ORAL, "fg", Verdict.DENY, State.DENIED),
        (OPINION, "fg", Verdict.OPINION, State.WAITING),
        (ALL, "fg", Verdict.APPROVE, State.WAITING),
        (ALL, "fg", Verdict.REJECT, State.REJECTED),
        (ANY, "principal", Verdict.APPROVE, State.APPROVED),
    ],
)
def test_what_a_decision_makes_of_it(request_: Request, actor: str, verdict: Verdict, state: State) -> None:
    after = moves.decide(request_, verdict, _act(actor))
    assert isinstance(after, Request)
    assert after.state is state
    assert len(after.decisions) == 1


@pytest.mark.parametrize(
    ("request_", "actor", "verdict", "why"),
    [
        (DECIDED, "applicant", Verdict.APPROVE, Why.OWN),
        (DECIDED, "other", Verdict.APPROVE, Why.NOT_YOURS),
        (DECIDED, "fg", Verdict.CONFIRM, Why.WRONG_MOVE),
        (DECIDED, "fg", Verdict.OPINION, Why.WRONG_MOVE),
        (ORAL, "fg", Verdict.APPROVE, Why.WRONG_MOVE),
        (OPINION, "principal", Verdict.APPROVE, Why.NOT_YOURS),
        (OPINION, "fg", Verdict.APPROVE, Why.WRONG_MOVE),
    ],
)
def test_a_decision_that_cannot_be_made(request_: Request, actor: str, verdict: Verdict, why: Why) -> None:
    assert moves.decide(request_, verdict, _act(actor)) == Refusal(why)


def test_the_applicant_on_a_step_still_never_decides() -> None:
    own = _request(_step(StepKind.DECIDE, "applicant", "fg"))
    assert moves.decide(own, Verdict.APPROVE, _act("applicant")) == Refusal(Why.OWN)


def test_all_of_them_means_each_once() -> None:
    first = moves.decide(ALL, Verdict.APPROVE, _act("fg"))
    assert isinstance(first, Request)
    assert first.holders == ("principal",)
    assert moves.decide(first, Verdict.APPROVE, _act("fg", 2)) == Refusal(Why.NOT_YOURS)
    both = moves.decide(first, Verdict.APPROVE, _act("principal", 3))
    assert isinstance(both, Request)
    assert both.state is State.APPROVED


def test_a_second_decision_finds_it_settled() -> None:
    after = moves.decide(ANY, Verdict.APPROVE, _act("fg"))
    assert isinstance(after, Request)
    assert moves.decide(after, Verdict.REJECT, _act("principal", 2)) == Refusal(Why.SETTLED)
    assert after.settled_by is not None
    assert after.settled_by.actor == "fg"


def test_an_annulment_that_is_refused_leaves_the_approval_who_made_it() -> None:
    approved = moves.decide(DECIDED, Verdict.APPROVE, _act("fg"))
    assert isinstance(approved, Request)
    asked = moves.ask_annul(approved, _step(StepKind.ANNUL, "fg"), _act("applicant", 2), False)
    assert isinstance(asked, Request)
    assert (asked.state, asked.holders) == (State.ANNULLING, ("fg",))
    refused = moves.decide(asked, Verdict.REJECT, _act("fg", 3))
    assert isinstance(refused, Request)
    assert refused.state is State.APPROVED
    assert refused.settled_by == approved.decisions[0]


@pytest.mark.parametrize("minutes", [2, 3])
def test_a_mistap_can_be_taken_back_for_two_minutes(minutes: int) -> None:
    after = moves.decide(DECIDED, Verdict.REJECT, _act("fg", 0))
    assert isinstance(after, Request)
    undone = moves.undo(after, _act("fg", minutes), timedelta(minutes=2))
    if minutes == 2:
        assert isinstance(undone, Request)
        assert (undone.state, undone.holders) == (State.WAITING, ("fg",))
        assert len(undone.decisions) == 2
    else:
        assert undone == Refusal(Why.TOO_LATE)


class Attempts(RuleBasedStateMachine):
    """Anybody tries anything in any order on one request."""

    people = st.sampled_from(PEOPLE)
    verdicts = st.sampled_from(list(Verdict))

    @initialize(kind=st.sampled_from(["plain", "opinion", "all", "assign", "oral", "seal", "car"]), told=st.booleans())
    def file(self, kind: str, told: bool) -> None:
        """Somebody files it, on one of the routes that leave, seals and cars have."""
        routes = {
            "plain": (_step(StepKind.DECIDE, "fg"),),
            "opinion": (_step(StepKind.OPINION, "fg"), _step(StepKind.DECIDE, "principal")),
            "all": (_step(StepKind.DECIDE, "fg", "principal", mode=Mode.ALL),),
            "assign": (_step(StepKind.ASSIGN, "office"),),
            "oral": (_step(StepKind.CONFIRM, "fg"),),
            "seal": (_step(StepKind.DECIDE, "principal"), _step(StepKind.TASK, "office")),
            "car": (
                _step(StepKind.TASK, "office"),
                _step(StepKind.DECIDE, "principal"),
                _step(StepKind.TASK, "other"),
                _step(StepKind.TASK, "other"),
            ),
        }
        filed = _request(*routes[kind], informed=("other",) if told else ())
        self.request = replace(filed, entered_by="writer" if kind == "oral" else "applicant")
        self.minutes = 0

    def _try(self, after: Request | Refusal) -> None:
        self.before = self.request
        if isinstance(after, Request):
            assert after.decisions[: len(self.request.decisions)] == self.request.decisions
            assert len(after.decisions) == len(self.request.decisions) + 1
            assert after.revision == self.request.revision + 1
            assert self.request.state not in OVER or after.state is self.request.state
            self.request = after

    def _now(self, actor: str) -> Act:
        self.minutes += 1
        return _act(actor, self.minutes)

    @rule(actor=people, verdict=verdicts)
    def decides(self, actor: str, verdict: Verdict) -> None:
        after = moves.decide(self.request, verdict, self._now(actor))
        assert isinstance(after, Refusal) or actor in self.request.holders
        assert isinstance(after, Refusal) or actor != "applicant"
        self._try(after)

    @rule(actor=people)
    def withdraws(self, actor: str) -> None:
        after = moves.withdraw(self.request, self._now(actor))
        assert isinstance(after, Refusal) or actor in ("applicant", self.request.entered_by)
        self._try(after)

    @rule(actor=people)
    def asks_to_annul(self, actor: str) -> None:
        self._try(moves.ask_annul(self.request, _step(StepKind.ANNUL, "fg"), self._now(actor), False))

    @rule(actor=people)
    def takes_the_approval_back(self, actor: str) -> None:
        after = moves.annul(self.request, self._now(actor), False)
        assert isinstance(after, Refusal) or actor not in ("applicant", self.request.entered_by)
        self._try(after)

    @rule(actor=people, to=st.sampled_from(["fg", "principal", "office"]))
    def hands_over(self, actor: str, to: str) -> None:
        self._try(handing.hand_over(self.request, _step(StepKind.DECIDE, to), self._now(actor)))

    @rule(actor=people, before=st.booleans())
    def adds_a_signer(self, actor: str, before: bool) -> None:
        if len(self.request.steps) < 6:
            self._try(handing.add_signer(self.request, _step(StepKind.DECIDE, "office"), before, self._now(actor)))

    @rule(actor=people)
    def returns_it(self, actor: str) -> None:
        self._try(handing.return_to_applicant(self.request, self._now(actor)))

    @rule(actor=people)
    def hands_it_in_again(self, actor: str) -> None:
        steps = (_step(StepKind.DECIDE, "fg"),)
        self._try(handing.resubmit(self.request, self.request.form, steps, (), self._now(actor)))

    @rule(actor=people)
    def undoes(self, actor: str) -> None:
        after = moves.undo(self.request, self._now(actor), timedelta(minutes=2))
        if isinstance(after, Request):
            assert self.request.decisions[-1].actor == actor
            self.request = after

    @rule(actor=people)
    def writes_an_opinion(self, actor: str) -> None:
        self._try(remarks.opine(self.request, self._now(actor)))

    @rule(actor=people, verdict=st.sampled_from([Verdict.DO, Verdict.RETURN, Verdict.REJECT]))
    def does_the_work(self, actor: str, verdict: Verdict) -> None:
        after = moves.perform(self.request, self.request.form, self._now(actor), verdict)
        assert isinstance(after, Refusal) or actor in self.request.holders
        self._try(after)

    @rule(actor=people, position=st.integers(0, 3))
    def returns_it_to_an_earlier_step(self, actor: str, position: int) -> None:
        self._try(handing.return_to_step(self.request, position, self._now(actor)))

    @rule()
    def its_time_runs_out(self) -> None:
        self._try(moves.lapse(self.request, self._now("office")))

    @rule()
    def comes_back(self) -> None:
        self._try(moves.finish(self.request, {"slip": "", "said": 2}, self._now("applicant")))

    @invariant()
    def while_it_is_open_somebody_can_move_it(self) -> None:
        if self.request.state in OPEN:
            assert set(self.request.holders) - {"applicant"}

    @invariant()
    def when_it_is_over_nobody_is_asked(self) -> None:
        step = self.request.open_step
        if self.request.state is State.APPROVED and step is not None:
            assert step.kind is StepKind.TASK
            assert self.request.holders
        elif self.request.state not in OPEN:
            assert step is None
            assert self.request.holders == ()

    @invariant()
    def one_step_is_open_at_most(self) -> None:
        assert sum(step.state is StepState.OPEN for step in self.request.steps) <= 1

    @invariant()
    def what_stands_was_decided_by_somebody_else_than_the_applicant(self) -> None:
        deciding = {Verdict.APPROVE, Verdict.REJECT, Verdict.CONFIRM, Verdict.DENY}
        assert all(d.actor != "applicant" for d in self.request.decisions if d.verdict in deciding)


TestAttempts = Attempts.TestCase
