"""What somebody wants exported or printed, read from their words: which book, which days, whose lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from bot.exports.ledger_book import Order
from bot.exports.period import Period, read_period, whole_year
from handlers.engine.ledger import Book, Wanted
from handlers.engine.matter import Fault
from handlers.engine.people import Directory
from handlers.engine.request import State

_EVERY = ("全部", "所有")
_FILLERS = re.compile(r"[的份表了吧下个，,。.！!、：:\s]|一下|Excel|excel|EXCEL|电子版|给我|发我|数据")


def books_named(words: str, books: Sequence[Book]) -> tuple[tuple[Book, ...], str]:
    """The books that are named, by their own name or an everyday one, and the words that are left.

    The longest name wins: 学习请假台账 is not 请假台账.
    """
    names = {name: book for book in books for name in (book.name, *book.also)}
    if name := max((name for name in names if name in words), key=len, default=""):
        return (names[name],), words.replace(name, "", 1)
    for every in _EVERY:
        if f"{every}台账" in words:
            return tuple(books), words.replace(f"{every}台账", "", 1)
    return (), words


def read_scope(words: str, book: Book, directory: Directory, today: date) -> Order | Fault:
    """The order for one book that these words make; this year's lines where no days are named.

    Words that nobody understands are not passed over: the wrong lines would be worse than a question.
    """
    try:
        period, rest = read_period(words, today)
    except ValueError as fault:
        return Fault(f"日期不对：{fault}。请写成“11月”“本月”或者“11月1日至11月15日”。")
    wanted, said, rest = _narrowed(rest, directory)
    left = _FILLERS.sub("", rest)
    if not wanted.unit and (unit := _abbreviated(left, directory)):
        wanted, said, left = replace(wanted, unit=unit), (unit, *said), ""
    if left:
        state = "或者状态，例如“导出11月财政所已同意的" if book.of_requests else "，例如“导出11月财政所的"
        like = f"“导出11月{book.name}”，也可以加单位、姓名{state}{book.name}”"
        return Fault(f"没看懂“{left}”。请写成{like}。")
    days = period or whole_year(today.year)
    return Order(book, replace(wanted, since=days.since, until=days.until), _scope_words(days, said))


def _scope_words(days: Period, said: tuple[str, ...]) -> str:
    only = f"　范围：{'、'.join(said)}" if said else ""
    return f"期间：{days.said()}{only}"


def _narrowed(rest: str, directory: Directory) -> tuple[Wanted, tuple[str, ...], str]:
    """Whose lines: of one unit, one person, one state; in that order, because a unit's name can hold a person's."""
    unit, rest = _found(rest, _units(directory))
    account, rest = _found(rest, _people(directory))
    state, rest = _found(rest, {state.value: state.value for state in State})
    said = (unit, directory.name(account) if account else "", state)
    return Wanted(unit=unit, member=account, state=state), tuple(word for word in said if word), rest


def _units(directory: Directory) -> dict[str, str]:
    """Every unit by its name, and by the beginnings of it that mean no other (党政办, 农业农村)."""
    beginnings = [(name[:length], name) for name in directory.units for length in range(3, len(name))]
    times = Counter(beginning for beginning, _ in beginnings)
    short = {beginning: name for beginning, name in beginnings if times[beginning] == 1}
    return {**short, **{name: name for name in directory.units}}


def _abbreviated(words: str, directory: Directory) -> str:
    """The one unit whose name these characters shorten in order (党建办); "" where none or several."""
    found = [name for name in directory.units if len(words) > 1 and _in_order(words, name)]
    return found[0] if len(found) == 1 else ""


def _in_order(words: str, name: str) -> bool:
    rest = iter(name)
    return all(char in rest for char in words)


def _people(directory: Directory) -> dict[str, str]:
    """Every account by itself and by its name, where only one has it."""
    times = Counter(member.name for member in directory.members.values())
    alone = {m.name: m.account for m in directory.members.values() if times[m.name] == 1}
    return {**alone, **{account: account for account in directory.members}}


def _found(words: str, meant: Mapping[str, str]) -> tuple[str, str]:
    """What the longest of these names in the words means ("" where none is there), and the words without it."""
    name = max((name for name in meant if name in words), key=len, default="")
    return meant.get(name, ""), words.replace(name, "", 1) if name else words
