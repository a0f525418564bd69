"""The office's policy, typed: every number, role, time and word that a rule takes from `policy.toml`.

The file is written in the office's language; the alias of a field is its key there. `policy_file` reads it,
`policy_sense` looks for what cannot be meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictInt, StrictStr

from handlers.engine.attendance_policy import AttendancePolicy
from handlers.engine.calendar import Calendar, each_day
from handlers.engine.hours_policy import HoursPolicy
from handlers.engine.policy_values import (
    AtLeastOne,
    Clock,
    Count,
    Counting,
    Days,
    Hours,
    Section,
    Word,
    Words,
    read_counting,
    read_entitlement,
)
from handlers.engine.yearly_policy import SheetsPolicy, YearPolicy

SERVICE_YEARS: Final = "service_years"

Line = Literal["党委", "政府"]


class OfficePolicy(Section):
    """Who the office is to its people: whom the bot tells, and what it is called."""

    contact_roles: Words = Field(alias="联系人角色")
    """Who is told when the office must act: the first of these roles whose holder is at work."""
    secrecy_officer_role: Word = Field(alias="保密负责人角色")
    bot_name: Word = Field(alias="机器人称呼")
    phone: StrictStr = Field(alias="电话")
    """Named in replies that send somebody to the office; "" where none is to be named."""


class LeadershipPolicy(Section):
    """Which line a member of the leadership belongs to, read from the post."""

    lines: Annotated[tuple[tuple[Word, Line], ...], Field(min_length=1)] = Field(alias="职务归属")
    """(word in a post, line); the first match wins."""


class LeaveType(Section):
    """One kind of leave, and how its days are taken from a balance (rules 1.23)."""

    name: Word = Field(alias="名称")
    title: StrictStr = Field(alias="正式名称", default="")
    """What a slip calls it («年休假»); the name where the file gives none."""
    aliases: tuple[Word, ...] = Field(alias="别名", default=())
    counted: Annotated[Counting, BeforeValidator(read_counting)] = Field(alias="计算")
    entitlement: Annotated[Decimal | Literal["service_years"] | None, BeforeValidator(read_entitlement)] = Field(
        alias="天数", default=None
    )
    """Days a year: by years of service, a fixed number, or None where the bot keeps no balance."""

    def model_post_init(self, _context: object, /) -> None:
        """A kind without a title of its own is called by its name."""
        if not self.title:
            object.__setattr__(self, "title", self.name)

    @property
    def words(self) -> tuple[str, ...]:
        """Everything people call it: name, title and aliases, each once."""
        return tuple(dict.fromkeys((self.name, self.title, *self.aliases)))


class LeavePolicy(Section):
    """The leave rule (考勤制度 第4条、第5条; rules M20-5 to M20-8)."""

    principal_from_days: Annotated[Days, Field(gt=0)] = Field(alias="主要领导审批起点天数")
    """From this many calendar days of continuous absence the principal leader decides (第4条)."""
    opinion_first: StrictBool = Field(alias="分管领导先签意见")
    """Whether the supervising leader's opinion is a required first step where the principal decides."""
    reason_required: StrictBool = Field(alias="必须填写事由")
    default_type: Word = Field(alias="默认假别")
    slip_due_workdays: AtLeastOne = Field(alias="补假条期限工作日")
    """A late slip is due at the end of this working day after the return; 1 is the first (第5条)."""
    return_reminder_from_days: Annotated[Days, Field(gt=0)] = Field(alias="销假提醒起点天数")
    earlier_leaves_shown_days: Count = Field(alias="审批卡片回看天数")
    annual_leave: Annotated[tuple[tuple[Count, AtLeastOne], ...], Field(min_length=1)] = Field(alias="年休假天数")
    """(full years of service, days of annual leave), rising."""
    types: Annotated[tuple[LeaveType, ...], Field(min_length=1)] = Field(alias="假别")

    def type_named(self, words: str) -> LeaveType | None:
        """The kind of leave that these words are the name, title or alias of."""
        return next((kind for kind in self.types if words in kind.words), None)


class ReminderPolicy(Section):
    """When people are reminded, and when they are left in peace (rules X4, X9, 1.24)."""

    times: Annotated[tuple[Clock, ...], Field(min_length=1)] = Field(alias="领导待办汇总时间")
    office_after_hours: Annotated[Hours, Field(gt=0)] = Field(alias="几个工时未处理告知党政办")
    """Working hours that a step may wait before the office is told."""
    quiet_from: Clock = Field(alias="免打扰开始")
    quiet_until: Clock = Field(alias="免打扰结束")
    urge_every_hours: Annotated[StrictInt, Field(ge=1, le=240)] = Field(alias="催办间隔小时")
    return_time: Clock = Field(alias="销假提醒时间")
    clock_stopped_minutes: Annotated[StrictInt, Field(ge=5, le=240)] = Field(
        default=10, alias="定时停摆几分钟告知党政办"
    )
    """How long the recurring duties may stand still, with something due, before the office is told."""
    late_in_group_minutes: Annotated[StrictInt, Field(ge=1, le=60)] = Field(default=10, alias="群提醒最多迟几分钟")
    """A reminder that could not reach the group so long after its time is told to the office instead."""


class DialoguePolicy(Section):
    """How patient the bot is in a conversation (lessons 5.2)."""

    undo_minutes: Annotated[StrictInt, Field(ge=0, le=60)] = Field(alias="误点撤回分钟")
    max_drafts: Annotated[StrictInt, Field(ge=1, le=9)] = Field(alias="最多草稿数")
    failures_before_examples: AtLeastOne = Field(alias="几次没听懂后举例")
    failures_before_office: AtLeastOne = Field(alias="几次没听懂后转党政办")
    same_again_minutes: Count = Field(alias="重复提交提示分钟")
    approved_together: tuple[Word, ...] = Field(alias="可一次全部同意的事项", default=("请假", "用车"))
    """Matters that a leader may approve all at once from the list (lessons 5.2, line 22)."""


class SecrecyPolicy(Section):
    """Words that the secrecy guard refuses beside the classification marks it knows (保密制度; rules M10-7)."""

    extra_words: tuple[Word, ...] = Field(alias="另加词语")


class InformationKind(Section):
    """One of the regulation's six kinds of information (信息报送制度), and the clause that it stands in."""

    name: Word = Field(alias="名称")
    clause: Word = Field(alias="条款")
    emergency: StrictBool = Field(alias="突发", default=False)


class AdoptionLevel(Section):
    """Where a piece may be taken up, and what that scores (信息工作要求 第5项)."""

    name: Word = Field(alias="采用层级")
    points: Count = Field(alias="得分")


class InformationPolicy(Section):
    """Information reporting (信息报送制度; rules M08)."""

    kinds: tuple[InformationKind, ...] = Field(
        alias="类别",
        default=(
            InformationKind.model_validate({"名称": "工作动态", "条款": "第2项"}),
            InformationKind.model_validate({"名称": "经验做法", "条款": "第3项"}),
            InformationKind.model_validate({"名称": "社情民意", "条款": "第4项"}),
            InformationKind.model_validate({"名称": "突发事件", "条款": "第4项", "突发": True}),
            InformationKind.model_validate({"名称": "问题建议", "条款": "第5项"}),
            InformationKind.model_validate({"名称": "领导活动", "条款": "第6项"}),
        ),
    )
    levels: tuple[AdoptionLevel, ...] = Field(
        alias="采用得分",
        default=(
            AdoptionLevel.model_validate({"采用层级": "乡", "得分": 1}),
            AdoptionLevel.model_validate({"采用层级": "县", "得分": 3}),
            AdoptionLevel.model_validate({"采用层级": "州", "得分": 5}),
            AdoptionLevel.model_validate({"采用层级": "省", "得分": 8}),
        ),
    )
    editor_role: Word = Field(alias="编审角色", default="文书")
    bulletin: Word = Field(alias="简报名称", default="武定信息")
    least_a_month: AtLeastOne = Field(alias="每月最少期数", default=3)


class SealPolicy(Section):
    """The seal rule (印鉴管理制度; rules M07)."""

    lapse_workdays: AtLeastOne = Field(alias="批准后几个工作日内用印", default=5)
    """An approval that is not used by the end of this working day is void; 1 is the first after the approval."""
    purpose_required: StrictBool = Field(alias="必须填写用途", default=False)
    blank_allowed: StrictBool = Field(alias="允许空白纸用印", default=False)
    custodian_roles: Words = Field(alias="带章外出保管角色", default=("党政办主任", "党政办副主任"))
    """Who alone may carry a seal outside (第4条)."""
    return_again_hours: AtLeastOne = Field(alias="未归还几小时后再提醒", default=1)
    leaders_after_hours: AtLeastOne = Field(alias="未归还几小时后报告领导", default=2)
    check_time: Clock = Field(alias="每日检查时间", default=time(8, 43))
    """When lapsed approvals are closed and leaders hear again of a seal that is still outside."""


class VehiclePolicy(Section):
    """Cars and drivers (车辆及驾驶员管理制度; rules M16)."""

    dispatcher_role: Word = Field(alias="调度角色", default="车辆调度员")
    approver_role: Word = Field(alias="审批角色", default="党政办主任")
    """Who approves a trip, a fuel slip and a repair; and who alone may allow private use (第1、2、3、8条)."""
    dispatcher_alone: tuple[Word, ...] = Field(alias="调度员直接派车的去向", default=())
    """Kinds of place (乡 村 县 州) to which the dispatcher's assignment is enough on one and the same working day."""
    overdue_minutes: Annotated[StrictInt, Field(ge=5, le=600)] = Field(alias="超时未归提醒分钟", default=40)
    km_a_day: AtLeastOne = Field(alias="单日里程提示公里", default=500)
    km_unexplained: Count = Field(alias="里程不连续提示公里", default=5)
    stations: tuple[Word, ...] = Field(alias="定点加油站", default=())
    fuel_tolerance_percent: Count = Field(alias="加油超量须说明百分比", default=10)
    garages: tuple[Word, ...] = Field(alias="定点维修点", default=())


class ContactsPolicy(Section):
    """The platform's contacts beside the roster (M14-3, rules X11)."""

    check_time: Clock = Field(alias="核对时间", default=time(8, 52))
    most_missing_percent: Annotated[StrictInt, Field(ge=1, le=100)] = Field(alias="一次最多少百分之几", default=20)
    """More people than this missing at once are taken for a narrowed visible range, not for departures."""


class DutyPolicy(Section):
    """Duty (值班制度; rules M19)."""

    served_by: Words = Field(alias="值班员", default=("党政办公室",))
    """Who takes turns on duty: units, roles or names. Drivers only where they are named."""
    led_by: Words = Field(alias="带班", default=("主要领导", "分管领导"))
    """Who takes turns in charge: the same."""
    reminder_time: Clock = Field(alias="前一天提醒时间", default=time(17, 3))
    take_over_before_minutes: Annotated[StrictInt, Field(ge=0, le=60)] = Field(alias="接班卡片提前分钟", default=2)
    told_after_minutes: AtLeastOne = Field(alias="几分钟没有接班告知", default=15)
    told_next_minutes: AtLeastOne = Field(alias="再过几分钟告知下一人", default=12)
    told_roles: Words = Field(alias="没有接班依次告知", default=("党政办副主任", "党政办主任"))
    """Who is told, one after the other, to telephone whoever has not taken over."""
    swap_confirmed: StrictBool = Field(alias="换班须党政办确认", default=True)
    leave_needs_cover: StrictBool = Field(alias="有值班须先换班才能准假", default=True)


class ChannelsPolicy(Section):
    """Which platform a message goes to where somebody is on two."""

    all_at_once: StrictBool = Field(alias="几个平台都发", default=False)
    """Otherwise only the preferred one, which the settings name first."""
    talk_minutes: Annotated[StrictInt, Field(ge=0, le=1440)] = Field(alias="对话沿用分钟", default=30)
    """So long after somebody wrote on a platform they are answered there."""


class GatheringPolicy(Section):
    """What the weekly meeting and the weekly study have in common (会议制度 三, 学习制度 第2项)."""

    on: StrictBool = Field(alias="启用", default=True)
    start: Clock = Field(alias="开始时间", default=time(9, 0))
    place: StrictStr = Field(alias="地点", default="会议室")
    question_time: Clock = Field(alias="节假日询问时间", default=time(16, 37))
    """When the office is asked, on the last working day before, how a holiday moves it."""
    roll_time: Clock = Field(alias="名单发出时间", default=time(8, 51))
    """When the office gets the list of who is expected and who is excused."""
    sign_in_minutes: Annotated[StrictInt, Field(ge=0, le=600)] = Field(alias="开始几分钟后停止签到", default=120)
    """So long after it began somebody may still sign in, as late; then the office ticks them (rules M02-3)."""


class MeetingPolicy(GatheringPolicy):
    """The weekly meeting on Monday morning (会议制度 三; rules M01-5, M01-6)."""

    reminder_time: Clock = Field(alias="提醒时间", default=time(7, 43))
    agenda_time: Clock = Field(alias="征集议题时间", default=time(16, 7))
    """When unit heads are asked for two lines, on the last working day before."""


class StudyPolicy(GatheringPolicy):
    """The weekly study on Sunday morning (学习制度; rules M18)."""

    day_before_time: Clock = Field(alias="前一天提醒时间", default=time(17, 3))
    reminder_time: Clock = Field(alias="当天提醒时间", default=time(8, 2))
    leave_until: Clock = Field(alias="请假截止时间", default=time(7, 30))
    """Until when on the day itself somebody may ask the office to be excused (第4项)."""
    presenter_days: Annotated[StrictInt, Field(ge=1, le=6)] = Field(alias="提前几天提醒主讲", default=3)
    presenter_time: Clock = Field(alias="主讲提醒时间", default=time(15, 47))
    presenters: tuple[Word, ...] = Field(alias="轮流主讲单位", default=())
    """Units whose heads present in turn; the office and the stations in the order of the roster where none is named."""


class DigestPolicy(Section):
    """The office's morning digest (rules 1.24)."""

    at: Clock = Field(alias="时间", default=time(8, 6))


class HolidayRow(Section):
    """One line of the holiday notice: a day, or a first and a last day, and whether it is worked."""

    day: date | None = Field(alias="日期", default=None, strict=True)
    first: date | None = Field(alias="从", default=None, strict=True)
    last: date | None = Field(alias="到", default=None, strict=True)
    name: StrictStr = Field(alias="名称", default="")
    worked: StrictBool = Field(alias="上班")

    def days(self) -> Iterator[date]:
        """Every date the line speaks of; none where it is not filled in properly."""
        if self.day is not None:
            yield self.day
        elif self.first is not None and self.last is not None:
            yield from each_day(self.first, min(self.last, self.first + timedelta(days=30)))


class HolidayTable(Section):
    """The office's own holiday table: wins over the library, and alone for years the library does not know."""

    complete_years: tuple[Annotated[StrictInt, Field(ge=2000, le=2100)], ...] = Field(alias="已完整录入的年份")
    rows: tuple[HolidayRow, ...] = Field(alias="安排")


class Policy(Section):
    """Everything the rules of an office take from its policy file."""

    office: OfficePolicy = Field(alias="办公室")
    leadership: LeadershipPolicy = Field(alias="班子条线")
    leave: LeavePolicy = Field(alias="请假")
    reminders: ReminderPolicy = Field(alias="提醒")
    hours: HoursPolicy = Field(alias="作息时间")
    dialogue: DialoguePolicy = Field(alias="对话")
    secrecy: SecrecyPolicy = Field(alias="保密")
    holidays: HolidayTable = Field(alias="放假安排")
    information: InformationPolicy = Field(alias="信息报送", default_factory=InformationPolicy)
    vehicles: VehiclePolicy = Field(alias="用车", default_factory=VehiclePolicy)
    seals: SealPolicy = Field(alias="印章", default_factory=SealPolicy)
    meeting: MeetingPolicy = Field(alias="例会", default_factory=MeetingPolicy)
    study: StudyPolicy = Field(alias="学习", default_factory=StudyPolicy)
    digest: DigestPolicy = Field(alias="晨报", default_factory=DigestPolicy)
    contacts: ContactsPolicy = Field(alias="通讯录", default_factory=ContactsPolicy)
    duty: DutyPolicy = Field(alias="值班", default_factory=DutyPolicy)
    channels: ChannelsPolicy = Field(alias="消息渠道", default_factory=ChannelsPolicy)
    sheets: SheetsPolicy = Field(alias="汇总表", default_factory=SheetsPolicy)
    year: YearPolicy = Field(alias="年历", default_factory=YearPolicy)
    attendance: AttendancePolicy = Field(alias="考勤", default_factory=AttendancePolicy)

    @cached_property
    def calendar(self) -> Calendar:
        """The days as this office works them: its own table over the published ones."""
        days = {day: (row.worked, row.name) for row in self.holidays.rows for day in row.days()}
        return Calendar(days, frozenset(self.holidays.complete_years))
