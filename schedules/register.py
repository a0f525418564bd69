"""Every recurring duty of the office. A new one is added here, in one line."""

from __future__ import annotations

from schedules.bulletin_count import BulletinCount
from schedules.draft_expiry import DraftExpiry
from schedules.engine import Job
from schedules.leave_return import LeaveReturnReminder
from schedules.seal_lapse import SealLapse
from schedules.seal_return import SealReturnReminder
from schedules.stand_in import WorkStandIn
from schedules.vehicle_return import VehicleReturn
from schedules.waiting_reminder import WaitingReminder

JOBS: tuple[Job, ...] = (
    DraftExpiry(),
    LeaveReturnReminder(),
    WaitingReminder(),
    BulletinCount(),
    SealLapse(),
    SealReturnReminder(),
    WorkStandIn(),
    VehicleReturn(),
)
