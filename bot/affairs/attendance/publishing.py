"""The office publishes the month, postpones it or keeps it; what is corrected afterwards is published as a correction
that says what it changes (考勤制度 第2条; rules M20-3, N14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.affairs.attendance import changes
from bot.affairs.gathering_turns import big_groups
from bot.incoming import Tap
from bot.turn import Turn
from handlers.attendance import publishing as words
from storage import attendance_sheets
from storage.attendance_sheets import SheetOut
from storage.cards import Shown


def on_tap(turn: Turn, shown: Shown, tap: Tap) -> None:
    """发布, 下次例会再公布, 不公布."""
    out = _out(turn, shown)
    if out is None or out.settled_at is not None or not shown.card.bears(tap.button):
        return turn.reply(words.SETTLED)
    if tap.button == words.LATER:
        return _over(turn, shown, words.POSTPONED)
    if tap.button == words.NEVER:
        attendance_sheets.settle(turn.uow, turn.org, out.month, turn.now, turn.account, {})
        turn.record("attendance kept", out.month.isoformat())
        return _over(turn, shown, words.DECLINED)
    return _publish(turn, shown, out)


def _publish(turn: Turn, shown: Shown, out: SheetOut) -> None:
    """What was read is what goes out: where the figures moved meanwhile, it is read once more."""
    found = changes.sheet_of(turn, out.month)
    if found is None:
        return turn.reply(words.SETTLED)
    text = words.notice(found, turn.facts.today)
    if text not in shown.card.text:
        lines = [text, *shown.card.text.split("\n")[1:]]
        turn.out.repaint(replace(shown, card=replace(shown.card, text="\n".join(lines))))
        return turn.reply(words.REFRESHED)
    attendance_sheets.settle(turn.uow, turn.org, out.month, turn.now, turn.account, words.figures(found))
    turn.record("attendance published", out.month.isoformat())
    _over(turn, shown, f"{text}\n{turn.member.name}：已发布到全体群。")
    for group in big_groups(turn.facts):
        turn.out.say_in_group(group, text)
    return None


def on_correction(turn: Turn, shown: Shown, tap: Tap) -> None:
    """发布更正, 不发布."""
    out = _out(turn, shown)
    found = changes.sheet_of(turn, out.month) if out else None
    if out is None or found is None or not shown.card.bears(tap.button):
        return turn.reply(words.SETTLED)
    if tap.button == words.KEEP:
        return _over(turn, shown, words.CORRECTION_KEPT)
    if not words.changed(out.published, words.figures(found)):
        return _over(turn, shown, words.NOTHING_NEW)
    text = words.correction(found, out.published, turn.facts.today)
    attendance_sheets.settle(turn.uow, turn.org, out.month, turn.now, turn.account, words.figures(found))
    turn.record("attendance corrected in the group", out.month.isoformat())
    _over(turn, shown, f"{text}\n{turn.member.name}：已发布到全体群。")
    for group in big_groups(turn.facts):
        turn.out.say_in_group(group, text)
    return None


def _out(turn: Turn, shown: Shown) -> SheetOut | None:
    turn.uow.lock("attendance", turn.org)
    return attendance_sheets.get(turn.uow, turn.org, date.fromisoformat(shown.context["month"]))


def _over(turn: Turn, shown: Shown, outcome: str) -> None:
    turn.out.repaint(replace(shown, card=shown.card.over(outcome)))
