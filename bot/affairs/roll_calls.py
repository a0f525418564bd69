"""Calling the roll: the office ticks the list, counts heads, closes it, and amends what was wrong (rules M18-5)."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.affairs import gathering_turns as which
from bot.language.numbers import CHINESE, whole
from bot.turn import Turn
from handlers.engine.gathering import Gathering, Standing
from handlers.engine.roll_call import Mark, are_ticks, count, ticks, told_excuses
from handlers.engine.working_hours import next_allowed
from handlers.meeting import words
from storage import gatherings

_COUNTED = re.compile(
    rf"(?:今天)?(?:一共|总共|共|现场)?(?:来|到)(?:会|场)?了?(?P<n>\d{{1,4}}|[{CHINESE}]{{1,5}})\s*(?:个?人|名|位)(?:参会|参加)?"
)
_NOT_OPEN = "现在没有进行中的点名。开始请回复“点名”。"


def on_ticks(turn: Turn, text: str) -> bool:
    told, others = told_excuses(text)
    if not (are_ticks(others) or (told and not others)) or not turn.facts.directory.in_office(turn.member):
        return False
    gathering = which.open_now(turn)
    if gathering is None:
        return False
    roll = which.roll_of(turn, gathering)
    marks = ticks(others, len(roll)) if others else {}
    if not isinstance(marks, str) and any(n > len(roll) or n < 1 or n in marks for n in told):
        marks = f"序号是1到{len(roll)}，同一个人只能写一种情况，请核对后重发。"
    if isinstance(marks, str):
        turn.reply(marks)
        return True
    for line in roll:
        if line.number in told:
            which.note(turn, gathering, line.member.account, Mark.EXCUSED, told[line.number])
    rest = marks.pop(0, None)
    roll = which.roll_of(turn, gathering)
    for line in roll:
        mark = marks.get(line.number) or (rest if rest and line.mark is Mark.OPEN else None)
        if mark and mark is not line.mark:
            which.note(turn, gathering, line.member.account, mark)
    turn.reply(f"已登记。{words.figures(count(which.roll_of(turn, gathering)))}。{_still_open(turn, gathering)}")
    return True


def _still_open(turn: Turn, gathering: Gathering) -> str:
    left = [f"{n.number} {n.member.name}" for n in which.roll_of(turn, gathering) if n.mark is Mark.OPEN]
    if left:
        return f"还有{len(left)}人没有点：{'、'.join(left)}。"
    return "全部点完，请回复清点人数，例如“实到30人”。" if gathering.headcount is None else "可以回复“结束点名”。"


def call(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.today(turn, match["what"]) or which.not_closed(turn, match["what"])
    if gathering is None:
        return turn.reply("今天没有安排例会或者学习，不能点名。")
    if gathering.standing is Standing.CLOSED:
        return turn.reply(words.result(gathering, which.roll_of(turn, gathering), turn.facts))
    opened = replace(gathering, standing=Standing.OPEN)
    gatherings.put(turn.uow, turn.org, opened, turn.account, turn.now)
    return turn.reply(words.roll_list(opened, which.roll_of(turn, opened), turn.facts))


def count_heads(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.open_now(turn)
    if gathering is None:
        return turn.reply(_NOT_OPEN)
    heads = whole(match["n"])
    counted = replace(gathering, headcount=heads)
    gatherings.put(turn.uow, turn.org, counted, turn.account, turn.now)
    total = count(which.roll_of(turn, counted))
    if total.present == counted.headcount:
        return turn.reply(f"清点人数{counted.headcount}人，与名单一致。{_still_open(turn, counted)}")
    return turn.reply(words.disagreement(total, heads))


def on_counted(turn: Turn, text: str) -> bool:
    """«一共来了21个人», while a roll is being called; at any other time it is said of something else."""
    match = _COUNTED.fullmatch(text)
    if match is None or turn.group or not turn.facts.directory.in_office(turn.member) or which.open_now(turn) is None:
        return False
    count_heads(turn, match)
    return True


def explain(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.open_now(turn)
    if gathering is None:
        return turn.reply(_NOT_OPEN)
    gatherings.put(turn.uow, turn.org, replace(gathering, remark=match["words"]), turn.account, turn.now)
    if gathering.headcount is None:
        return turn.reply("已记下人数说明。还没有清点人数，请回复例如“实到30人”。")
    return turn.reply("已记下人数说明，可以回复“结束点名”。")


def close(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.open_now(turn, match["what"])
    if gathering is None:
        return turn.reply(_NOT_OPEN)
    roll = which.roll_of(turn, gathering)
    total = count(roll)
    if total.open:
        return turn.reply(f"还不能结束。{_still_open(turn, gathering)}也可以回复“其余未到”。")
    if gathering.headcount is None:
        return turn.reply("还不能结束：请先回复清点人数，例如“实到30人”。")
    if gathering.headcount != total.present and not gathering.remark:
        return turn.reply(words.disagreement(total, gathering.headcount))
    if gathering.at is not None and turn.now < gathering.at:
        return turn.reply(words.not_begun(gathering))
    closed = replace(gathering, standing=Standing.CLOSED)
    gatherings.put(turn.uow, turn.org, closed, turn.account, turn.now)
    turn.record("roll closed", f"{closed.series.value} {closed.planned}")
    for line in roll:
        which.write(turn, closed, line, "点名")
    turn.reply(words.result(closed, roll, turn.facts))
    for group in which.big_groups(turn.facts):
        turn.out.say_in_group(group, words.to_group(closed, roll, turn.facts))
    return None


def tell_state(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.called_on(turn, match["what"], match["day"] or "")
    if gathering is None:
        return turn.reply(f"{match['day'] or '这几天'}没有{match['what'] or '例会或者学习'}。")
    roll = which.roll_of(turn, gathering)
    shown = words.result if gathering.standing is Standing.CLOSED else words.roll_list
    return turn.reply(shown(gathering, roll, turn.facts))


def amend(turn: Turn, match: re.Match[str]) -> None:
    gathering = which.last_closed(turn, match["what"])
    if gathering is None:
        return turn.reply("没有24小时内结束的点名，不能更正；确需更正请在考勤里处理。")
    roll = which.roll_of(turn, gathering)
    line = next((line for line in roll if line.number == int(match["n"])), None)
    if line is None:
        return turn.reply(f"没有{match['n']}号，序号是1到{len(roll)}。")
    mark = next(mark for mark in Mark if mark.value == match["mark"])
    if mark is line.mark:
        return turn.reply(f"{line.member.name}现在记的就是“{mark.value}”，没有改动。")
    why = (match["words"] or "").strip()
    if not why:
        return turn.reply(f"请写明原因，例如“{match['n']}更正为{mark.value}，当时在会场门口值守”。")
    which.amend(turn, gathering, line, mark, why)
    if line.member.account != turn.account:
        told = words.told_amended(gathering, line.mark, mark, why, turn.facts)
        turn.out.say(line.member.account, told, not_before=next_allowed(turn.now, turn.facts.policy.reminders))
    return turn.reply(f"已更正：{line.member.name}由“{line.mark.value}”更正为“{mark.value}”，原记录保留。")
