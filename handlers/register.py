"""Every regulation of the office: its matters, its questions, its rules. A new one is added here, in one line each."""

from __future__ import annotations

from collections.abc import Mapping

from handlers import secrecy
from handlers.attendance import answers as attendance_answers
from handlers.attendance.record import ATTENDANCE
from handlers.duty.book import DUTY
from handlers.engine.ledger import Book
from handlers.engine.matter import Matter
from handlers.engine.statement import Enquiry, Statement
from handlers.information import answers as information_answers
from handlers.information.matter import InformationMatter
from handlers.leave import answers as leave_answers
from handlers.leave import history as leave_history
from handlers.leave.matter import LeaveMatter
from handlers.outing import answers as outing_answers
from handlers.outing.matter import OutingMatter
from handlers.seal import answers as seal_answers
from handlers.seal.matter import SealMatter
from handlers.study.leave import StudyLeaveMatter
from handlers.vehicle import answers as vehicle_answers
from handlers.vehicle.fuel import FuelMatter
from handlers.vehicle.matter import VehicleMatter
from handlers.vehicle.repair import RepairMatter

MATTERS: Mapping[str, Matter] = {
    matter.code: matter
    for matter in (
        LeaveMatter(),
        InformationMatter(),
        StudyLeaveMatter(),  # before those whose words a reason may use
        SealMatter(),
        OutingMatter(),
        VehicleMatter(),
        FuelMatter(),
        RepairMatter(),
    )
}

BOOKS: tuple[Book, ...] = (DUTY, ATTENDANCE)
"""The books of business that nobody files a request for; those of the matters follow from MATTERS."""

STATEMENTS: tuple[Statement, ...] = (
    *attendance_answers.STATEMENTS,
    *leave_answers.STATEMENTS,
    *secrecy.STATEMENTS,
    *seal_answers.STATEMENTS,
    *outing_answers.STATEMENTS,
    *vehicle_answers.STATEMENTS,
)

ENQUIRIES: tuple[Enquiry, ...] = (
    *leave_history.ENQUIRIES,
    *information_answers.ENQUIRIES,
    *seal_answers.ENQUIRIES,
    *outing_answers.ENQUIRIES,
    *vehicle_answers.ENQUIRIES,
)
