"""The office makes the duty roster and changes it by hand; everybody affected is told (rules M19-1, M19-4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from bot.affairs import duty_book, duty_cover, duty_days, duty_replaced
from bot.affairs.duty_days import Month
from bot.incoming import Tap
from bot.turn import Turn
from handlers.duty import changing, crew, resting, rota, tally, words
from handlers.duty.book import serial_of
from handlers.duty.changing import Change
from handlers.duty.hours import Shift, shifts
from handlers.duty.tally import Tally
from handlers.duty.words import Counted
from handlers.engine.absence import DutySlot
from handlers.engine.calendar import UnknownYearError
from handlers.engine.people import Member
from handlers.engine.wording import say_day
from handlers.engine.working_hours import next_allowed
from storage import duty
from storage.cards import Shown
from storage.instants import ZONE

DRAFT = "duty_draft"

_PLAN = re.compile(
    r"(?:请|帮我|帮忙)?(?:重新)?(?:排|安排|编排|制定|做)(?:一下|个)?(?P<month>.*月份?)的?(?:值班|值班表|班)"
)
_HAND = re.compile(
    r"(?:请|麻烦)?把?(?P<day>.+?)的?(?P<kind>白班|夜班|晚班)?的?(?P<part>带班领导|带班|值班人员|值班员|值班)?"
    r"(?:换|改|调|替换|顶替)(?:成|为|给|由)(?P<who>.+?)(?:来?(?:值班|带班|顶班|值))?"
)
_COUNTS = re.compile(r"(?:请|帮我)?(?:统计|查|看)?(?:一下|下)?(?:今年|全年|本年)?的?值班(?:次数|班次)(?:统计|表)?")
_A_MONTH = re.compile(r"\d+月")
_ABOUT_DUTY = re.compile(r"白班|夜班|晚班|值班|带班")


def on_words(turn: Turn, short: str) -> bool:
    """«排下个月值班表»; «把12月3日夜班换成李静»."""
    if match := _PLAN.fullmatch(short):
        return _on_plan(turn, match["month"])
    if _COUNTS.fullmatch(short):
        return _on_counts(turn)
    match = _HAND.fullmatch(short)
    if match is None or not _ABOUT_DUTY.search(short) or short.startswith("我"):
        return False
    return _on_hand(turn, match["day"], match["kind"] or "", match["part"] or "", match["who"])


# --- a month's roster -------------------------------------------------------------------------------------------------


def _on_plan(turn: Turn, said: str) -> bool:
    month = duty_days.month_in(said, turn.now.date())
    if month is None:
        return _without_month(turn, said)
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(words.OFFICE_ONLY)
    elif month.last <= turn.now.date():
        turn.reply(words.PAST)
    else:
        _draft(turn, month)
    return True


def _without_month(turn: Turn, said: str) -> bool:
    """«排13月值班表»."""
    number = _A_MONTH.search(said)
    if number is None:
        return False
    turn.acknowledge()
    turn.reply(words.no_such_month(number[0]))
    return True


def _draft(turn: Turn, month: Month) -> None:
    first = max(month.first, turn.now.date() + timedelta(days=1))
    try:
        wanted = shifts(first, month.last, turn.facts.calendar, turn.facts.policy.hours, ZONE)
        people = _crew(turn, first)
        if not people.staff or not people.leaders:
            return turn.reply(words.NO_STAFF)
        planned = rota.plan(wanted, people, turn.facts.calendar)
    except UnknownYearError as unknown:
        return turn.reply(f"{unknown}。")
    if isinstance(planned, rota.Nobody):
        return turn.reply(words.nobody(planned, turn.facts))
    called = month.called(turn.now.date())
    offer(turn, planned, _end(month, turn.now), called)
    return duty_book.send_file(turn, turn.account, f"{called}值班表（草稿）", planned)


def offer(turn: Turn, planned: Sequence[DutySlot], until: datetime, called: str) -> None:
    """The draft with what falls to each; published, it stands from its first shift to `until`."""
    start = planned[0].start
    standing = duty.beginning(turn.uow, turn.org, start, until)
    year = duty_days.midnight(date(start.year, 1, 1), turn.now)
    before = duty.beginning(turn.uow, turn.org, year, start)
    card = words.draft_card(called, len(planned), len(standing), *_counted(turn, before, planned))
    context = {
        "called": called,
        "until": until.isoformat(),
        "slots": [duty_book.to_data(slot) for slot in planned],
        "before": [duty_book.to_data(slot) for slot in standing],
    }
    turn.out.show(turn.account, card, DRAFT, context=context)


def _crew(turn: Turn, first: date) -> rota.Crew:
    """Who takes turns, with this year's slots before the first day."""
    facts = turn.facts
    before = _of_year(turn, first.year, first)
    hours = facts.policy.hours

    def away(account: str, shift: Shift) -> bool:
        return crew.on_leave(account, shift, facts.absences, hours.on(shift.day).morning_from)

    return rota.Crew(_accounts(crew.staff(facts)), _accounts(crew.leaders(facts)), before, away)


def _accounts(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(member.account for member in members)


def _on_counts(turn: Turn) -> bool:
    turn.acknowledge()
    if not may_see_counts(turn):
        turn.reply(words.OFFICE_ONLY_COUNTS)
        return True
    year = turn.now.year
    slots = _of_year(turn, year, date(year + 1, 1, 1))
    try:
        staff, leaders = _counted(turn, slots, ())
    except UnknownYearError as unknown:
        turn.reply(f"{unknown}。")
        return True
    turn.reply(words.count_lines(year, staff, leaders))
    duty_book.send_counts(turn, f"{year}年值班次数统计", staff, leaders)
    return True


def may_see_counts(turn: Turn) -> bool:
    """The office, and whoever takes turns."""
    turns = {m.account for m in (*crew.staff(turn.facts), *crew.leaders(turn.facts))}
    return turn.account in turns or turn.facts.directory.in_office(turn.member)


def _counted(
    turn: Turn, before: Sequence[DutySlot], planned: Sequence[DutySlot]
) -> tuple[list[Counted], list[Counted]]:
    """What falls to each who takes turns, and to whoever else has served: staff, then leaders."""
    calendar = turn.facts.calendar
    both = [*before, *planned]
    staff, leaders = _accounts(crew.staff(turn.facts)), _accounts(crew.leaders(turn.facts))
    return (
        _each(turn, staff, tally.served(planned, calendar), tally.served(both, calendar)),
        _each(turn, leaders, tally.led(planned, calendar), tally.led(both, calendar)),
    )


def _each(turn: Turn, who: Sequence[str], now: Mapping[str, Tally], year: Mapping[str, Tally]) -> list[Counted]:
    name = turn.facts.directory.name
    return [Counted(name(a), now.get(a, Tally()), year.get(a, Tally())) for a in dict.fromkeys([*who, *year])]


def _of_year(turn: Turn, year: int, until: date) -> tuple[DutySlot, ...]:
    since = duty_days.midnight(date(year, 1, 1), turn.now)
    return duty.beginning(turn.uow, turn.org, since, duty_days.midnight(until, turn.now))


def _end(month: Month, now: datetime) -> datetime:
    return duty_days.midnight(month.last + timedelta(days=1), now)


def on_draft(turn: Turn, shown: Shown, tap: Tap) -> None:
    """发布: the roster stands, and everybody whose duty changed is told in one message."""
    duty.hold(turn.uow, turn.org)
    if not shown.card.bears(tap.button):
        return turn.reply(words.ALREADY)
    if tap.button == words.DISCARD:
        return turn.out.repaint(replace(shown, card=shown.card.over(words.DISCARDED)))
    planned = [duty_book.from_data(data) for data in shown.context["slots"]]
    called, until = str(shown.context["called"]), datetime.fromisoformat(str(shown.context["until"]))
    standing = duty.beginning(turn.uow, turn.org, planned[0].start, until)
    if _is_stale(turn, shown, standing, planned):
        return turn.out.repaint(replace(shown, card=shown.card.over(words.CHANGED_MEANWHILE)))
    told = publish(turn, called, planned, planned[0].start, until, standing)
    turn.out.repaint(replace(shown, card=shown.card.over(words.published(called, told))))
    duty_book.send_file(turn, turn.account, f"{called}值班表", planned)
    return None


def _is_stale(turn: Turn, shown: Shown, standing: Sequence[DutySlot], planned: Sequence[DutySlot]) -> bool:
    """Whether the roster, the people or their leaves are not what the draft was made from."""
    if [duty_book.to_data(slot) for slot in standing] != shown.context["before"]:
        return True
    facts = turn.facts
    hours = facts.policy.hours
    return planned[0].start <= turn.now or any(
        facts.directory.member(account) is None
        or crew.on_leave(account, slot, facts.absences, hours.on(slot.start.date()).morning_from)
        for slot in planned
        for account in (slot.member, slot.leader)
    )


def publish(
    turn: Turn,
    called: str,
    planned: Sequence[DutySlot],
    since: datetime,
    until: datetime,
    standing: Sequence[DutySlot],
) -> int:
    """The roster from `since` to `until` is this one; how many people were told."""
    duty.plan(turn.uow, turn.org, since, until, planned)
    changed = set(standing) ^ set(planned)
    affected = dict.fromkeys(a for slot in sorted(changed, key=_order) for a in (slot.leader, slot.member))
    awake = next_allowed(turn.now, turn.facts.policy.reminders)
    for account in affected:
        if turn.facts.directory.member(account) is not None:
            turn.out.say(account, words.own_slots(called, account, planned, turn.facts), not_before=awake)
    _write_roster(turn, standing, planned)
    duty_cover.after_change(turn, affected)
    turn.record("duty published", called, {"slots": len(planned), "told": len(affected)})
    return len(affected)


def _write_roster(turn: Turn, standing: Sequence[DutySlot], planned: Sequence[DutySlot]) -> None:
    """A line in the book for each shift that is new, has other people now, or is there no more."""
    before = {serial_of(slot): slot for slot in standing}
    for slot in planned:
        old = before.pop(serial_of(slot), None)
        if old is None:
            duty_book.write(turn, [slot], "排班")
        elif old != slot:
            duty_book.write(turn, [slot], "排班", {"变动": words.replanned(old, slot, turn.facts)})
    duty_book.write(turn, list(before.values()), "取消", {"变动": words.NO_MORE})


def _order(slot: DutySlot) -> tuple[datetime, str]:
    return slot.start, slot.member


# --- by hand ----------------------------------------------------------------------------------------------------------


def _on_hand(turn: Turn, said_day: str, kind: str, part: str, who: str) -> bool:
    day = duty_days.day_in(turn, said_day)
    if day is None:
        return False
    turn.acknowledge()
    if not turn.facts.directory.in_office(turn.member):
        turn.reply(words.OFFICE_ONLY)
        return True
    duty.hold(turn.uow, turn.org)
    leading = part.startswith("带班")
    slots = duty_days.slots_on(turn, day, duty_days.kind_in(kind))
    called = say_day(day, turn.now.date())
    if not slots:
        turn.reply(words.no_slot(called))
    elif len(slots) > 1 and not leading:
        turn.reply(words.which_kind(f"{day.month}月{day.day}日", [slot.kind for slot in slots]))
    elif (to := one_named(turn, who)) is not None:
        _replace(turn, [Change(slot, leading, to.account) for slot in slots])
    return True


def one_named(turn: Turn, who: str) -> Member | None:
    """The one person of this name; None (and that is said) where there is none, or more than one."""
    found = changing.named(who, turn.facts.directory)
    if len(found) == 1:
        return found[0]
    turn.reply(words.who_is_meant(who, [f"{member.unit}{member.name}" for member in found]))
    return None


def _replace(turn: Turn, changes: Sequence[Change]) -> None:
    around = duty_days.around(turn, [change.slot for change in changes])
    against = next((why for c in changes if (why := changing.obstacle(c, turn.facts, around))), "")
    if against:
        return turn.reply(against)
    carry_out(turn, changes, "党政办调整", "调班", but=turn.account)
    tired = resting.warning(changes, turn.facts, around)
    return turn.reply(words.changed(changes, turn.facts) + tired)


def carry_out(turn: Turn, changes: Sequence[Change], why: str, event: str, but: str = "", card: str = "") -> bool:
    """The roster says so, the book has a line, everybody concerned is told. False where it is not as it was.

    `but` is whoever needs no message, `card` the card whose tap brought it.
    """
    if not all(duty.hand(turn.uow, turn.org, c.slot, c.to, c.leading) for c in changes):
        return False
    when = _when_told(turn, changes)
    for account, theirs in words.concerned(changes).items():
        if account != but and turn.facts.directory.member(account) is not None:
            turn.out.say(account, words.told(theirs, account, why, turn.facts), not_before=when)
    duty_replaced.after(turn, changes, card)
    for change in changes:
        duty_book.write(turn, [change.after], event, {"变动": words.line_in_book(change, why, turn.facts)})
    for change in changes:
        turn.record("duty changed", change.slot.start.isoformat(), {"from": change.of, "to": change.to})
    duty_cover.after_change(turn, dict.fromkeys(change.of for change in changes))
    return True


def _when_told(turn: Turn, changes: Sequence[Change]) -> datetime:
    """At once; in the quiet hours only where a shift begins before they end."""
    awake = next_allowed(turn.now, turn.facts.policy.reminders)
    return turn.now if any(change.slot.start <= awake for change in changes) else awake
