"""`dzb people import`: the office's lists taken over as a whole, and what that changed in people's lives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from bot.desk import sending_on
from bot.endings import CommandError
from bot.house import House
from bot.offices import NoOfficeError
from handlers.engine.people import Member
from handlers.engine.policy_file import read_policy
from handlers.engine.policy_sense import check_against
from handlers.engine.roster import Roster
from storage import audit, people, policies
from storage.roster_sheets import Fault
from storage.store import Store
from storage.unit_of_work import UnitOfWork

ACTOR = "dzb"


def take_over(store: Store, named: str, roster: Roster, at: datetime) -> tuple[list[str], list[str]]:
    """Put the roster in the place of the one before, in one transaction.

    `named` is the office's short name or full name; "" means the only one. Returns what changed, and what the
    policy in force asks of people who are not there any more, one Chinese line each. Raises NoOfficeError, and
    CommandError for a roster with nobody in service: it would send everybody away.
    """
    if not roster.members:
        raise CommandError("花名册里没有一个在职的人，没有导入任何内容：请先填写花名册")

    def job(uow: UnitOfWork) -> tuple[list[str], list[str]]:
        org = which_office(people.org_names(uow), named)
        before = people.load_roster(uow, org)
        people.replace_roster(uow, org, roster, at)
        changes = [*compare(before, roster), *_hand_over(House(store), uow, org, before, roster, at)]
        audit.append(uow, org, at, ACTOR, "people imported", "", {"members": len(roster.members)})
        return [*changes, _now(roster)], _unserved(uow, org, roster)

    return store.write(job)


def _hand_over(house: House, uow: UnitOfWork, org: str, before: Roster, after: Roster, at: datetime) -> list[str]:
    """What those who left could still move goes to the office, named here and told there (rules X11)."""
    stayed = {member.account for member in after.members}
    left = [member for member in before.members if member.account not in stayed]
    if not left or policies.current(uow, org) is None:
        return []
    office = house.offices.facts(uow, org, at, "").contact()
    turn = house.conversation.turn(uow, org, office, at, ACTOR)
    handed = [(member, sending_on.release(turn, member)) for member in left] if turn else []
    return [f"{member.name}名下的待办已转党政办：{'、'.join(serials)}" for member, serials in handed if serials]


def told(faults: Sequence[Fault]) -> list[str]:
    """Every fault of the lists on its own line; where there are several, how many, and that nothing was taken over."""
    lines = [str(fault) for fault in faults]
    return [*lines, f"共{len(lines)}处有误，没有导入任何内容，请改正后重新导入"] if len(lines) > 1 else lines


def which_office(known: dict[str, str], named: str) -> str:
    """The short name of the office that is meant. Raises NoOfficeError where none or several can be."""
    found = [org for org, name in known.items() if named in (org, name)] if named else list(known)
    if len(found) == 1:
        return found[0]
    if not known:
        raise NoOfficeError("数据库里还没有任何单位，请先运行 dzb init")
    names = "、".join(f"{org}（{name}）" for org, name in known.items())
    why = f"没有叫“{named}”的单位" if named else "数据库里不止一个单位"
    raise NoOfficeError(f"{why}，请用 --org 写明其中一个：{names}")


def compare(before: Roster, after: Roster) -> list[str]:
    """Who came, who left, who moved, and whose post or role is another: one Chinese line each, nothing where alike."""
    then, now = _by_account(before), _by_account(after)
    stayed = [(then[account], member) for account, member in now.items() if account in then]
    lines = (
        _line("新增", [f"{m.name}（{m.unit}）" for m in after.members if m.account not in then]),
        _line("离开", [f"{m.name}（{m.unit}）" for m in before.members if m.account not in now]),
        _line("调动", _differing(stayed, lambda m: m.unit)),
        _line("改名", _differing(stayed, lambda m: m.name)),
        _line("职务变动", _differing(stayed, lambda m: m.post)),
        _line("角色变动", _differing(stayed, lambda m: "、".join(sorted(m.roles)))),
    )
    return [line for line in lines if line] or ["人员没有变化"]


def _by_account(roster: Roster) -> dict[str, Member]:
    return {member.account: member for member in roster.members}


def _differing(stayed: Iterable[tuple[Member, Member]], read: Callable[[Member], str]) -> list[str]:
    return [f"{new.name}（{read(old) or '无'} → {read(new) or '无'}）" for old, new in stayed if read(old) != read(new)]


def _line(what: str, items: list[str]) -> str:
    return f"{what}{len(items)}人：{'、'.join(items)}" if items else ""


def _now(roster: Roster) -> str:
    return f"现有在职{len(roster.members)}人，单位{len(roster.units)}个，群{len(roster.groups)}个"


def _unserved(uow: UnitOfWork, org: str, roster: Roster) -> list[str]:
    adopted = policies.current(uow, org)
    if adopted is None:
        return []
    policy = read_policy(adopted.text)
    return check_against(policy, roster.directory(policy.leadership.lines))
