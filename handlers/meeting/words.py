"""The weekly meeting and the weekly study in words (会议制度 三, 学习制度; rules M01-5, M01-6, M18-1 to M18-3)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.engine.absence import AbsenceState
from handlers.engine.content import Button, Card, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.gathering import Gathering, Series, Standing
from handlers.engine.people import Member
from handlers.engine.policy import GatheringPolicy
from handlers.engine.roll_call import Count, Line, Mark, RollEvent, count, half_of
from handlers.engine.wording import say_clock, say_date_time, say_day

AS_USUAL, MOVE, STOP = "照常", "改期", "停"
ACCEPT, REFUSE = "采纳", "不采纳"
SIGN_IN = "签到"
OFFICE_ONLY = "点名、签到和改期由党政办办理，请联系党政办。"
ARTICLES = {Series.MEETING: "会议制度 第三项", Series.STUDY: "学习制度 第2项"}

_MINUTES = 60


def policy_of(series: Series, facts: Facts) -> GatheringPolicy:
    """The part of the policy that the series goes by."""
    return facts.policy.meeting if series is Series.MEETING else facts.policy.study


def when(gathering: Gathering, today: date) -> str:
    """12月7日（周一）09:00."""
    return say_date_time(gathering.at, today) if gathering.at else ""


def _day(day: date, today: date) -> str:
    """今天; 明天12月14日（周一）; 12月15日（周二）: a reminder that was moved may come before the day itself."""
    if day == today:
        return "今天"
    return f"{'明天' if day == today + timedelta(days=1) else ''}{say_day(day, today)}"


def reminder(gathering: Gathering, facts: Facts) -> str:
    """To everybody, on the morning of the meeting, or when the office has moved the reminder to."""
    place = policy_of(gathering.series, facts).place
    where = f"在{place}" if place else ""
    assert gathering.at is not None
    moved = "" if gathering.at.date() == gathering.planned else f"（原定{say_day(gathering.planned)}）"
    day = _day(gathering.at.date(), facts.today)
    return (
        f"{day}{say_clock(gathering.at)}{where}召开职工例会{moved}，全体干部职工和各站所负责人参加，请准时到会。"
        "已请假、外出登记、值班的同志不用再说明。"
    )


def study_reminder(gathering: Gathering, presenter: Member | None, facts: Facts) -> str:
    """To everybody, on the day before and on the morning of the study."""
    assert gathering.at is not None
    place = policy_of(gathering.series, facts).place
    day = _day(gathering.at.date(), facts.today)
    day_told = f"今天{say_day(gathering.at.date())}" if day == "今天" else day
    short = "明天" if day.startswith("明天") else f"{gathering.at.month}月{gathering.at.day}日"
    led = f"由{presenter.unit}{presenter.name}主讲，请使用普通话。" if presenter else ""
    until = facts.policy.study.leave_until
    late = (
        f"不能参加的，请在今天{until:%H:%M}前向党政办请假"
        if day == "今天"
        else f"不能参加的，请在{short}{until:%H:%M}前私聊我说“{short}的学习请个假”"
    )
    if day == "今天" and facts.now.time() >= until:
        late = "临时不能参加的，请直接电话告知党政办"
    if day != "今天" and gathering.at.date() != gathering.planned:
        late = "不能参加的，请直接向党政办请假"
    where = f"在{place}" if place else ""
    return f"{day_told}{say_clock(gathering.at)}{where}集中学习。{led}{late}。"


def question(gathering: Gathering, why: str, facts: Facts) -> Card:
    """To the office, on the last working day before: what a holiday makes of it, and what holds without an answer."""
    name = gathering.series.value
    default = f"{name}改到{when(gathering, facts.today)}" if gathering.held else f"{name}停一次"
    if gathering.held and gathering.at and gathering.at.date() == gathering.planned:
        default = f"{name}照常在{when(gathering, facts.today)}"
    return Card(
        f"{say_day(gathering.planned, facts.today)}的{name}怎么安排？",
        f"{why}。没有答复的，按默认办：{default}。依据：{ARTICLES[gathering.series]}。",
        (),
        (Button(AS_USUAL, Style.PRIMARY), Button(MOVE), Button(STOP, Style.DANGER)),
        Input("改期请写日期和时间，例如 4月8日9点；不写就改到默认的时间"),
    )


def agenda_call(gathering: Gathering, facts: Facts) -> str:
    """To each head of a unit, on the last working day before the meeting (rules M01-6)."""
    return (
        f"{when(gathering, facts.today)}例会，请报两句话，直接回复我即可，例如：\n"
        "上周：完成医保征缴入户；本周：开展危房排查"
    )


def list_out_at(gathering: Gathering, facts: Facts) -> datetime | None:
    """When the roll goes to the office and what the units sent to the hosts: shortly before it begins."""
    if gathering.at is None:
        return None
    policy, day = policy_of(gathering.series, facts), gathering.planned
    return gathering.at - (datetime.combine(day, policy.start) - datetime.combine(day, policy.roll_time))


def agenda_noted(late: bool, over: bool, half: str) -> str:
    """The head's two lines are in; `half` names the line that is still missing."""
    if over:
        return "例会已经点名结束，您单位补报的两句话已记下，并转党政办，注明了时间。"
    if late:
        return "已收到您单位例会的两句话。已过汇总时间，已附在汇总后面补送主持人和党政办，注明了时间。"
    if half:
        return f"已收到您单位例会的一句话，还缺“{half}”一句，请再发一次，例如“{half}：……”。"
    return "已收到您单位例会的两句话。例会前汇总给主持人。需要改就再发一次，以最后一次为准。"


def agenda_late(member: Member, said: str, facts: Facts) -> str:
    """To the hosts and the office: what came after the others had gone out, with its time (rules M01-6)."""
    return f"例会补报（{facts.now:%H:%M}）{member.unit}（{member.name}）：{said}"


def agenda(gathering: Gathering, said: Sequence[tuple[Member, str]], facts: Facts) -> str:
    """To the hosts, when the meeting begins: one line a unit (rules M01-6)."""
    lines = [f"{member.unit}（{member.name}）：{words}" for member, words in said]
    return "\n".join([f"{when(gathering, facts.today)}例会各单位汇报：", *lines])


def nobody_to_host(hosts: Sequence[Member]) -> str:
    """To the office: whoever would host is away (rules M01-5)."""
    return f"主持人{'、'.join(host.name for host in hosts)}都已请假、外出或者值班，请落实由谁主持。"


def agenda_missing(missing: Sequence[Member]) -> str:
    """To the office alone: which units have sent nothing."""
    return "没有报例会两句话的单位：" + "、".join(f"{m.unit}（{m.name}）" for m in missing) + "。"


def roll_list(gathering: Gathering, roll: Sequence[Line], facts: Facts) -> str:
    """The list to tick by: those who are excused by name with their source, the others with their numbers."""
    total = count(roll)
    name = gathering.series.value
    excused = [
        f"{n.number} {facts.directory.told_apart(n.member)}（{n.ground}）"
        for n in roll
        if n.mark is Mark.EXCUSED and n.ground
    ]
    signed = [f"{n.number} {facts.directory.told_apart(n.member)}" for n in roll if n.mark in (Mark.PRESENT, Mark.LATE)]
    others = [f"{n.number} {facts.directory.told_apart(n.member)}" for n in roll if n.mark in (Mark.OPEN, Mark.ABSENT)]
    lines = [f"{when(gathering, facts.today)}{name}点名：应到{total.expected}人，已请假、外出、值班{total.excused}人。"]
    lines += [f"已标注：{'、'.join(excused)}"] if excused else []
    lines += [f"已到：{'、'.join(signed)}"] if signed else []
    lines += [f"待点：{'、'.join(others)}"] if others else []
    lines += [f"请假待批：{'、'.join(asked)}"] if (asked := _asked(gathering, roll, facts)) else []
    lines.append("请回复序号，例如“1-12到，15到，其余未到”；清点人数回复“实到30人”；完成后回复“结束点名”。")
    return "\n".join(lines)


def _asked(gathering: Gathering, roll: Sequence[Line], facts: Facts) -> list[str]:
    """Who is ticked by nobody yet and has asked for leave that nobody has decided."""
    if gathering.at is None:
        return []
    half = half_of(gathering.at)
    asked = {a.member: a.serial for a in facts.absences if a.state is AbsenceState.ASKED and a.span.covers(half)}
    waiting = [n for n in roll if n.mark is Mark.OPEN and n.member.account in asked]
    return [f"{n.number} {facts.directory.told_apart(n.member)}（{asked[n.member.account]}）" for n in waiting]


def figures(total: Count) -> str:
    """应到30人，实到25人（迟到1人），请假外出值班4人，未到1人."""
    late = f"（其中迟到{total.late}人）" if total.late else ""
    return f"应到{total.expected}人，实到{total.present}人{late}，请假外出值班{total.excused}人，未到{total.absent}人"


def result(gathering: Gathering, roll: Sequence[Line], facts: Facts) -> str:
    """To the office, by name."""
    names = {
        "迟到": [facts.directory.told_apart(n.member) for n in roll if n.mark is Mark.LATE],
        "未到": [facts.directory.told_apart(n.member) for n in roll if n.mark is Mark.ABSENT],
        "已标注": [
            f"{facts.directory.told_apart(n.member)}（{n.ground}）" for n in roll if n.mark is Mark.EXCUSED and n.ground
        ],
    }
    lines = [f"{when(gathering, facts.today)}{gathering.series.value}点名结果：{figures(count(roll))}。"]
    lines += [f"{label}：{'、'.join(people)}" for label, people in names.items() if people]
    if gathering.remark:
        lines.append(f"人数说明：{gathering.remark}")
    lines.append("24小时内可以更正，例如“5更正为到，当时在会场门口值守”。")
    return "\n".join(lines)


def to_group(gathering: Gathering, roll: Sequence[Line], facts: Facts) -> str:
    """To the group: numbers, no names (lessons 5.2, line 27)."""
    return f"{when(gathering, facts.today)}{gathering.series.value}：{figures(count(roll))}。"


def disagreement(total: Count, headcount: int) -> str:
    """The heads that were counted and the list do not agree: asked before it is closed (rules M18-5)."""
    return (
        f"清点实到{headcount}人，名单上实到{total.present}人，不一致。请核对后补点；"
        "确有原因的，回复“人数说明：……”后再结束点名。"
    )


def sign_in_card(gathering: Gathering, facts: Facts) -> Card:
    """To the group: signing in is offered, never demanded (lessons 4.4)."""
    assert gathering.at is not None
    return Card(
        f"{when(gathering, facts.today)}{gathering.series.value}签到",
        f"到会的同志可以点“签到”，也可以不点，由党政办现场登记。{say_clock(gathering.at)}以后记为迟到签到。",
        (),
        (Button(SIGN_IN, Style.PRIMARY),),
    )


def signed_in(gathering: Gathering, late: datetime | None) -> str:
    """To who signed in."""
    if late is not None and gathering.at is not None:
        minutes = int((late - gathering.at).total_seconds()) // _MINUTES
        return f"已签到，晚到{minutes}分钟，记为迟到签到。"
    return f"已签到，{gathering.series.value}{say_clock(gathering.at)}开始。" if gathering.at else "已签到。"


def sign_in_until(gathering: Gathering, facts: Facts) -> datetime:
    """When signing in ends by itself; from then on the office ticks (rules M02-3)."""
    assert gathering.at is not None
    return gathering.at + timedelta(minutes=policy_of(gathering.series, facts).sign_in_minutes)


def no_signing_in(gathering: Gathering, facts: Facts) -> str:
    """To who signs in too early, too late, or after the roll was closed."""
    name = gathering.series.value
    if gathering.at is None:
        return f"{say_day(gathering.planned, facts.today)}的{name}停一次，不用签到。"
    if gathering.standing is Standing.CLOSED:
        return f"{name}的点名已经结束，不能再签到；您到了会场的，请告诉党政办更正。"
    if facts.now > sign_in_until(gathering, facts):
        return f"{name}的签到{say_clock(sign_in_until(gathering, facts))}已经截止；您到了会场的，请告诉党政办登记。"
    return f"{name}{say_clock(gathering.at)}开始，现在不在签到时间，会前一小时起可以签到。"


def not_on_the_list(whose: str) -> str:
    """To who need not come: villages, guests."""
    return f"{whose}不在应到名单里，不用签到。"


def not_begun(gathering: Gathering) -> str:
    """To the office, which would close the roll before anybody can have come late."""
    begins = say_clock(gathering.at) if gathering.at else ""
    return f"{gathering.series.value}{begins}开始，开始以后才能结束点名。"


def roll_still_open(gathering: Gathering, total: Count, facts: Facts) -> str:
    """To the office, once, after signing in has ended."""
    left = f"还有{total.open}人没有点" if total.open else "名单已经点完"
    return (
        f"{when(gathering, facts.today)}{gathering.series.value}的点名还没有结束，{left}。"
        "回复“点名”看名单，点完回复“结束点名”；没有结束的不记入台账。"
    )


def signed_in_before(whose: str, before: RollEvent) -> str:
    """Said again, or after the office has ticked them: what stands, and that nothing is needed."""
    late = "（迟到）" if before.mark is Mark.LATE else ""
    if before.words == SIGN_IN:
        return f"{whose}{say_clock(before.at)}已经签到{late}，不用再签。"
    return f"党政办{say_clock(before.at)}已经点{whose}“{before.mark.value}”，不用再签。"


PRESENT_ALREADY = "点名记的已经是“到”，不用再提异议。"


def objection_sent(line: Line) -> str:
    """To who objects."""
    return f"已转党政办核实，现在记的是“{line.mark.value}”。结果会告诉您，原记录和您的说明都会保留。"


def objection_waiting(line: Line) -> str:
    """To who says the same again before it was decided."""
    return f"您的异议已经转党政办，正在核实，现在记的是“{line.mark.value}”。结果会告诉您，不用再提。"


def objection_decided(decided: str) -> str:
    """To who taps a card that somebody has decided."""
    return f"这条异议已由{decided}，不能再改。" if decided else "这条异议已经处理过，不能再改。"


def objection(gathering: Gathering, line: Line, why: str, facts: Facts) -> Card:
    """To the office: what the roll says of somebody, and what they say."""
    name = gathering.series.value
    return Card(
        f"{line.member.name}对{when(gathering, facts.today)}{name}点名有异议",
        f"点名记的是“{line.mark.value}”。本人说明：{why or '没有写原因'}。采纳的，更正为“到”。",
        (),
        (Button(ACCEPT, Style.PRIMARY), Button(REFUSE)),
        Input("说明（可不填）"),
    )


def objection_settled(gathering: Gathering, accepted: bool, by: str, whose: str, said: str, facts: Facts) -> str:
    """What became of it; `whose` is 您 to the person and the name on the office's card."""
    name = f"{when(gathering, facts.today)}{gathering.series.value}点名"
    words = f"说明：{said}。" if said else ""
    if accepted:
        return f"{by}已采纳{whose}对{name}的异议，更正为“到”。{words}"
    return f"{by}没有采纳{whose}对{name}的异议，记录不变。{words}"


def told_amended(gathering: Gathering, before: Mark, mark: Mark, why: str, facts: Facts) -> str:
    """To whose mark the office has changed."""
    name = gathering.series.value
    return (
        f"{when(gathering, facts.today)}{name}点名，您由“{before.value}”更正为“{mark.value}”，原因：{why}。"
        f"有出入请在24小时内说“对{name}点名有异议，……”。"
    )


def amended(gathering: Gathering, member: Member, before: Mark, serial: str, facts: Facts) -> str:
    """To the office: a leave approved afterwards changes the roll, visibly (lessons 5.2, line 28)."""
    name = f"{when(gathering, facts.today)}{gathering.series.value}"
    return f"更正：{name}，{member.name}由“{before.value}”改为“已请假”，依据 {serial}。原记录保留。"
