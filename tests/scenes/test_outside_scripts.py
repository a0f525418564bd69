"""Scripts and messages that nobody should send end in one line that says what to do, or are played on."""

from __future__ import annotations

import io
import json

import pytest

from bot.language.understand import understand_lines
from bot.play import ScriptError, play_lines

AT = "2026-12-01T09:00"


def _played(*steps: dict[str, object]) -> list[dict[str, object]]:
    out = io.StringIO()
    play_lines([json.dumps({"at": AT, **step}, ensure_ascii=False) for step in steps], out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (json.dumps({"at": AT, "from": "林芳", "say": 5}), "“say”要写成带引号的文字"),
        (json.dumps({"at": AT, "from": "林芳", "say": ["请假"]}), "“say”要写成带引号的文字"),
        (json.dumps({"at": AT, "from": "林芳", "say": None}), "“say”要写成带引号的文字"),
        (json.dumps({"at": "0001-01-01T09:00", "from": "林芳", "say": "请假"}), "年份超出范围"),
        (json.dumps({"at": "9999-12-31T09:00"}), "年份超出范围"),
        ("[" * 100_000, "括号套得太深"),
    ],
)
def test_a_line_that_cannot_be_meant_is_refused_in_words(line: str, words: str) -> None:
    with pytest.raises(ScriptError, match=words):
        play_lines([line], io.StringIO())


@pytest.mark.parametrize(
    "text",
    [
        "😀😀明天请假😀一天，看病🏥",
        "明天\0请假一天",
        "明天\ud800请假一天",
        "１２月２日请假１天",
        "明天请\u202e假一天\u200b",
    ],
)
def test_odd_characters_do_not_hide_what_is_asked(text: str) -> None:
    [card] = _played({"from": "林芳", "say": text})
    assert "12月2日（周三）" in str(card["fields"])


@pytest.mark.parametrize("text", ["请假" * 5000, "a" * 200_000, "1" * 200_000, "", "   ", "\n\n"])
def test_texts_without_measure_are_played(text: str) -> None:
    assert len(_played({"from": "林芳", "say": text})) <= 1


@pytest.mark.parametrize("now", ["0001-01-01T00:00", "9999-12-31T00:00"])
def test_a_clock_at_the_end_of_time_is_refused_in_words(now: str, capsys: pytest.CaptureFixture[str]) -> None:
    line = json.dumps({"id": 1, "now": now, "chat": "single", "text": "下下周三请假，昨天也请假"})
    assert understand_lines([line], io.StringIO()) == 2
    assert "年份超出范围" in capsys.readouterr().err
