"""A seal taken out: carried by the director or vice director alone, out and back on record (第4条; M07-6)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from handlers.engine.content import Button, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.hours_policy import HoursPolicy
from handlers.engine.matter import Fault, Handled, Notice, Offer, Slots, Tapped
from handlers.engine.people import Member
from handlers.engine.request import Request
from handlers.engine.wording import say_date_time, say_moment
from handlers.seal import keeping
from handlers.seal.counting import count_said, too_many
from handlers.seal.names import listed
from handlers.seal.use import Kind, Stamp, Use
from handlers.seal.who_decides import OUT_ARTICLE, holder

OUT, BACK = Button("已带出", Style.PRIMARY), Button("已归还", Style.PRIMARY)
RULE = (
    f"{OUT_ARTICLE}：不得随意携带印章外出办事，特殊情况须带印鉴外出使用，"
    "必须由办公室主任、副主任专人保管使用，并严格登记手续"
)

_CARRIES = (
    r"(?:主任|副主任|同志|所长)?(?:负责)?(?:专人)?"
    r"(?:保管|携带|带着|带(?:上|去|到|出|走|政府章|党委章|公章|印章|章)|拿(?:着|去)|随身)"
)
_BY = r"(?:由|让|请|交给|交由|委托)"
_MYSELF = re.compile(rf"(?:我|本人|自己|我自己)(?:[^，,。；;]{{0,8}}?){_CARRIES}|{_BY}(?:我|本人)")
_BACK_AT = re.compile(
    r"(?P<part>上午|中午|下午|晚上)?(?P<hour>\d{1,2})(?:点|[:：])(?P<minute>[0-5]\d|半)?(?:分)?(?:之?前|左右)?"
    r"(?:把章)?(?:带回|归还|送回|还回|返回|回|还)"
)
_SAME_DAY = re.compile(r"当天(?:就)?(?:回|还|归还|带回|返)|用完(?:就|马上|立即)?(?:还|带回|归还)")


def starting(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """The slots of a take-out: when out, when back, who carries it; or that this person may not (第4条)."""
    known = {k: v for k, v in slots.items() if k not in ("date", "date_part")}
    if "date" in slots:
        known["depart"] = slots["date"]
    if "date_part" in slots:
        known["depart_part"] = slots["date_part"]
    if "depart" in known:
        known |= _back_the_same_day(text, str(known["depart"])[:10])
        known["depart"] = _not_before_now(known, facts)
    who = _carrier(text, writer, facts)
    if who is None:
        return known
    if not may_carry(who, facts):
        return Fault(not_allowed(who, facts))
    return {**known, "custodian": who.account}


def _back_the_same_day(text: str, day: str) -> dict[str, str]:
    """当天回, 下午5点带回: on the day on which it is taken out."""
    if match := _BACK_AT.search(text):
        hour, minute = int(match["hour"]), {"半": 30, "": 0}.get(match["minute"] or "", -1)
        minute = int(match["minute"]) if minute < 0 else minute
        afternoon = hour < 12 and (match["part"] in ("下午", "晚上") or (not match["part"] and hour < 7))
        return {"return": f"{day}T{hour + 12 if afternoon else hour:02d}:{minute:02d}"} if hour < 24 else {}
    return {"return": day} if _SAME_DAY.search(text) else {}


def may_carry(member: Member, facts: Facts) -> bool:
    """Only the director or a vice director of the office (第4条)."""
    return any(member.holds(role) for role in facts.policy.seals.custodian_roles)


def custodians(facts: Facts) -> tuple[Member, ...]:
    """Who may carry a seal today: those of the office's leaders who are at work."""
    found = (m for role in facts.policy.seals.custodian_roles for m in facts.directory.holders(role))
    return tuple(m for m in dict.fromkeys(found) if m.account not in facts.away)


def not_allowed(member: Member, facts: Facts) -> str:
    """Why somebody may not carry it, and who may."""
    able = "、".join(f"{m.name}（{m.post}）" for m in custodians(facts)) or "办公室主任、副主任"
    example = f"“带政府章去县住建局，由{_first(facts)}保管”"
    return f"{RULE}。{member.name}（{member.post}）不能携带。请改由{able}保管，例如{example}。"


def moment(slots: Slots, name: str, hours: HoursPolicy, facts: Facts) -> datetime | None:
    """The moment that a day and its part mean: out when work begins, back when it ends; None where not said."""
    said = str(slots.get(name, ""))
    if not said:
        return None
    if "T" in said:
        return datetime.fromisoformat(said).replace(tzinfo=facts.now.tzinfo)
    day, part = date.fromisoformat(said[:10]), str(slots.get(f"{name}_part", ""))
    return datetime.combine(day, _clock(name, part, hours), facts.now.tzinfo)


def _not_before_now(slots: Slots, facts: Facts) -> str:
    """«今天上午», said when the morning has begun, is the moment at which it was said, and stays that moment while the
    form is read."""
    out = moment(slots, "depart", facts.policy.hours, facts)
    if out is None or "T" in str(slots["depart"]) or out >= facts.now or out.date() != facts.today:
        return str(slots["depart"])
    return facts.now.strftime("%Y-%m-%dT%H:%M")


def _clock(name: str, part: str, hours: HoursPolicy) -> time:
    if name == "depart":
        return {"pm": hours.afternoon_from, "noon": hours.morning_until, "eve": hours.afternoon_until}.get(
            part, hours.morning_from
        )
    return {"am": hours.morning_until, "noon": hours.morning_until, "eve": time(20)}.get(part, hours.afternoon_until)


def _carrier(text: str, writer: str, facts: Facts) -> Member | None:
    """Who is named as carrying it; the writer where he says so himself, or may do so anyway."""
    me = facts.directory.member(writer)
    for member in facts.directory.members.values():
        if re.search(rf"{_BY}{re.escape(member.name)}|{re.escape(member.name)}{_CARRIES}", text):
            return member
    if me is not None and (_MYSELF.search(text) or may_carry(me, facts)):
        return me
    return None


def _first(facts: Facts) -> str:
    return next((m.name for m in custodians(facts)), "办公室主任")


# --- out and back ----------------------------------------------------------------------


class TakingOut:
    """带出登记."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """The keeper hands the seal over and says so."""
        use = Use.from_form(request.form)
        who = facts.directory.name(use.custodian)
        until = say_date_time(use.planned[1], facts.today)
        text = f"请把{listed(use.seals)}交给{who}本人，核对后点“已带出”登记时间；预计{until}归还。"
        return Offer(keeping.outside(use.seals, facts, request.serial) + text, (OUT,))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """It has left the office, now."""
        use = Use.from_form(request.form)
        if elsewhere := keeping.outside(use.seals, facts, request.serial):
            return Fault(f"{elsewhere}归还登记以后才能再带出。")
        gone = replace(use, out_at=facts.now.isoformat())
        until = say_moment(use.planned[1], facts.today)
        words = (
            f"{request.serial}：{listed(use.seals)}已交您带出，由您专人保管使用，"
            f"请在{until}前带回交{_who(tapped, facts)}登记。"
        )
        return Handled(gone.to_form(), "带出", (Notice(use.custodian, words),))


class BringingBack:
    """归还登记."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """Whoever takes it back checks it and writes down how often it was used."""
        use = Use.from_form(request.form)
        who = facts.directory.name(use.custodian)
        text = f"{listed(use.seals)}由{who}保管在外。收回时请验看，填写外出实盖份数，点“已归还”。"
        return Offer(text, (BACK,), Input(f"外出实盖份数{_limit(use)}"))

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """It is back, now; and never more was stamped than was allowed."""
        use = Use.from_form(request.form)
        count = count_said(tapped.words) if tapped.words else use.copies
        if count is None:
            return Fault(f"没有看懂份数“{tapped.words}”，请只填数字，例如“已归还 {request.serial} 2”。")
        if use.copies and count > use.copies:
            return Fault(too_many(request.serial, count, use.copies))
        stamps = tuple(Stamp(name, count, facts.now.isoformat(), tapped.actor) for name in use.seals)
        home = replace(use, back_at=facts.now.isoformat(), stamps=stamps)
        night = "，在外过夜" if home.overnight else ""
        words = f"{request.serial}：{listed(use.seals)}已归还登记（实盖{count}份{night}）。"
        return Handled(home.to_form(), f"归还，实盖{count}份{night}", _told(request, use, tapped.actor, words))


def _told(request: Request, use: Use, actor: str, words: str) -> tuple[Notice, ...]:
    return tuple(Notice(to, words) for to in dict.fromkeys((use.custodian, request.applicant)) if to != actor)


def _limit(use: Use) -> str:
    return f"（不填即为批准的{use.copies}份）" if use.copies else "（没有盖写0）"


def _who(tapped: Tapped, facts: Facts) -> str:
    return facts.directory.name(tapped.actor)


# --- reminders until it is back ----------------------------------------------------------------------


@dataclass(frozen=True)
class Reminder:
    """When somebody is to be reminded of a seal that is outside, who (accounts), in what words."""

    at: datetime
    to: tuple[str, ...]
    words: str


def reminders(request: Request, facts: Facts, until: datetime) -> tuple[Reminder, ...]:
    """Every reminder due up to this moment: at the planned return, an hour later, to the leaders, then daily.

    One minute after the hour, because platforms are crowded on it.
    """
    use = Use.from_form(request.form)
    if use.kind is not Kind.TAKE_OUT or not use.is_out:
        return ()
    due = use.planned[1] + timedelta(minutes=1)
    policy = facts.policy.seals
    first = Reminder(due, (use.custodian,), _due_words(request, use, facts))
    again = Reminder(due + timedelta(hours=policy.return_again_hours), _both(use), _late_words(request, use, facts))
    up = due + timedelta(hours=policy.leaders_after_hours)
    told, *daily = (Reminder(at, (), _up_words(request, use, facts)) for at in _daily(up, until, facts))
    leaders = [replace(told, to=_leaders(use, facts)), *(replace(r, to=_leaders(use, facts)[:1]) for r in daily)]
    return tuple(r for r in (first, again, *leaders) if r.at <= until)


def _daily(first: datetime, until: datetime, facts: Facts) -> list[datetime]:
    """The moment at which the leaders hear of it, and the same on every working day after it."""
    known, times, moment = facts.calendar.presumed(), [first], first
    while moment <= until:
        day = known.next_workday(moment.date())
        moment = datetime.combine(day, facts.policy.seals.check_time, first.tzinfo)
        times.append(moment)
    return times


def _both(use: Use) -> tuple[str, ...]:
    return tuple(dict.fromkeys((use.custodian, *use.keepers)))


def _leaders(use: Use, facts: Facts) -> tuple[str, ...]:
    """The office's director, never whoever carries the seal, and the leaders who allowed it (rules M07-6)."""
    contact = facts.contact(but=use.custodian)
    above = [h.account for s in facts.roster.seals if s.name in use.seals and (h := holder(s, facts))]
    director = [contact] if contact and contact not in above else []
    return tuple(dict.fromkeys(a for a in (*director, *above) if a and a != use.custodian))


def _due_words(request: Request, use: Use, facts: Facts) -> str:
    return f"{request.serial}：{listed(use.seals)}预计归还时间已到，请带回交党政办登记。晚回请告诉印章管理员。"


def _late_words(request: Request, use: Use, facts: Facts) -> str:
    until = say_moment(use.planned[1], facts.today)
    who = facts.directory.name(use.custodian)
    where = f"{who}保管，{use.place}"
    return f"{request.serial}：{listed(use.seals)}应于{until}归还，现在还没有归还登记（{where}），请尽快带回。"


def _up_words(request: Request, use: Use, facts: Facts) -> str:
    until = say_moment(use.planned[1], facts.today)
    who = facts.directory.name(use.custodian)
    return (
        f"请过问：{listed(use.seals)}应于{until}归还，至今未归还登记（{request.serial}，{who}保管，{use.place}）。"
        "印鉴管理制度 第4条：带印鉴外出必须专人保管使用，严格登记手续。"
    )
