"""`dzb audit verify`: whether the trail of every office is as it was written."""

from __future__ import annotations

from bot.people_import import which_office
from storage import audit, people
from storage.store import Store
from storage.unit_of_work import UnitOfWork


def check(store: Store, named: str) -> tuple[list[str], list[str]]:
    """The offices whose trail is whole and those whose trail is not, one Chinese line each.

    `named` is the office's short name or full name; "" means every office. Raises NoOfficeError.
    """

    def job(uow: UnitOfWork) -> tuple[list[str], list[str]]:
        names = people.org_names(uow)
        asked = [which_office(names, named)] if named else list(names)
        found = {org: audit.verify(uow, org) for org in asked}
        return (
            [_WHOLE.format(names[org]) for org, first in found.items() if first is None],
            [_BROKEN.format(names[org], first) for org, first in found.items() if first is not None],
        )

    return store.read(job)


_WHOLE = "{}：操作记录完整，没有被改动。"
_BROKEN = "{}：操作记录从第{}条起被改动过，请停止使用，保留数据库备查，并联系管理员"
