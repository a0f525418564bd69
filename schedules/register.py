"""Every recurring duty of the office. A new one is added here, in one line."""

from __future__ import annotations

from schedules.agenda_call import AgendaCall
from schedules.attendance_publication import AttendancePublication
from schedules.attendance_sheet import AttendanceSheet
from schedules.attendance_waiting import AttendanceWaiting
from schedules.bulletin_count import BulletinCount
from schedules.draft_expiry import DraftExpiry
from schedules.duty_ladder import DutyLadder
from schedules.duty_reminder import DutyReminder
from schedules.duty_take_over import DutyTakeOver
from schedules.engine import Job
from schedules.gathering_question import GatheringQuestion
from schedules.late_push import LatePush
from schedules.leave_return import LeaveReturnReminder
from schedules.meeting_reminder import MeetingReminder
from schedules.morning_digest import MorningDigest
from schedules.period_sheets import PeriodSheets
from schedules.presenter_reminder import PresenterReminder
from schedules.quarter_notice import QuarterNotice
from schedules.roll_list import RollList
from schedules.roll_unclosed import RollUnclosed
from schedules.seal_lapse import SealLapse
from schedules.seal_return import SealReturnReminder
from schedules.stand_in import WorkStandIn
from schedules.study_reminder import StudyReminder
from schedules.vehicle_return import VehicleReturn
from schedules.waiting_reminder import WaitingReminder
from schedules.year_points import YearPoints

JOBS: tuple[Job, ...] = (
    DraftExpiry(),
    LatePush(),
    LeaveReturnReminder(),
    WaitingReminder(),
    BulletinCount(),
    SealLapse(),
    SealReturnReminder(),
    WorkStandIn(),
    VehicleReturn(),
    GatheringQuestion(),
    AgendaCall(),
    MeetingReminder(),
    PresenterReminder(),
    StudyReminder(days_before=1),
    StudyReminder(days_before=0),
    RollList(),
    RollUnclosed(),
    MorningDigest(),
    QuarterNotice(),
    PeriodSheets(),
    YearPoints(),
    DutyReminder(),
    DutyTakeOver(),
    DutyLadder(),
    AttendanceSheet(),
    AttendancePublication(),
    AttendanceWaiting(),
)
