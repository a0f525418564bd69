"""`dzb clock` and `dzb doctor clock`: the recurring duties from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import dzb

TITLE = "简报期数提醒"


def test_a_duty_is_listed_previewed_left_off_and_taken_up_again(folder: Path) -> None:
    assert TITLE in dzb("clock", "list", at=folder).out
    assert "接下来3次" in dzb("clock", "preview", TITLE, at=folder).out
    assert "从现在起停发" in dzb("clock", "mute", TITLE, at=folder).out
    assert f"{TITLE}：已停发" in dzb("clock", "list", at=folder).out
    assert f"{TITLE}已恢复" in dzb("clock", "unmute", TITLE, at=folder).out


def test_what_changes_how_things_stand_is_not_left_off(folder: Path) -> None:
    assert "草稿过期不能停发" in dzb("clock", "mute", "草稿过期", at=folder).out


def test_what_cannot_be_understood_changes_nothing(folder: Path) -> None:
    for words, said in (
        (["stop", TITLE], "可以写：list"),
        (["mute", "天气"], "没有叫“天气”"),
        (["move", TITLE], "--to"),
    ):
        ended = dzb("clock", *words, at=folder)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.told


def test_the_doctor_says_when_the_clock_last_looked(folder: Path) -> None:
    ended = dzb("doctor", "clock", at=folder)
    assert "定时事项上次检查" in ended.out
