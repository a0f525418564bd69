"""Works a month's attendance sheet out again from the rows of the books: plain SQL and the standard library.

It shares nothing with the house, the days that are worked included: they are copied from the State Council's notice
for 2026, so that a fault in the house's own counting, or in its calendar, cannot hide in both.
Run it on a SQLite database: python recount_month.py DATABASE ORG 2026-10
"""

from __future__ import annotations

import json
import sqlite3
import sys
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

RESTED = (
    ("2026-01-01", "2026-01-03"),
    ("2026-02-15", "2026-02-23"),
    ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"),
    ("2026-06-19", "2026-06-21"),
    ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
)
MADE_UP = {"2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"}

STANDS = {"已同意", "撤销待批", "已办结", "已备案"}
AM, PM = "上午", "下午"

Half = tuple[str, str]
Line = dict[str, Any]


def worked(day: date) -> bool:
    """Whether the office works on this day of 2026."""
    text = day.isoformat()
    if text in MADE_UP:
        return True
    return day.weekday() < 5 and not any(first <= text <= last for first, last in RESTED)


def days(first: str, last: str) -> Iterator[str]:
    """Every date from first to last."""
    day = date.fromisoformat(first)
    while day.isoformat() <= last:
        yield day.isoformat()
        day += timedelta(days=1)


def newest(connection: sqlite3.Connection, org: str, book: str) -> dict[tuple[str, str], Line]:
    """The last row about each number and person of a book."""
    query = "SELECT member, serial, event, data FROM ledger WHERE org = ? AND book = ? ORDER BY id"
    found: dict[tuple[str, str], Line] = {}
    for member, serial, event, text in connection.execute(query, (org, book)):
        if event not in ("异议", "异议不采纳"):
            found[serial, member] = json.loads(text)
    return found


def leave_halves(line: Line) -> set[Half]:
    """The half days of a leave."""
    found = {(day, half) for day in days(line["开始日期"], line["结束日期"]) for half in (AM, PM)}
    said = line["半天"]
    if said in (AM, PM):
        return {(line["开始日期"], said)}
    if "下午起" in said:
        found.discard((line["开始日期"], AM))
    if "上午止" in said:
        found.discard((line["结束日期"], PM))
    return found


def outing_halves(line: Line) -> set[Half]:
    """The half days of an outing, up to the half day in which whoever went was back."""
    first, last = line["开始日期"], line["结束日期"]
    found = {(day, half) for day in days(first, last) for half in (AM, PM)}
    begins, ends = line["外出时间"].split(" ")[1], line["计划返岗"].split(" ")[-1]
    if begins == PM or (":" in begins and begins >= "12:00"):
        found.discard((first, AM))
    if ends == AM or (":" in ends and ends <= "12:59"):
        found.discard((last, PM))
    if back := line["返岗时间"]:
        half = AM if back[11:13] < "12" else PM
        found = {(d, h) for d, h in found if (d, h == PM) < (back[:10], half == PM)}
    return found


def recount(connection: sqlite3.Connection, org: str, month: str) -> list[tuple[object, ...]]:
    """A row a person in the order of the roster: name, working days, days at work, 迟到, 早退, 未提前到岗, 提前离岗,
    to be verified, 旷工, leave, outings, shifts, shifts in charge, meetings missed, studies missed."""
    year, number = int(month[:4]), int(month[5:])
    every = days(f"{month}-01", f"{month}-{monthrange(year, number)[1]:02d}")
    work = {(day, half) for day in every if worked(date.fromisoformat(day)) for half in (AM, PM)}
    people = staff(connection, org, month)
    leave, out = away(connection, org, people)
    marks, spans = attendance(connection, org, month)
    duty, led = shifts(connection, org, month)
    meetings, studies = (not_there(connection, org, month, book) for book in ("例会点名台账", "学习点名台账"))
    rows: list[tuple[object, ...]] = []
    for account, name in people.items():
        on_leave = leave[account] & work
        outside = (out[account] & work) - on_leave
        mine, span = marks[account], spans[account]
        lost = len(on_leave) / 2 + span["旷工"]
        waiting = span["疑似旷工（待核实）"] + span["待补假"]
        times = (mine["迟到"], mine["早退"], mine["未提前到岗"], mine["提前离岗"])
        rows.append(
            (
                name,
                len(work) / 2,
                len(work) / 2 - lost,
                *times,
                waiting,
                span["旷工"],
                len(on_leave) / 2,
                len(outside) / 2,
                duty[account],
                led[account],
                meetings[account],
                studies[account],
            )
        )
    return rows


def staff(connection: sqlite3.Connection, org: str, month: str) -> dict[str, str]:
    """Whose attendance is kept: nobody of a village, no principal leader; whoever has left and has lines comes last."""
    query = """SELECT m.account, m.name, m.roles, u.kind FROM members m
        JOIN units u ON u.org = m.org AND u.name = m.unit WHERE m.org = ? AND m.active ORDER BY m.position"""
    rows = connection.execute(query, (org,))
    found = {a: name for a, name, roles, kind in rows if kind != "村委会" and "主要领导" not in json.loads(roles)}
    for (_, member), line in newest(connection, org, "考勤台账").items():
        if line["日期"].startswith(month):
            found.setdefault(member, line["姓名"])
    return found


def away(connection: sqlite3.Connection, org: str, people: dict[str, str]) -> tuple[Any, Any]:
    """The half days of leave and of outings by account; whoever goes along is named."""
    leave: dict[str, set[Half]] = defaultdict(set)
    out: dict[str, set[Half]] = defaultdict(set)
    for (_, member), line in newest(connection, org, "请假台账").items():
        if line["状态"] in STANDS or (line["状态"] == "审批中" and line["方式"] == "电话请假登记"):
            leave[member] |= leave_halves(line)
    for (_, member), line in newest(connection, org, "外出台账").items():
        if line["状态"] in STANDS:
            along = [a for a, name in people.items() if name in line["同行人员"].split("、")]
            for account in (member, *along):
                out[account] |= outing_halves(line)
    return leave, out


def attendance(connection: sqlite3.Connection, org: str, month: str) -> tuple[Any, Any]:
    """How often, and over how many days, each thing stands of each person."""
    marks: dict[str, Counter[str]] = defaultdict(Counter)
    spans: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for (_, member), line in newest(connection, org, "考勤台账").items():
        if line["日期"].startswith(month):
            marks[member][line["情况"]] += 1
            spans[member][line["情况"]] += 1 if line["时段"] == "全天" else 0.5
    return marks, spans


def shifts(connection: sqlite3.Connection, org: str, month: str) -> tuple[Counter[str], Counter[str]]:
    """Shifts served and shifts led that begin in the month."""
    query = "SELECT member, leader FROM duty_slots WHERE org = ? AND start_at LIKE ?"
    rows = list(connection.execute(query, (org, f"{month}-%")))
    return Counter(member for member, _ in rows), Counter(leader for _, leader in rows)


def not_there(connection: sqlite3.Connection, org: str, month: str, book: str) -> Counter[str]:
    """How often each was not at a meeting or study of the month."""
    found = newest(connection, org, book)
    return Counter(m for (_, m), line in found.items() if line["日期"].startswith(month) and line["情况"] == "未到")


if __name__ == "__main__":
    for row in recount(sqlite3.connect(sys.argv[1]), sys.argv[2], sys.argv[3]):
        sys.stdout.write("\t".join(map(str, row)) + "\n")
