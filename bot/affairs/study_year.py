"""The year's study sheet: a workbook for the office, one's own lines for everybody (学习制度 第5项; rules M18-5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.exports.workbook import MEDIA_TYPE, Row, Sheet, write_workbook
from bot.turn import Turn
from handlers.engine.ledger import Column, Holds
from handlers.engine.roll_call import Mark
from handlers.study.year import BOOK, Noted, Tally, nothing, tallies, to_the_office, to_the_person
from storage import ledgers
from storage.blobs import Blob

_OWN = re.compile(
    r"(?:查(?:看|一下)?)?我的?(?P<year>\d{4}年|今年|去年|本年度?)?的?(?:集中)?学习(?:出勤|点名|到会|参加)?(?:情况|记录|统计)"
)
_SHEET = re.compile(
    r"(?:导出|查看|看看|生成)?(?P<year>\d{4}年|今年|去年|本年度?)的?(?:集中)?学习(?:年度)?(?:出勤|点名|到会|参加)?"
    r"(?:情况|统计|汇总|年度)?表?"
)
_COLUMNS = (
    Column("姓名"),
    Column("单位"),
    *(Column(name, Holds.NUMBER) for name in ("应到", "到", "其中迟到", "请假外出值班", "未到")),
)
_DETAIL = (Column("日期", Holds.DATE), Column("姓名"), Column("单位"), Column("情况"), Column("依据"), Column("更正前"))
_OFFICE_ONLY = "全年学习统计表由党政办掌握；查自己的请说“我的学习情况”。"


def on_words(turn: Turn, text: str) -> bool:
    """«2026年学习统计表» from the office, «我的学习情况» from anybody; always answered in the single chat."""
    if own := _OWN.fullmatch(text):
        _tell_own(turn, _year(own["year"], turn))
        return True
    match = _SHEET.fullmatch(text)
    if match is None or not text.endswith(("情况", "统计", "汇总", "表")):
        return False
    turn.acknowledge()
    if turn.facts.directory.in_office(turn.member):
        _send(turn, _year(match["year"], turn))
    else:
        turn.reply(_OFFICE_ONLY)
    return True


def _year(said: str | None, turn: Turn) -> int:
    if said and said[:4].isdigit():
        return int(said[:4])
    return turn.facts.today.year - (1 if said == "去年" else 0)


def _tell_own(turn: Turn, year: int) -> None:
    turn.acknowledge()
    found = tallies(ledgers.read(turn.uow, turn.org, BOOK, turn.account), year)
    turn.reply(to_the_person(found[0], year) if found else nothing(year))


def _send(turn: Turn, year: int) -> None:
    found = tallies(ledgers.read(turn.uow, turn.org, BOOK), year)
    if not found:
        return turn.reply(nothing(year))
    title = f"{year}年集中学习统计表"
    note = f"共{len(found)}人　制表：{turn.now:%Y-%m-%d %H:%M} {turn.member.name}"
    sheets = (
        Sheet("统计", title, note, _COLUMNS, [Row(_values(tally)) for tally in found], {}),
        Sheet("明细", f"{title}（明细）", note, _DETAIL, _details(found), {}),
    )
    data = write_workbook(sheets, turn.now, turn.member.name)
    turn.record("study year exported", str(year))
    return turn.out.file(turn.account, Blob(f"{title}.xlsx", MEDIA_TYPE, data), to_the_office(found, year))


def _values(tally: Tally) -> tuple[object, ...]:
    marks = (tally.times(mark) for mark in (Mark.LATE, Mark.EXCUSED, Mark.ABSENT))
    return (tally.name, tally.unit, tally.expected, tally.present, *marks)


def _details(found: Sequence[Tally]) -> list[Row]:
    every = sorted((noted for tally in found for noted in tally.studies), key=lambda noted: noted.day)
    return [Row(_detail(noted)) for noted in every]


def _detail(noted: Noted) -> tuple[object, ...]:
    before = "、".join(mark.value for mark in noted.before)
    return (noted.day, noted.name, noted.unit, noted.mark.value, noted.ground, before)
