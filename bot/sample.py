"""The sample township, put into a store: what `dzb demo`, `dzb play` and the tests start from."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from storage import people, policies
from storage.roster_files import read_folder
from storage.store import Store
from storage.unit_of_work import UnitOfWork

FOLDER = Path(__file__).parent / "sample_township"
ORG = "qinghe"
NAME = "青禾乡"


def settle(store: Store, at: datetime, folder: Path = FOLDER) -> None:
    """Register the sample township with its roster and policy, unless it is there already."""
    roster = read_folder(folder)
    text = (folder / "policy.toml").read_text(encoding="utf-8")

    def job(uow: UnitOfWork) -> None:
        if people.roster_version(uow, ORG):
            return
        people.register_org(uow, ORG, NAME, at)
        people.replace_roster(uow, ORG, roster, at)
        policies.adopt(uow, ORG, text, "dzb", at)

    store.write(job)
