"""`dzb duty import`: a month's roster from a file, published at once where every row is right."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from bot.affairs import duty_import, duty_roster, duty_sheet
from bot.endings import CommandError
from bot.house import House
from bot.people_import import ACTOR
from handlers.duty import importing_words as words
from handlers.duty.importing import Wrong
from storage import duty
from storage.store import Store
from storage.unit_of_work import UnitOfWork


def take_over(store: Store, org: str, file: Path, at: datetime) -> list[str]:
    """Publish the roster in this file, in one transaction; what was done, a line each.

    Raises CommandError with a line for each row that is wrong; then nothing is changed.
    """
    sheet = duty_sheet.of_file(file.name, file.read_bytes())
    if isinstance(sheet, Wrong):
        raise CommandError(str(sheet))
    house = House(store)

    def job(uow: UnitOfWork) -> list[str]:
        office = house.offices.facts(uow, org, at, "").contact()
        turn = house.conversation.turn(uow, org, office, at, ACTOR)
        if turn is None:
            raise CommandError("党政办没有一个在岗的联系人，不能发布值班表：请先在花名册里写明党政办主任等角色")
        duty.hold(uow, org)
        planned = duty_import.planned_in(turn, sheet)
        if isinstance(planned, str):
            raise CommandError(planned.splitlines())
        since, until = planned[0].start, duty_import.end_of(planned)
        called = duty_import.called(turn, planned)
        told = duty_roster.publish(turn, called, planned, since, until, duty.beginning(uow, org, since, until))
        missing = duty_import.missing_after(turn, planned)
        return [words.imported(called, len(planned), told), *([missing] if missing else [])]

    return store.write(job)
