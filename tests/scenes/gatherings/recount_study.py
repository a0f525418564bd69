"""Works the year's study sheet out again from the rows of the book: plain SQL and the standard library.

It shares nothing with the house, so that a fault in the house's own counting cannot hide in both.
Run it on a SQLite database: python recount_study.py DATABASE ORG YEAR
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections import defaultdict

_ROWS = "SELECT member, serial, data FROM ledger WHERE org = ? AND book = '学习点名台账' ORDER BY id"


def recount(connection: sqlite3.Connection, org: str, year: int) -> list[tuple[str, int, int, int, int, int]]:
    """Name, expected, present (late ones in), late, excused, absent; in the order of the first rows."""
    last: dict[str, dict[str, str]] = defaultdict(dict)
    names: dict[str, str] = {}
    for member, serial, text in connection.execute(_ROWS, (org,)):
        line = json.loads(text)
        if line["日期"][:4] == str(year):
            last[member][serial.split("-")[0]] = line["情况"]
            names[member] = line["姓名"]
    found = []
    for member, marks in last.items():
        said = list(marks.values())
        late = said.count("迟到")
        present = said.count("到") + late
        found.append((names[member], len(said), present, late, said.count("已请假"), said.count("未到")))
    return found


if __name__ == "__main__":
    for row in recount(sqlite3.connect(sys.argv[1]), sys.argv[2], int(sys.argv[3])):
        sys.stdout.write("\t".join(map(str, row)) + "\n")
