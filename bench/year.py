"""`python -m bench.year [--days N] [--staff N] [--from DAY]`: how many messages each role gets, by cause and kind.

Prints Markdown; docs/每天会收到几条消息.md is what a whole year printed.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from datetime import date, timedelta

from bench.township import ANSWER, CLOCK, NAMES, OTHERS, Sent, Township
from bench.traffic import flows_of

CAUSES = (CLOCK, OTHERS, ANSWER)
_HEADINGS = (
    "角色",
    "人数",
    "工作日平均",
    "中位数",
    "95%的日子不超过",
    "最多的一天",
    "休息日平均",
    *(f"其中{cause}" for cause in CAUSES),
    "卡片更新（不响铃）",
)


def live(start: date, days: int, staff: int = 0, seed: int = 1) -> Township:
    """The township after so many days."""
    town = Township(start, seed, staff)
    town.live(start + timedelta(days=days), flows_of)
    return town


def rings(sent: Sequence[Sent]) -> list[Sent]:
    """What rings a telephone: everything but a card repainted in place."""
    return [one for one in sent if one.kind != "update"]


def by_role(town: Township, days: Collection[date]) -> dict[str, Counter[str]]:
    """Role -> how many of each cause on these days, over all its people; `更新` are repainted cards."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in town.sent:
        if one.to in town.roles and one.day in days:
            counts[town.roles[one.to]]["更新" if one.kind == "update" else one.cause] += 1
    return counts


def per_day(town: Township, role: str, days: Sequence[date], causes: Sequence[str] = CAUSES) -> list[int]:
    """For each person of the role and each of these days: how many messages rang."""
    people = [account for account, own in town.roles.items() if own == role]
    found = Counter((one.to, one.day) for one in rings(town.sent) if one.cause in causes)
    return [found[person, day] for person in people for day in days]


def table(town: Township, days: int) -> str:
    """A line a role: a working day's median, mean, 95th percentile and most; then by cause."""
    every = [town.start + timedelta(days=n) for n in range(days)]
    worked = [day for day in every if town.policy.calendar.is_workday(day)]
    rest = [day for day in every if day not in set(worked)]
    counts = by_role(town, set(worked))
    lines = [
        f"| {' | '.join(_HEADINGS)} |",
        f"| --- |{' --: |' * (len(_HEADINGS) - 1)}",
    ]
    for role in NAMES:
        people = sum(own == role for own in town.roles.values())
        if not people:
            continue
        own, resting = per_day(town, role, worked), per_day(town, role, rest)
        ninety_fifth = sorted(own)[int(0.95 * (len(own) - 1))]
        shares = [f"{counts[role][cause] / people / len(worked):.2f}" for cause in (*CAUSES, "更新")]
        lines.append(
            f"| {role} | {people} | {statistics.mean(own):.1f} | {statistics.median(own):.0f} | {ninety_fifth} | "
            f"{max(own)} | {statistics.mean(resting or [0]):.1f} | {' | '.join(shares)} |"
        )
    return "\n".join(lines)


def groups(town: Township, days: int) -> str:
    """What the groups read: a week, and the busiest day."""
    lines = ["| 群 | 每周平均 | 最多的一天 | 其中定时发出（每周）|", "| --- | --: | --: | --: |"]
    for name in sorted(town.groups):
        own = [one for one in rings(town.sent) if one.to == name]
        if own:
            busiest = max(Counter(one.day for one in own).values())
            timed = sum(one.cause == CLOCK for one in own)
            lines.append(f"| {name} | {len(own) * 7 / days:.1f} | {busiest} | {timed * 7 / days:.1f} |")
    return "\n".join(lines)


def kinds(town: Township) -> str:
    """How many of each kind left in all, and of each cause."""
    found = Counter((one.kind, one.cause) for one in town.sent)
    names = {"text": "文字", "card": "卡片", "file": "文件", "update": "卡片更新"}
    lines = ["| 种类 | 定时发出 | 别人办事带来 | 答复本人 | 合计 |", "| --- | --: | --: | --: | --: |"]
    for kind, name in names.items():
        row = [found[kind, cause] for cause in CAUSES]
        lines.append(f"| {name} | {' | '.join(map(str, row))} | {sum(row)} |")
    return "\n".join(lines)


def main() -> None:
    """Live, count, print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--days", type=int, default=365)
    asked.add_argument("--staff", type=int, default=0)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--from", dest="start", type=date.fromisoformat, default=date(2026, 1, 1))
    said = asked.parse_args()
    begun = time.perf_counter()
    town = live(said.start, said.days, said.staff, said.seed)
    last = said.start + timedelta(days=said.days - 1)
    print(f"{said.start}至{last}，{len(town.roles)}人，种子{said.seed}，共发出{len(town.sent)}条")
    for part in (table(town, said.days), groups(town, said.days), kinds(town)):
        print(f"\n{part}")
    print(f"\n没有走完的：{dict(town.given_up)}；用时{time.perf_counter() - begun:.0f}秒")


if __name__ == "__main__":
    main()
