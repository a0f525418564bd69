"""`dzb policy adopt`: a policy file put into force for an office, once it stands every check."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.endings import FOUND, CommandError
from bot.people_import import ACTOR, which_office
from bot.policy_check import check_policy
from handlers.engine.policy_file import read_policy
from handlers.engine.policy_sense import check_against
from storage import audit, people, policies
from storage.store import Store
from storage.unit_of_work import UnitOfWork


def adopt(store: Store, named: str, file: Path, at: datetime) -> str:
    """Put the policy into force and say which version it is. Raises CommandError with every fault, NoOfficeError."""
    file.open("rb").close()
    if faults := check_policy(file):
        raise CommandError(faults, FOUND)
    text = file.read_bytes().decode("utf-8-sig")
    policy = read_policy(text, file.name)

    def job(uow: UnitOfWork) -> str:
        org = which_office(people.org_names(uow), named)
        directory = people.load_roster(uow, org).directory(policy.leadership.lines)
        if directory.members and (faults := check_against(policy, directory)):
            raise CommandError(faults, FOUND)
        before = policies.current(uow, org)
        version = policies.adopt(uow, org, text, ACTOR, at)
        if before is not None and before.version == version:
            return f"{file.name} 与正在执行的第{version}版相同，没有改动。"
        audit.append(uow, org, at, ACTOR, "policy adopted", "", {"version": version})
        return f"{file.name} 已生效，为第{version}版。"

    return store.write(job)
