"""What differs between a platform's contacts and the roster, case by case, and what agreeing to it writes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.contacts import departure
from handlers.contacts.book import Contact, Contacts, Department
from handlers.contacts.differences import Kind, can_be_written, compare, too_many_left, with_changes
from handlers.engine.people import Member, Unit
from handlers.engine.roster import Roster, Seal, Vehicle

OFFICE = Unit("党政办公室", "内设机构", "党委", "boss", "chief")
FINANCE = Unit("财政所", "站所", "政府", "boss", "head")
VILLAGE = Unit("青禾村委会", "村委会", "政府", "boss", "")
MEMBERS = (
    Member("boss", "王强", "党政办公室", "副乡长"),
    Member("chief", "陈静", "党政办公室", "主任"),
    Member("head", "冯涛", "财政所", "所长", frozenset({"站所负责人", "财务人员"})),
    Member("clerk", "李静", "财政所", "会计"),
)
ROSTER = Roster((OFFICE, FINANCE, VILLAGE), MEMBERS)
DEPARTMENTS = (
    Department("1", "青禾乡"),
    Department("2", "党政办公室", "1", ("chief",)),
    Department("3", "财政所", "1", ("head",)),
    Department("31", "财政所会计组", "3"),
    Department("4", "青禾村委会", "1"),
    Department("9", "老干部活动中心", "1"),
)
PEOPLE = (
    Contact("boss", "王强", ("2",), "副乡长"),
    Contact("chief", "陈静", ("2",), "主任"),
    Contact("head", "冯涛", ("3",), "所长"),
    Contact("clerk", "李静", ("31",), "会计"),
)


def found(people: tuple[Contact, ...] = PEOPLE, departments: tuple[Department, ...] = DEPARTMENTS, **links: str):
    """The differences in short."""
    return [(d.kind, d.account, d.after) for d in compare(Contacts(departments, people), ROSTER, links)]


def otherwise(account: str, **changes: object) -> tuple[Contact, ...]:
    """Everybody, and this one otherwise."""
    return tuple(replace(c, **changes) if c.id == account else c for c in PEOPLE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("people", "differences"),
    [
        (PEOPLE, []),
        (otherwise("clerk", id="CLERK"), []),  # user ids are compared without regard to case
        (otherwise("clerk", departments=("3",)), []),  # the unit itself, or a part of it
        (otherwise("clerk", departments=("9",)), []),  # a department that is no unit says nothing
        (otherwise("clerk", departments=("9", "31")), []),
        (otherwise("clerk", departments=()), []),
        (otherwise("clerk", departments=("2",)), [(Kind.MOVED, "clerk", "党政办公室")]),
        (otherwise("clerk", departments=("2", "3")), []),  # in both: not moved
        (otherwise("clerk", name="李小静"), [(Kind.RENAMED, "clerk", "李小静")]),
        (otherwise("clerk", name=""), []),  # the platform does not tell the name
        (otherwise("clerk", name="clerk"), []),
        (otherwise("clerk", post="出纳"), [(Kind.POST, "clerk", "出纳")]),
        (otherwise("clerk", post=""), []),
        (PEOPLE[:3], [(Kind.LEFT, "clerk", "")]),
        (otherwise("clerk", active=False), [(Kind.LEFT, "clerk", "")]),
        ((*PEOPLE, Contact("new", "新人", ("31",))), [(Kind.JOINED, "new", "财政所")]),
        ((*PEOPLE, Contact("new", "新人", ("9",))), [(Kind.JOINED, "new", "老干部活动中心")]),
        ((*PEOPLE, Contact("new", "新人", ())), [(Kind.JOINED, "new", "")]),
        ((*PEOPLE, Contact("new", "新人", ("3",), active=False)), []),
        ((*PEOPLE, PEOPLE[0]), []),  # twice in two departments is one person
    ],
)
def test_each_way_in_which_a_person_can_differ(people: tuple[Contact, ...], differences: list[object]) -> None:
    assert found(people) == differences


def test_a_link_of_the_office_wins_over_the_same_account() -> None:
    assert found(otherwise("clerk", id="zhang3"), zhang3="clerk") == []


def test_another_head_is_asked_about_and_takes_the_role_along() -> None:
    departments = tuple(replace(d, leaders=("clerk",)) if d.id == "3" else d for d in DEPARTMENTS)
    book = Contacts(departments, PEOPLE)
    (head,) = compare(book, ROSTER, {})
    assert (head.kind, head.before, head.after) == (Kind.HEAD, "冯涛", "李静")
    after = with_changes(ROSTER, [head])
    assert {unit.name: unit.head for unit in after.units}["财政所"] == "clerk"
    roles = {member.account: member.roles for member in after.members}
    assert (roles["head"], roles["clerk"]) == (frozenset({"财务人员"}), frozenset({"站所负责人"}))


def test_several_leaders_of_a_department_are_no_question_where_one_is_the_head() -> None:
    departments = tuple(replace(d, leaders=("clerk", "head")) if d.id == "3" else d for d in DEPARTMENTS)
    assert found(departments=departments) == []


def test_departments_that_lie_within_each_other_end_somewhere() -> None:
    ring = (Department("3", "甲", "4"), Department("4", "乙", "3"))
    assert list(Contacts(ring).names_upwards("3")) == ["甲", "乙"]


def test_a_newcomer_of_an_unknown_department_cannot_be_written() -> None:
    book = Contacts(DEPARTMENTS, (*PEOPLE, Contact("new", "新人", ("9",)), Contact("old", "旧人", ("3",), "科员")))
    unknown, known = compare(book, ROSTER, {})
    assert (can_be_written(unknown, ROSTER), can_be_written(known, ROSTER)) == (False, True)
    after = with_changes(ROSTER, [unknown, known])
    assert after.members[-1] == Member("old", "旧人", "财政所", "科员")
    assert with_changes(after, [known]) == after


def test_somebody_who_comes_back_is_no_former_member_any_more() -> None:
    gone = replace(ROSTER, members=MEMBERS[:3], former=MEMBERS[3:])
    (back,) = compare(Contacts(DEPARTMENTS, PEOPLE), gone, {})
    after = with_changes(gone, [back])
    assert (after.former, after.members[-1].account) == ((), "clerk")


@pytest.mark.parametrize(
    ("missing", "percent", "too_many"), [(0, 20, False), (1, 20, False), (2, 20, True), (2, 50, False)]
)
def test_how_many_may_be_missing_at_once(missing: int, percent: int, too_many: bool) -> None:
    differences = compare(Contacts(DEPARTMENTS, PEOPLE[missing:]), ROSTER, {})
    assert too_many_left(differences, ROSTER, percent) is too_many


def test_what_is_in_somebodys_name_and_what_becomes_of_it() -> None:
    roster = replace(
        ROSTER,
        seals=(Seal("公章", "boss", "主要领导"), Seal("财务章", "head", "主要领导")),
        vehicles=(Vehicle("云E12345", "越野车", 5, "boss", "可用"),),
        stand_ins={"boss": ("chief",), "chief": ("boss", "head"), "head": ("boss",)},
    )
    assert departure.in_the_name_of(roster, "boss") == (
        ("分管的单位", "党政办公室、财政所、青禾村委会"),
        ("保管的印章", "公章"),
        ("驾驶的车辆", "云E12345"),
        ("代理", "陈静的代理人、冯涛的代理人"),
    )
    after = departure.without(roster, "boss", "chief")
    assert departure.in_the_name_of(after, "boss") == ()
    assert [seal.keeper for seal in after.seals] == ["chief", "head"]
    assert after.stand_ins == {"chief": ("head",)}
