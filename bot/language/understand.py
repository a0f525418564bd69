"""`dzb understand`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from bot.language.lexicon import Lexicon
from bot.language.reader import Reader
from bot.language.understanding import Understanding
from handlers.engine.calendar import Calendar

SAMPLE_TOWNSHIP = Path(__file__).parent.parent / "sample_township"


_YEARS = range(1950, 2150)


class BadLineError(ValueError):
    """A line of the input that is no message; says which and why."""


def understand_lines(lines: Iterable[str], out: TextIO, folder: Path | None = None) -> int:
    """Answers each line {"id","now","chat","text"} with {"id","intent","slots","also"?,"micros"}.

    `folder` holds the tables of the office (default: the sample township). A bad line is told on stderr with its
    number, and ends the run with 2; what was answered before it stays written. The first answer is given as soon as
    can be; what the later ones need is loaded behind it.
    """
    reader = Reader(Lexicon.from_folder(folder or SAMPLE_TOWNSHIP), Calendar())
    warming = threading.Thread(target=reader.warm, daemon=True)
    for count, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if warming.is_alive():
            warming.join()
        try:
            message = _message(line)
        except BadLineError as fault:
            print(f"第{count}行：{fault}", file=sys.stderr)  # noqa: T201 - the command's own channel
            return 2
        out.write(json.dumps(_answer(reader, *message), ensure_ascii=False) + "\n")
        if warming.ident is None:
            warming.start()
    return 0


def _message(line: str) -> tuple[Any, str, datetime, str]:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as fault:
        raise BadLineError("不是一行JSON，请检查引号和逗号") from fault
    if not isinstance(fields, dict) or not isinstance(fields.get("text"), str):
        raise BadLineError(
            '没有写“text”，应当是 {"id": 1, "now": "2026-12-01T09:00", "chat": "single", "text": "…"} 的样子'
        )
    try:
        now = datetime.fromisoformat(fields["now"])
    except (KeyError, TypeError, ValueError) as fault:
        raise BadLineError("“now”不对，请写成 2026-12-01T09:00 的样子") from fault
    if now.year not in _YEARS:
        raise BadLineError(f"“now”的年份超出范围，可写{_YEARS[0]}至{_YEARS[-1]}年")
    chat = fields.get("chat", "single")
    if chat not in ("group", "single"):
        raise BadLineError("“chat”不对，请写 group 或 single")
    return fields.get("id"), fields["text"], now.replace(tzinfo=None), chat


def _answer(reader: Reader, name: Any, text: str, now: datetime, chat: str) -> dict[str, Any]:
    begun = time.perf_counter_ns()
    understood = reader.understand(text, now, chat)
    micros = (time.perf_counter_ns() - begun) // 1000
    answer: dict[str, Any] = {"id": name, "intent": understood.intent, "slots": dict(understood.slots)}
    if understood.also:
        answer["also"] = [_further(request) for request in understood.also]
    if understood.refused:
        answer["refused"] = True
    return {**answer, "micros": micros}


def _further(request: Understanding) -> dict[str, Any]:
    return {"intent": request.intent, "slots": dict(request.slots)}
