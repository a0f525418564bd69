"""A platform's contacts beside the roster: the office is asked, and nobody is taken out in silence (M14-3, X11)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot import sample
from bot.contacts_sync import compare_now
from bot.house import House
from handlers.contacts.book import Contact, Contacts, Department
from handlers.engine.roster import Roster
from storage import accounts, people
from tests.scenes.stage import Stage

TOWN = "1"


@dataclass(frozen=True)
class Platform:
    """What is known of it here: its name."""

    name: str = "wecom"
    title: str = "企业微信"

    async def directory(self) -> Contacts:
        """Not asked here: the scene hands it over."""
        raise NotImplementedError


def as_contacts(roster: Roster) -> Contacts:
    """The platform's contacts, saying just what the roster says."""
    numbers = {unit.name: str(10 + n) for n, unit in enumerate(roster.units)}
    below = [Department(numbers[u.name], u.name, TOWN, (u.head,) if u.head else ()) for u in roster.units]
    people = [Contact(m.account, m.name, (numbers[m.unit],), m.post) for m in roster.members]
    return Contacts((Department(TOWN, "青禾乡"), *below), tuple(people))


def roster_of(stage: Stage) -> Roster:
    """The roster as it stands."""
    return stage.store.read(lambda uow: people.load_roster(uow, sample.ORG))


def compare(stage: Stage, book: Contacts) -> int:
    """The daily comparison; how many differences there are."""
    house = House(stage.store, stage.offices, jobs=())
    found = stage.store.write(lambda uow: compare_now(house, uow, sample.ORG, Platform(), book, stage.now))
    stage.wait_until(stage.now.isoformat()[:16])
    return len(found)


def changed(book: Contacts, account: str, **changes: object) -> Contacts:
    """The contacts with this person otherwise."""
    one = tuple(replace(c, **changes) if c.id == account else c for c in book.people)  # type: ignore[arg-type]
    return replace(book, people=one)


def without(book: Contacts, *gone: str) -> Contacts:
    """The contacts without them."""
    return replace(book, people=tuple(contact for contact in book.people if contact.id not in gone))


def test_where_both_say_the_same_nobody_hears_of_it(own_stage: Stage) -> None:
    assert compare(own_stage, as_contacts(roster_of(own_stage))) == 0


def test_a_newcomer_and_a_move_are_put_to_the_office_once(own_stage: Stage) -> None:
    stage = own_stage
    book = as_contacts(roster_of(stage))
    finance = next(d.id for d in book.departments if d.name == "财政所")
    book = replace(book, people=(*book.people, Contact("NewOne", "新来人", (finance,), "科员")))
    book = changed(book, "linf", departments=(finance,))
    assert compare(stage, book) == 2
    card = stage.expect("chenj", "card", "通讯录有变动", "林芳：农业农村服务中心 → 财政所", buttons=["采纳", "不采纳"])
    assert "新来人（财政所）" in card.words
    stage.expect_nothing_else()
    assert compare(stage, book) == 2, "asked once, though they still differ"
    stage.expect_nothing_else()
    stage.tap("陈静", "采纳")
    stage.expect("chenj", "update", "已写入花名册2处", "新来人现在可以使用")
    members = {member.account: member for member in roster_of(stage).members}
    assert (members["linf"].unit, members["NewOne"].unit) == ("财政所", "财政所")
    assert stage.store.read(lambda uow: accounts.member_of(uow, sample.ORG, "wecom", "newone")) == "NewOne"
    assert compare(stage, book) == 0


def test_what_the_office_declines_stays_as_it_was(own_stage: Stage) -> None:
    stage = own_stage
    book = changed(as_contacts(roster_of(stage)), "linf", name="林小芳")
    compare(stage, book)
    stage.expect("chenj", "card", "林芳 → 林小芳")
    stage.say("陈静", "不采纳")
    stage.expect("chenj", "update", "没有改动花名册")
    compare(stage, book)
    assert next(m.name for m in roster_of(stage).members if m.account == "linf") == "林芳"


def test_whoever_left_is_asked_about_with_what_is_in_their_name(own_stage: Stage) -> None:
    stage = own_stage
    serial = stage.file("林芳", "12月9日请假一天", "wangq")
    compare(stage, without(as_contacts(roster_of(stage)), "wangq"))
    card = stage.expect("chenj", "card", "王强不在通讯录里了", buttons=["确认离开", "仍在职"])
    assert card.fields["名下待办"] == serial
    assert "村镇规划建设所" in card.fields["分管的单位"]
    stage.expect_nothing_else()
    assert any(member.account == "wangq" for member in roster_of(stage).members), "nothing happens before the tap"
    stage.tap("陈静", "确认离开")
    stage.expect("chenj", "text", "王强已调离", serial)
    stage.expect("chenj", "card", "请选择审批人", about=serial)
    stage.expect("wangq", "update", "已转办", about=serial)
    stage.expect("linf", "update", about=serial)
    stage.expect("chenj", "update", "王强已从花名册移出", "请另行指定：分管的单位")
    after = roster_of(stage)
    assert [member.account for member in after.former] == ["wangq"]
    assert not [unit for unit in after.units if unit.supervising_leader == "wangq"]


def test_the_seals_of_whoever_leaves_go_to_the_office(own_stage: Stage) -> None:
    stage = own_stage
    kept = [seal.name for seal in roster_of(stage).seals if seal.keeper == "sunl"]
    compare(stage, without(as_contacts(roster_of(stage)), "sunl"))
    stage.expect("chenj", "card", "孙磊不在通讯录里了", kept[0])
    stage.say("陈静", "确认离开 孙磊")
    stage.expect("chenj", "update", "暂由您保管，请办理交接")
    assert {seal.keeper for seal in roster_of(stage).seals if seal.name in kept} == {"chenj"}
    stage.tap("陈静", "确认离开")
    stage.expect("chenj", "text", "已经处理过了")


def test_somebody_who_is_still_here_stays(own_stage: Stage) -> None:
    stage = own_stage
    book = without(as_contacts(roster_of(stage)), "taoy", "duanz")
    compare(stage, book)
    stage.expect("chenj", "card", "段志明不在通讯录里了")
    stage.expect("chenj", "card", "陶勇不在通讯录里了")
    stage.say("陈静", "仍在职")
    stage.expect("chenj", "text", "有2项等您确认", "仍在职")
    stage.say("陈静", "仍在职 陶勇")
    stage.expect("chenj", "update", "陶勇仍在职，花名册没有改动")
    compare(stage, book)
    assert {"taoy", "duanz"} <= {member.account for member in roster_of(stage).members}


def test_many_missing_at_once_are_a_setting_and_not_departures(own_stage: Stage) -> None:
    stage = own_stage
    book = as_contacts(roster_of(stage))
    few = replace(book, people=book.people[:10])
    compare(stage, few)
    stage.expect("chenj", "text", "一次少了22人", "可见范围", "花名册没有改动")
    compare(stage, few)
    stage.expect_nothing_else()
    compare(stage, without(book, "taoy"))
    stage.expect("chenj", "card", "陶勇不在通讯录里了")


def test_somebody_else_cannot_take_people_out(own_stage: Stage) -> None:
    stage = own_stage
    compare(stage, without(as_contacts(roster_of(stage)), "taoy"))
    stage.expect("chenj", "card", "陶勇不在通讯录里了")
    stage.say("林芳", "确认离开 陶勇")
    stage.forget()
    assert any(member.account == "taoy" for member in roster_of(stage).members)
