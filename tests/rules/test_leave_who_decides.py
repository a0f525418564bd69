"""Where the three-day line runs, and who sits in the seat (考勤制度 第4条; rules M20-5, N15, X1, X4)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from handlers.engine.policy import Policy
from handlers.engine.policy_file import read_policy
from handlers.engine.request import StepKind
from handlers.engine.route import seat
from handlers.leave.who_decides import can_decide, principal_decides, route
from tests.rules.leave_office import directory, facts, leave, long, office_policy
from tests.rules.office_files import changed

FG, XZ, SECRETARY = "wangq", "liwh", "zhoujg"


@pytest.mark.parametrize(
    ("whole", "principal"),
    [("0.5", False), ("1", False), ("2", False), ("2.5", False), ("3", True), ("3.5", True), ("4", True), ("90", True)],
)
def test_three_itself_is_and_over(whole: str, principal: bool) -> None:
    assert principal_decides(Decimal(whole), office_policy()) is principal


@pytest.mark.parametrize(
    ("first", "last", "decider", "informed"),
    [
        ("12-07", "12-08", FG, ()),
        ("12-07", "12-09am", FG, ()),
        ("12-07pm", "12-09", FG, ()),
        ("12-07", "12-09", XZ, (FG,)),
        ("12-11", "12-14", XZ, (FG,)),
        ("12-07pm", "12-10am", XZ, (FG,)),
        ("12-12", "12-13", FG, ()),
        ("12-31", "2027-01-04", XZ, (FG,)),
        ("2027-01-04", "2027-01-05", FG, ()),
    ],
)
def test_the_route_by_length(first: str, last: str, decider: str, informed: tuple[str, ...]) -> None:
    way = route(directory().members["linf"], long(first, last), facts())
    assert [(step.kind, step.approvers) for step in way.steps] == [(StepKind.DECIDE, (decider,))]
    assert way.informed == informed


@pytest.mark.parametrize(
    ("earlier", "decider"),
    [
        (leave("linf", "12-07", "12-08"), XZ),
        (leave("linf", "12-07", "12-08", asked=True), XZ),
        (leave("linf", "12-10", "12-11"), XZ),
        (leave("linf", "12-03", "12-04"), FG),
        (leave("linf", "12-07"), FG),
    ],
)
def test_adjoining_leaves_are_summed(earlier: object, decider: str) -> None:
    """One day, Wednesday 9 December, beside an earlier or later leave."""
    way = route(directory().members["linf"], long("12-09", "", earlier), facts(earlier))  # type: ignore[arg-type]
    assert way.steps[0].approvers == (decider,)


@pytest.mark.parametrize(
    ("who", "short", "lengthy", "informed"),
    [
        ("xieh", "yangl", SECRETARY, ("yangl",)),
        ("weif", "zhangy", SECRETARY, ("zhangy",)),
        ("fengt", XZ, XZ, ()),
        ("lijing1", XZ, XZ, ()),
        ("lijing2", "zhaom", XZ, ("zhaom",)),
        ("sugl", "zhangy", SECRETARY, ("zhangy",)),
        ("yuanm", "zhaom", XZ, ("zhaom",)),
        ("mag", "yangl", SECRETARY, ("yangl",)),
        ("yangl", SECRETARY, SECRETARY, ()),
        ("zhangy", SECRETARY, SECRETARY, ()),
        ("wangq", XZ, XZ, ()),
        ("zhaom", XZ, XZ, ()),
    ],
)
def test_the_route_by_unit_and_line(who: str, short: str, lengthy: str, informed: tuple[str, ...]) -> None:
    member = directory().members[who]
    assert route(member, long("12-07"), facts()).steps[0].approvers == (short,)
    upward = route(member, long("12-07", "12-09"), facts())
    assert upward.steps[-1].approvers == (lengthy,)
    assert upward.informed == informed


@pytest.mark.parametrize(
    ("who", "deciders"),
    [("linf", {"wangq", "liwh"}), ("fengt", {"liwh"}), ("xieh", {"yangl", "zhoujg"}), ("lijing2", {"zhaom", "liwh"})],
)
def test_who_may_enter_a_telephone_leave_as_its_approver(who: str, deciders: set[str]) -> None:
    assert can_decide(directory().members[who], facts()) == deciders


@pytest.mark.parametrize("who", [SECRETARY, XZ])
def test_nobody_inside_decides_a_principals_leave(who: str) -> None:
    assert route(directory().members[who], long("12-07", "12-11"), facts()).steps == ()


@pytest.mark.parametrize(
    ("away", "kind", "approvers"),
    [
        ((), StepKind.DECIDE, ("wangq",)),
        (("wangq",), StepKind.DECIDE, ("zhaom",)),
        (("wangq", "zhaom"), StepKind.ASSIGN, ("chenj",)),
        (("wangq", "zhaom", "chenj"), StepKind.ASSIGN, ("liuy",)),
    ],
)
def test_an_absent_leaders_seat(away: tuple[str, ...], kind: StepKind, approvers: tuple[str, ...]) -> None:
    absent = tuple(leave(account, "12-01") for account in away)
    step = route(directory().members["linf"], long("12-07"), facts(*absent)).steps[0]
    assert (step.kind, step.approvers) == (kind, approvers)


@pytest.mark.parametrize(
    ("stand_ins", "away", "member"),
    [
        (("zhaom",), {"wangq"}, "zhaom"),
        (("linf", "zhaom"), {"wangq"}, "zhaom"),
        (("linf",), {"wangq"}, None),
        (("zhaom", "yangl"), {"wangq", "zhaom"}, "yangl"),
        (("nobody", "zhaom"), {"wangq"}, "zhaom"),
        ((), {"wangq"}, None),
        (("zhaom",), set(), "wangq"),
    ],
)
def test_who_sits_in_the_seat(stand_ins: tuple[str, ...], away: set[str], member: str | None) -> None:
    """林芳 asks, 王强 is to decide; whoever is away, is the applicant or has left is passed over (rules X1, X4)."""
    people = replace(directory(), stand_ins={"wangq": stand_ins})
    taken = seat(people.members["wangq"], "linf", away, people)
    assert (taken.member.account if taken.member else None) == member
    assert taken.stood_in is (member not in ("wangq", None))


def test_nobody_sits_in_judgement_of_himself() -> None:
    people = replace(directory(), stand_ins={"wangq": ()})
    assert seat(people.members["wangq"], "wangq", set(), people).member is None


def test_with_both_principals_away_the_office_names_somebody() -> None:
    way = route(directory().members["wangq"], long("12-07"), facts(leave("liwh", "12-01"), leave("zhoujg", "12-01")))
    assert way.steps[0].kind is StepKind.ASSIGN
    assert "wangq" not in way.steps[0].approvers


@pytest.mark.parametrize(
    ("first", "last", "others", "words"),
    [
        ("12-07", "12-09", (), "“3天以内”和“3天及以上”都含3天，整3天按“及以上”办理"),
        ("12-11", "12-14", (), "含休息日，按自然日4天计"),
        ("12-09", "12-09", (leave("linf", "12-07", "12-08"),), "与前后请假相连，连续离岗3天"),
    ],
)
def test_the_step_says_how_the_line_was_read(first: str, last: str, others: tuple[object, ...], words: str) -> None:
    way = route(directory().members["linf"], long(first, last, *others), facts())  # type: ignore[arg-type]
    assert words in way.steps[-1].why
    assert way.steps[-1].article == "考勤制度 第4条"


def _opinion_first() -> Policy:
    return read_policy(changed('"分管领导先签意见" = false', '"分管领导先签意见" = true'))


def test_the_opinion_can_be_made_a_first_step() -> None:
    way = route(directory().members["linf"], long("12-07", "12-09"), facts(policy=_opinion_first()))
    assert [step.kind for step in way.steps] == [StepKind.OPINION, StepKind.DECIDE]
    assert [step.approvers for step in way.steps] == [("wangq",), ("liwh",)]
    assert way.informed == ()


def test_nobody_signs_an_opinion_for_himself() -> None:
    way = route(directory().members["fengt"], long("12-07", "12-09"), facts(policy=_opinion_first()))
    assert [step.approvers for step in way.steps] == [("liwh",)]


@pytest.mark.parametrize("who", sorted(directory().members))
@pytest.mark.parametrize("last", ["12-07", "12-09"])
def test_nobody_ever_decides_their_own(who: str, last: str) -> None:
    way = route(directory().members[who], long("12-07", last), facts())
    assert all(who not in step.approvers for step in way.steps)
