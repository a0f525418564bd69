"""Issued documents: no leader's card, but their number, and registered all the same (第2条; M07-4)."""

from __future__ import annotations

from tests.scenes.seal.passages import BOOK, register
from tests.scenes.stage import Stage


def test_an_issued_document_goes_straight_to_the_keeper_by_its_number(stage: Stage) -> None:
    stage.say("何平", "盖政府章，《关于防汛的通知》（青政发〔2026〕12号）20份，文件用印")
    stage.expect("hep", "card", "文件用印凭签发文号 青政发〔2026〕12号", fields={"方式": "文件用印"})
    stage.tap("何平", "提交")
    serial = stage.expect("hep", "update", "现在在孙磊").about
    stage.expect("sunl", "card", "请核对签发原件", "青政发〔2026〕12号", about=serial, buttons=["已用印"])
    stage.expect_nothing_else()
    stage.tap("孙磊", "已用印", on=serial, input="20")
    stage.forget()
    line = register(stage, serial)
    assert (line["批准方式"], line["文件"], line["实盖份数"]) == (
        "文件用印",
        "《关于防汛的通知》（青政发〔2026〕12号）",
        20,
    )
    assert stage.book(serial, BOOK) == ["申请", "办理"]


def test_without_its_number_it_is_asked_for(stage: Stage) -> None:
    stage.say("何平", "文件用印，盖政府章，关于防汛的通知，20份")
    stage.expect("hep", "card", "请写签发文件的文号", buttons=["没有文号", "取消"])


def test_a_document_without_a_number_goes_to_the_leader(stage: Stage) -> None:
    stage.say("何平", "文件用印，盖政府章，关于防汛的通知，20份")
    stage.forget()
    stage.tap("何平", "没有文号")
    stage.expect("hep", "update", "已更新")
    stage.expect("hep", "card", "李文华", without=["文件用印凭"])


def test_a_number_inside_a_title_is_not_the_documents_own(stage: Stage) -> None:
    stage.say("何平", "盖政府章，《关于贯彻县政发〔2026〕3号文件的请示》2份")
    stage.expect("hep", "card", "李文华", without=["文件用印"])


def test_what_was_sealed_already_is_asked_about(stage: Stage) -> None:
    for _ in range(2):
        stage.forget()
        stage.say("何平", "文件用印，青政发〔2026〕12号，政府章，20份")
        again = stage.expect("hep", "card", "请核对")
        stage.tap("何平", "提交")
        stage.tap("孙磊", "已用印")
    stage.forget()
    assert "青政发〔2026〕12号 已用印20份（YY-2026-0001），请确认是否还要再盖" in again.text
