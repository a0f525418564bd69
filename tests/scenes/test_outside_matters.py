"""Cars, seals and books as somebody meets them who knows only the regulation."""

from __future__ import annotations

import pytest

from tests.scenes.stage import Stage

TRIP = "明天上午9点用车去县农业局开会，下午5点回"


def _approved_trip(stage: Stage) -> str:
    stage.say("林芳", TRIP)
    stage.tap("林芳", "提交")
    stage.tap("钱俊", "派车", choose="云E·A2207")
    stage.tap("陈静", "同意")
    stage.forget()
    return "YC-2026-0001"


def test_the_driver_is_told_to_wait_while_the_trip_is_being_given_up(stage: Stage) -> None:
    serial = _approved_trip(stage)
    stage.tap("林芳", "撤回", on=serial)
    stage.expect("tangw", "update", "要求撤销", "先不要办理", "陈静", about=serial, buttons=[])
    stage.forget()


@pytest.mark.parametrize("words", ["用印登记簿", "用车台账", "本月用车台账"])
def test_a_book_called_by_its_name_is_handed_to_the_office(stage: Stage, words: str) -> None:
    _approved_trip(stage)
    stage.say("孙磊", words)
    stage.expect("sunl", "file", "台账")


def test_a_book_called_by_its_name_is_kept_from_everybody_else(stage: Stage) -> None:
    stage.say("林芳", "用车台账")
    stage.expect("linf", "text", "台账只提供给")


@pytest.mark.parametrize("level", ["县", "县级", "县级刊物"])
def test_the_level_of_an_adopted_piece_is_the_one_that_was_chosen(stage: Stage, level: str) -> None:
    stage.say("林芳", "报送信息，类别工作动态，标题《青禾乡召开森林防火会》，正文：12月1日我乡召开森林防火会。")
    stage.tap("林芳", "提交")
    stage.forget()
    stage.tap("黄燕", "采用", choose=level)
    stage.expect("huangy", "update", "县级")
    stage.expect("linf", "update", "县级")
    stage.expect("linf", "text", "县级")
