"""`dzb understand`: JSON lines in, JSON lines out."""

from __future__ import annotations

import io
import json

import pytest

from bot.language.understand import understand_lines

LINE = json.dumps(
    {"id": "a", "now": "2026-11-25T09:00", "chat": "single", "text": "明天请一天假，再查下我年假还剩几天"}
)


def test_each_line_is_answered_with_its_id_and_its_time() -> None:
    out = io.StringIO()
    assert understand_lines([LINE, "", LINE], out, None) == 0
    first, second = (json.loads(line) for line in out.getvalue().splitlines())
    assert first["id"] == second["id"] == "a"
    assert first["intent"] == "leave"
    assert first["slots"] == {"start": "2026-11-26", "days": 1, "end": "2026-11-26"}
    assert [also["intent"] for also in first["also"]] == ["balance_query"]
    assert isinstance(first["micros"], int)


def test_refused_text_is_said_to_be() -> None:
    out = io.StringIO()
    line = json.dumps({"id": 1, "now": "2026-11-25T09:00", "chat": "single", "text": "绝密★ 请打印两份"})
    assert understand_lines([line], out, None) == 0
    assert json.loads(out.getvalue())["refused"] is True


@pytest.mark.parametrize(("bad", "why"), [
    ("{", "JSON"), ("[]", "text"), ('{"text":"同意"}', "now"), ('{"text":"同意","now":"gestern"}', "now"),
    ('{"text":"同意","now":"2026-11-25T09:00","chat":"crowd"}', "chat"),
])  # fmt: skip
def test_a_bad_line_is_told_with_its_number(bad: str, why: str, capsys: pytest.CaptureFixture[str]) -> None:
    out = io.StringIO()
    assert understand_lines([LINE, bad], out, None) == 2
    told = capsys.readouterr().err
    assert told.startswith("第2行")
    assert why in told
    assert len(out.getvalue().splitlines()) == 1
