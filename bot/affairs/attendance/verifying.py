"""Whether it was absence without leave: a person decides, after hearing the other (考勤制度 第5条; rules M20-7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.affairs.attendance import book, changes
from bot.incoming import Tap
from bot.turn import Turn
from handlers.attendance import absence_words as words
from handlers.attendance import law, registering
from handlers.attendance.record import CORRECTED, DECIDED, EXCUSED, LATER, REVIVED, Record
from handlers.attendance.timing import ABSENCES, MINUTES, Finding
from handlers.attendance.who_verifies import who_verifies
from handlers.attendance.window import end_of_workday_after
from handlers.engine.absence import Absence, AbsenceKind
from handlers.engine.people import Member, Role
from handlers.engine.wording import say_date_time
from handlers.engine.working_hours import next_allowed
from schedules.attendance_waiting import PURPOSE as VERIFY
from storage import cards
from storage.cards import Shown

_FINDINGS = {words.UNEXCUSED: Finding.UNEXCUSED, words.JUSTIFIED: Finding.JUSTIFIED, words.SLIP: Finding.SLIP_DUE}
_MOST_CARDS = 200
_NOBODY = "花名册里没有可以核实{name}的人（旷工核实角色），请先补上；这条记录一直是待核实。"


def ask(turn: Turn, found: Sequence[Record], note: str, again: str = "") -> None:
    """One card a person to whoever decides, however many days; the person hears of it at the first time."""
    for account in dict.fromkeys(record.member for record in found):
        member = turn.facts.directory.member(account)
        if member is None:
            continue
        theirs = [record for record in found if record.member == account]
        _ask(turn, member, theirs, note, again)
        if not again:
            asked = registering.asked_for(account, theirs, turn.about(account).facts.absences)
            awake = next_allowed(turn.now, turn.facts.policy.reminders)
            said = words.to_the_person(theirs, asked, turn.facts.today)
            turn.out.say(account, said, theirs[0].serial, not_before=awake)


def _ask(turn: Turn, member: Member, theirs: Sequence[Record], note: str, again: str) -> None:
    decider = who_verifies(member, turn.facts)
    if decider is None:
        return turn.reply(_NOBODY.format(name=member.name))
    asked = registering.asked_for(member.account, theirs, turn.about(member.account).facts.absences)
    by = book.registered_by(turn, theirs[0].serial) or turn.member.name
    case = words.Case(member, theirs, note, by, asked, again)
    card = words.check_card(case, turn.facts.today)
    serials = [record.serial for record in theirs]
    turn.out.show(decider.account, card, VERIFY, serials[0], {"serials": serials})
    return None


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """旷工, 有正当理由 or 补假; the first two only with words."""
    book.hold(turn)
    found = [r for serial in shown.context["serials"] if (r := book.by_serial(turn, str(serial)))]
    open_ = [record for record in found if record.finding is Finding.SUSPECTED]
    finding, said = _FINDINGS[tap.button], tap.input.strip()
    if not shown.card.bears(tap.button) or not open_:
        return turn.reply(words.SETTLED)
    if finding is Finding.UNEXCUSED and not said:
        return turn.reply(words.HEAR_FIRST)
    if finding is Finding.JUSTIFIED and not said:
        return turn.reply(words.WHY_JUSTIFIED)
    return _decide(turn, shown, open_, finding, said)


def _decide(turn: Turn, shown: Shown, found: Sequence[Record], finding: Finding, said: str) -> None:
    member, today, by = found[0].member, turn.facts.today, turn.member.name
    before = law.counted(book.standing(turn, member), found[0].day.year, turn.facts.calendar.presumed())
    ground = f"{by}核实" if finding is not Finding.SLIP_DUE else f"{by}同意补假"
    for record in found:
        book.write(turn, replace(record, finding=finding, ground=ground), DECIDED, reason=said)
    outcome = words.decided(found, finding, by, today)
    turn.out.repaint(replace(shown, card=shown.card.over(outcome)))
    if turn.facts.directory.member(member) is not None:
        turn.out.say(member, words.outcome(found, finding, by, _until(turn, finding), today), found[0].serial)
    contact = _contact_about(turn, member)
    if contact and contact != turn.account:
        turn.out.say(contact, outcome, found[0].serial)
    _tell_counters(turn, found[0], before)
    changes.tell_if_published(turn, found[0].day)


def _contact_about(turn: Turn, member: str) -> str:
    """The office's contact; nobody in the office is told about their own director."""
    about = turn.facts.directory.member(member)
    return "" if about is not None and about.holds(Role.OFFICE_DIRECTOR) else turn.facts.contact(but=member)


def _until(turn: Turn, finding: Finding) -> str:
    policy = turn.facts.policy
    workdays = policy.leave.slip_due_workdays if finding is Finding.SLIP_DUE else policy.attendance.objection_workdays
    return say_date_time(end_of_workday_after(turn.now, workdays, turn.facts), turn.facts.today)


def _tell_counters(turn: Turn, record: Record, before: law.Counted) -> None:
    """To whoever decided and to the director, where one of the policy's lines is reached; information only."""
    year = record.day.year
    after = law.counted(book.standing(turn, record.member), year, turn.facts.calendar.presumed())
    if not law.crossed(before, after, turn.facts.policy.attendance):
        return
    text = law.said(record.name, after, year, turn.facts.today)
    directors = (m.account for m in turn.facts.directory.holders(Role.OFFICE_DIRECTOR))
    for account in dict.fromkeys((turn.account, *directors)):
        if account != record.member:
            turn.out.say(account, text, record.serial)


def amend_for(turn: Turn, absences: Iterable[Absence]) -> None:
    """What a leave or an outing that came afterwards means for lines that stand (rules M20-2, M18-3).

    An approved leave settles them; an outing is only reported, so the office looks; what a person has decided only a
    person changes.
    """
    for absence in absences:
        if absence.kind is AbsenceKind.STUDY or absence.span.first.day > turn.facts.today:
            continue
        book.hold(turn)
        for record in book.standing(turn, absence.member):
            over = absence.counts and any(absence.span.covers(moment) for moment in record.moments)
            if over and absence.serial not in record.ground:
                _amend(turn, record, absence)
            elif not over and record.ground == absence.serial:
                _restore(turn, record)
        changes.tell_of_days(turn, absence.span)


def _amend(turn: Turn, record: Record, absence: Absence) -> None:
    open_ = record.undecided or record.finding in MINUTES
    if open_ and absence.kind is AbsenceKind.LEAVE:
        _excuse(turn, record, absence)
    elif open_ or record.finding is Finding.UNEXCUSED:
        _mention(turn, record, absence)


def _excuse(turn: Turn, record: Record, absence: Absence) -> None:
    """The halves that the leave covers are settled; what it does not cover stays as it was."""
    left = tuple(m.half for m in record.moments if not absence.span.covers(m))
    after = replace(record, ground=absence.serial)
    settled = replace(after, finding=registering.excused_by(absence), clock=None, minutes=None)
    after = replace(after, halves=left) if left else settled
    book.write(turn, after, EXCUSED, marks=f"{record.part}{record.said}改为{after.part}{after.said}")
    if not left:
        close_cards(turn, record, words.excused_afterwards(after, record.said, turn.facts.today))
    if contact := turn.facts.contact():
        turn.out.say(contact, words.excused_afterwards(after, record.said, turn.facts.today), record.serial)


def _restore(turn: Turn, record: Record) -> None:
    """The leave that settled it was annulled or cut short: it stands as it was before, an absence to be verified."""
    before = book.before(turn, record.serial, EXCUSED)
    if before is None:
        return
    after = replace(before, finding=Finding.SUSPECTED, ground="") if before.is_absence else before
    book.write(turn, after, REVIVED, marks=f"{record.ground}撤销，{record.said}改为{after.said}")
    if contact := turn.facts.contact():
        turn.out.say(contact, words.revived(after, record, turn.facts.today), record.serial)
    if after.is_absence:
        ask(turn, [after], "", words.leave_gone(record.ground))


def _mention(turn: Turn, record: Record, absence: Absence) -> None:
    """Nothing is changed; whoever can change it is told, once for each request."""
    ground = "；".join(part for part in (record.ground, f"后有 {absence.serial}") if part)
    book.write(turn, replace(record, ground=ground), LATER)
    member = turn.facts.directory.member(record.member)
    decider = who_verifies(member, turn.facts) if member and record.finding in ABSENCES else None
    to = decider.account if decider else turn.facts.contact(but=record.member)
    if to:
        turn.out.say(to, words.came_afterwards(record, absence.serial, turn.facts.today), record.serial)


def reopen(turn: Turn, record: Record, why: str) -> None:
    """The office asks whoever decided to look again; until then it is «to be verified» once more."""
    again = replace(record, finding=Finding.SUSPECTED, ground="")
    book.write(turn, again, CORRECTED, marks=f"重新核实：{record.said}", reason=why)
    ask(turn, [again], why, words.look_again(turn.member.name, record.said))
    if turn.facts.directory.member(record.member) is not None:
        turn.out.say(record.member, words.look_again_to_the_person(record, turn.facts.today), record.serial)
    changes.tell_if_published(turn, record.day)


def close_cards(turn: Turn, record: Record, outcome: str) -> None:
    """A card on which nothing is left to decide shows how it ended; one about several days goes on with the others."""
    member = turn.facts.directory.member(record.member)
    decider = who_verifies(member, turn.facts) if member else None
    asked = cards.seen_by(turn.uow, turn.org, [decider.account], _MOST_CARDS) if decider else ()
    for shown in asked:
        if shown.purpose == VERIFY and shown.card.buttons and record.serial in shown.context["serials"]:
            others = (book.by_serial(turn, str(serial)) for serial in shown.context["serials"])
            if not any(other and other.finding is Finding.SUSPECTED for other in others):
                turn.out.repaint(replace(shown, card=shown.card.over(outcome)))
