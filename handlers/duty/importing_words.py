"""What is said about a roster that was brought along as a table."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.duty.hours import Gap
from handlers.duty.importing import Wrong
from handlers.duty.wording import stretch
from handlers.engine.facts import Facts

_MOST_SHOWN = 15

NOTHING_LEFT = "表里没有今后的班次，值班表没有改动。"
EMPTY = "表里一行班次也没有，值班表没有改动。"
TOO_LARGE = "文件超过1MB，不像值班表，没有导入。请只留值班表另存一份。"
NO_HEADING = "没有找到表头。请在第一行写：日期、班次、带班领导、值班员；也可以直接改“排下个月值班表”发给您的Excel。"


def faults(wrong: Sequence[Wrong]) -> str:
    """Everything that is wrong, a row a line; nothing was changed."""
    lines = [f"{one}。" for one in wrong[:_MOST_SHOWN]]
    more = [f"另有{len(wrong) - _MOST_SHOWN}处，从略。"] if len(wrong) > _MOST_SHOWN else []
    head = f"值班表有{len(wrong)}处不对，没有导入，原来的值班表没有改动："
    return "\n".join([head, *lines, *more, "请改好以后重新发来。"])


def imported(called: str, slots: int, told: int) -> str:
    """On the command line: it stands."""
    return f"已导入{called}值班表：{slots}班，通知了{told}人。"


def still_missing(missing: Sequence[Gap], facts: Facts) -> str:
    """Hours of the same month that the table does not reach."""
    return f"这个月还没有排的：{'、'.join(stretch(gap, facts.today) for gap in missing[:_MOST_SHOWN])}。"
