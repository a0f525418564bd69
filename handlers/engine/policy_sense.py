"""What a policy cannot mean: rules that contradict each other, and steps that the office's people cannot take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from handlers.engine.attendance_policy import LAW_RUNNING, LAW_YEAR, AttendancePolicy
from handlers.engine.hours_policy import DayHours, HoursPolicy
from handlers.engine.people import Directory, Line, Role
from handlers.engine.policy import (
    ContactsPolicy,
    HolidayTable,
    LeavePolicy,
    LeaveType,
    Policy,
    ReminderPolicy,
    SealPolicy,
    VehiclePolicy,
)
from handlers.engine.toml_lines import Path
from handlers.engine.working_hours import is_quiet

Contradiction = tuple[Path, str]
"""The path of the key in the file, and in Chinese what is wrong and what to do."""

_CROWDED_MINUTES = (0, 30)
_SOME_DAY = date(2026, 1, 5)
"""Any day: only its clock matters."""
_PLACES = ("乡", "村", "县", "州")


def contradictions(policy: Policy) -> Iterator[Contradiction]:
    """Everything in the policy that cannot be meant, though each value alone is well written."""
    yield from _hours(policy.hours)
    yield from _reminders(policy.reminders, policy.hours)
    yield from _leave(policy.leave)
    yield from _dialogue(policy)
    yield from _shadowed_words(policy.leadership.lines)
    yield from _holidays(policy.holidays)
    yield from _seals(policy.seals, policy.hours)
    yield from _cars(policy.vehicles)
    yield from _contacts(policy.contacts, policy.hours)
    yield from _calendar_times(policy)
    yield from _take_over_times(policy)
    yield from _attendance(policy.attendance)


def check_against(policy: Policy, directory: Directory) -> list[str]:
    """What the policy asks of people who are not there: one Chinese line each, empty where all is well."""
    return [
        *_roles_nobody_holds(policy, directory),
        *_lines_without_principal(directory),
        *_units_without_supervising_leader(directory),
        *_leaders_without_line(directory),
        *_stand_ins_not_in_service(directory),
        *_cars_without_people(policy, directory),
    ]


def _hours(hours: HoursPolicy) -> Iterator[Contradiction]:
    yield from _day_hours(hours, ("作息时间",))
    begun: dict[object, str] = {}
    for n, season in enumerate(hours.seasons):
        yield from _day_hours(season, ("作息时间", "换季", n))
        if season.begins in begun:
            yield (
                ("作息时间", "换季", n),
                f"“{season.name}”与“{begun[season.begins]}”从同一天起；请改正其中一个的“从”",
            )
        begun.setdefault(season.begins, season.name)
    yearly = [season.name for season in hours.seasons if isinstance(season.begins, tuple)]
    if len(yearly) == 1:
        yield (
            ("作息时间", "换季"),
            f"每年的换季只写了“{yearly[0]}”，全年都会按它执行；请把换回来的那一季也写上",
        )


def _day_hours(hours: DayHours, path: Path) -> Iterator[Contradiction]:
    if keys := hours.out_of_order():
        before, key = keys
        place: Path = path if len(path) > 1 else (*path, key)
        yield (
            place,
            f"“{key}”{hours.at(key):%H:%M}不晚于“{before}”{hours.at(before):%H:%M}；请按先后顺序改正",
        )


def _reminders(reminders: ReminderPolicy, hours: HoursPolicy) -> Iterator[Contradiction]:
    times = [(("提醒", "领导待办汇总时间", n), moment) for n, moment in enumerate(reminders.times)]
    for path, moment in [*times, (("提醒", "销假提醒时间"), reminders.return_time)]:
        if not _at_work(moment, hours):
            yield path, f"提醒时间{moment:%H:%M}不在上班时间内；请改到作息时间以内"
        if moment.minute in _CROWDED_MINUTES:
            yield path, f"提醒时间{moment:%H:%M}是整点或半点，平台此时最拥挤，消息容易延迟；请错开几分钟"
    for path, moment in times:
        if reminders.times.index(moment) < path[2]:
            yield path, f"提醒时间{moment:%H:%M}写了两遍；请删去一个"
    if reminders.quiet_from <= reminders.quiet_until:
        yield ("提醒", "免打扰开始"), "免打扰时间应当从晚上跨到第二天早上；请让“免打扰开始”晚于“免打扰结束”"
    elif reminders.quiet_from < hours.afternoon_until:
        yield ("提醒", "免打扰开始"), f"免打扰从{reminders.quiet_from:%H:%M}开始，下班之前就不再提醒；请改到下班以后"
    elif reminders.quiet_until > hours.morning_from:
        yield ("提醒", "免打扰结束"), f"免打扰到{reminders.quiet_until:%H:%M}才结束，上班以后还不提醒；请改到上班以前"


def _at_work(moment: time, hours: HoursPolicy) -> bool:
    morning = hours.morning_from <= moment <= hours.morning_until
    return morning or hours.afternoon_from <= moment <= hours.afternoon_until


def _leave(leave: LeavePolicy) -> Iterator[Contradiction]:
    for n, (before, after) in enumerate(pairwise(leave.annual_leave), 1):
        if after[0] <= before[0] or after[1] <= before[1]:
            yield ("请假", "年休假天数", n), f"工龄{after[0]}年、{after[1]}天没有高于上一档；请按工龄和天数从低到高排列"
    if leave.default_type not in [kind.name for kind in leave.types]:
        yield ("请假", "默认假别"), f"默认假别“{leave.default_type}”不在“假别”的名称里；请补上这一假别或改正"
    yield from _shared_words(leave.types)


def _seals(seals: SealPolicy, hours: HoursPolicy) -> Iterator[Contradiction]:
    if seals.leaders_after_hours <= seals.return_again_hours:
        yield ("印章", "未归还几小时后报告领导"), "报告领导应当晚于再次提醒，否则提醒还没有到就已上报；请改大"
    if not _at_work(seals.check_time, hours) or seals.check_time.minute in _CROWDED_MINUTES:
        yield (
            ("印章", "每日检查时间"),
            f"每日检查时间{seals.check_time:%H:%M}应在上班时间内，并避开整点和半点；请错开几分钟",
        )


def _contacts(contacts: ContactsPolicy, hours: HoursPolicy) -> Iterator[Contradiction]:
    if not _at_work(contacts.check_time, hours) or contacts.check_time.minute in _CROWDED_MINUTES:
        yield (
            ("通讯录", "核对时间"),
            f"核对时间{contacts.check_time:%H:%M}应在上班时间内，并避开整点和半点；请错开几分钟",
        )


def _calendar_times(policy: Policy) -> Iterator[Contradiction]:
    """What the week sends by itself leaves off the crowded minutes, and at night (rules 1.24)."""
    for section, keys in _sent_at(policy).items():
        for key, clock in keys.items():
            yield from _ill_timed((section, key), clock, policy)


def _sent_at(policy: Policy) -> Mapping[str, Mapping[str, time]]:
    meeting, study = policy.meeting, policy.study
    return {
        "例会": {
            "节假日询问时间": meeting.question_time,
            "名单发出时间": meeting.roll_time,
            "提醒时间": meeting.reminder_time,
            "征集议题时间": meeting.agenda_time,
        },
        "学习": {
            "节假日询问时间": study.question_time,
            "名单发出时间": study.roll_time,
            "前一天提醒时间": study.day_before_time,
            "当天提醒时间": study.reminder_time,
            "主讲提醒时间": study.presenter_time,
        },
        "晨报": {"时间": policy.digest.at},
        "汇总表": {"时间": policy.sheets.at},
        "年历": {"提醒时间": policy.year.at},
        "值班": {"前一天提醒时间": policy.duty.reminder_time},
        "考勤": {
            "核实提醒时间": policy.attendance.waiting_time,
            "月表时间": policy.attendance.sheet_time,
            "公布提醒时间": policy.attendance.publication_time,
        },
    }


def _ill_timed(path: Path, clock: time, policy: Policy) -> Iterator[Contradiction]:
    quiet = policy.reminders
    if clock.minute in _CROWDED_MINUTES:
        yield path, f"{clock:%H:%M}是整点或半点，平台此时最拥挤，消息容易延迟；请错开几分钟"
    if _is_night(quiet, policy.hours) and is_quiet(datetime.combine(_SOME_DAY, clock), quiet):
        yield path, f"{clock:%H:%M}在免打扰时间内；请改到{quiet.quiet_until:%H:%M}至{quiet.quiet_from:%H:%M}之间"


def _is_night(quiet: ReminderPolicy, hours: HoursPolicy) -> bool:
    """Whether the quiet hours themselves can be meant; else only they are told."""
    return quiet.quiet_until <= hours.morning_from and quiet.quiet_from >= hours.afternoon_until


def _take_over_times(policy: Policy) -> Iterator[Contradiction]:
    """The card before a shift and the word where nobody takes over: moments that follow from the working hours."""
    duty = policy.duty
    later = {
        "接班卡片提前分钟": -duty.take_over_before_minutes,
        "几分钟没有接班告知": duty.told_after_minutes,
        "再过几分钟告知下一人": duty.told_after_minutes + duty.told_next_minutes,
    }
    timetables = (policy.hours, *policy.hours.seasons)
    begins = tuple(begin for hours in timetables for begin in (hours.morning_from, hours.afternoon_until))
    for key, minutes in later.items():
        moments = ((begin, _minutes_after(begin, minutes)) for begin in begins)
        if crowded := next(((begin, sent) for begin, sent in moments if sent.minute in _CROWDED_MINUTES), None):
            begin, sent = crowded
            path: Path = ("值班", key)
            yield path, f"{begin:%H:%M}的班会在{sent:%H:%M}发消息，是整点或半点，平台此时最拥挤；请加减几分钟"


def _minutes_after(clock: time, minutes: int) -> time:
    return (datetime.combine(_SOME_DAY, clock) + timedelta(minutes=minutes)).time()


def _attendance(attendance: AttendancePolicy) -> Iterator[Contradiction]:
    if attendance.publication_time <= attendance.sheet_time:
        yield (
            ("考勤", "公布提醒时间"),
            f"公布提醒时间{attendance.publication_time:%H:%M}不晚于月表时间，遇例会和月表同一天就不能公布；请改晚",
        )
    lines = (
        ("连续旷工提示天数", attendance.running_told, LAW_RUNNING),
        ("全年旷工提示天数", attendance.year_told, LAW_YEAR),
    )
    for key, days, law in lines:
        if list(days) != sorted(set(days)):
            yield ("考勤", key), f"“{key}”应当从小到大、不重复；请改正"
        elif not days or days[0] > law:
            yield ("考勤", key), f"“{key}”应当有不超过{law}天的提示，否则到公务员法第88条的天数也没有人知道；请补上"


def _shared_words(types: tuple[LeaveType, ...]) -> Iterator[Contradiction]:
    owners: dict[str, str] = {}
    for n, kind in enumerate(types):
        for word in kind.words:
            if word in owners:
                yield ("请假", "假别", n), f"“{word}”既是{owners[word]}又是{kind.name}的叫法；请只留在一个假别里"
            owners.setdefault(word, kind.name)


def _dialogue(policy: Policy) -> Iterator[Contradiction]:
    dialogue = policy.dialogue
    if dialogue.failures_before_office <= dialogue.failures_before_examples:
        yield (
            ("对话", "几次没听懂后转党政办"),
            "转党政办的次数应当多于举例的次数，否则举例永远轮不到；请改大",
        )


def _shadowed_words(lines: tuple[tuple[str, Line | str], ...]) -> Iterator[Contradiction]:
    """A word behind a shorter one that it contains is never reached («乡长» before «副乡长», other line)."""
    for n, (word, line) in enumerate(lines):
        earlier = next(((short, other) for short, other in lines[:n] if short in word), None)
        if earlier and (earlier[1] != line or earlier[0] == word):
            yield ("班子条线", "职务归属", n), f"“{word}”排在“{earlier[0]}”后面，永远轮不到；请移到它前面"


def _cars(vehicles: VehiclePolicy) -> Iterator[Contradiction]:
    """A kind of place that no list of places knows never lets the dispatcher decide alone."""
    for n, category in enumerate(vehicles.dispatcher_alone):
        if category not in _PLACES:
            known = "、".join(_PLACES)
            yield ("用车", "调度员直接派车的去向", n), f"“{category}”不是地点表里的类别；请从{known}中选填"


def _holidays(table: HolidayTable) -> Iterator[Contradiction]:
    seen = Counter(day for row in table.rows for day in row.days())
    for n, row in enumerate(table.rows):
        path: Path = ("放假安排", "安排", n)
        if not list(row.days()) or (row.day and (row.first or row.last)):
            yield path, "应当写“日期”，或者写先后正确的“从”和“到”；请改正"
        elif row.first and row.last and (row.last - row.first).days > 30:
            yield path, "一次放假超过31天；请核对“从”和“到”"
        if twice := [day for day in row.days() if seen[day] > 1]:
            yield path, f"{twice[0]:%Y-%m-%d}在放假安排里写了不止一遍；请只留一处"
    rested = {day.year for row in table.rows if not row.worked for day in row.days()}
    for n, year in enumerate(table.complete_years):
        if year not in rested:
            yield ("放假安排", "已完整录入的年份", n), f"{year}年一天放假也没有录入；请先按放假通知补全，再标为已录入"


def _roles_nobody_holds(policy: Policy, directory: Directory) -> Iterator[str]:
    office = policy.office
    if not any(directory.holders(role) for role in office.contact_roles):
        yield f"联系人角色（{'、'.join(office.contact_roles)}）没有一个人担任，无人可以接办；请在花名册中补上"
    known = {*Role, *(role for member in directory.members.values() for role in member.roles)}
    for role in office.contact_roles:
        if role not in known:
            yield f"联系人角色“{role}”在花名册里没有；请改正角色名称或在花名册中补上"
    if not any(directory.holders(role) for role in policy.seals.custodian_roles):
        yield f"带章外出保管角色（{'、'.join(policy.seals.custodian_roles)}）没有人担任，印章无法外带；请在花名册中补上"
    if not any(directory.holders(role) for role in policy.attendance.deciders):
        yield f"旷工核实角色（{'、'.join(policy.attendance.deciders)}）没有人担任，疑似旷工无人核实；请在花名册中补上"
    if not directory.holders(office.secrecy_officer_role):
        yield f"保密负责人角色“{office.secrecy_officer_role}”没有人担任；请在花名册中补上"


def _lines_without_principal(directory: Directory) -> Iterator[str]:
    for line in Line:
        if directory.principal(line) is None:
            yield f"{line}条线没有主要领导，3天及以上的请假无人审批；请在花名册中补上担任“{Role.PRINCIPAL}”的人"


def _units_without_supervising_leader(directory: Directory) -> Iterator[str]:
    staffed = {member.unit for member in directory.members.values() if not _is_leader(member.roles)}
    for unit in directory.units.values():
        if unit.name not in staffed:
            continue
        if not unit.supervising_leader:
            yield f"{unit.name}没有分管领导，该单位的请假无人审批；请在单位表中补上"
        elif directory.member(unit.supervising_leader) is None:
            yield f"{unit.name}的分管领导（{unit.supervising_leader}）不在职；请在单位表中改正"


def _leaders_without_line(directory: Directory) -> Iterator[str]:
    for member in directory.members.values():
        if not directory.line_of(member):
            yield f"{member.name}（{member.post}）看不出属于党委还是政府条线；请在“职务归属”或单位表中补上"


def _stand_ins_not_in_service(directory: Directory) -> Iterator[str]:
    for account, stand_ins in directory.stand_ins.items():
        for stand_in in stand_ins:
            if directory.member(stand_in) is None:
                yield f"{directory.name(account)}的代理人（{stand_in}）不在职；请在代理表中改正"
            elif stand_in == account:
                yield f"{directory.name(account)}的代理人是本人；请在代理表中改正"


def _is_leader(roles: frozenset[str]) -> bool:
    return bool(roles & {Role.PRINCIPAL, Role.SUPERVISING_LEADER})


def _cars_without_people(policy: Policy, directory: Directory) -> Iterator[str]:
    """Cars that nobody can assign, or nobody approve; an office without drivers has none to ask for."""
    if not directory.holders(Role.DRIVER):
        return
    for key, role in (("调度角色", policy.vehicles.dispatcher_role), ("审批角色", policy.vehicles.approver_role)):
        if not directory.holders(role):
            yield f"用车的{key}“{role}”没有人担任，用车申请无人办理；请在花名册中补上或改正制度文件"
