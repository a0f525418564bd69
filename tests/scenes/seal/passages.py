"""Passages that many scenes about seals share."""

from __future__ import annotations

from tests.scenes.stage import Stage

GOVERNMENT, PARTY, OFFICE = "青禾乡人民政府印章", "中共青禾乡委员会印章", "青禾乡党政办公室印章"
BOOK = "用印登记台账"


def file(stage: Stage, who: str, words: str, decider: str) -> str:
    """One sentence, checked and submitted; the seal's leader has a card. Gives the number."""
    stage.say(who, words)
    stage.expect(stage.account(who), "card", "请核对", buttons=["提交", "修改", "取消"])
    stage.tap(who, "提交")
    serial = stage.expect(stage.account(who), "update", "已提交", buttons=["撤回", "催办"]).about
    stage.expect(decider, "card", "请您审批", about=serial)
    stage.expect_nothing_else()
    return serial


def approve(stage: Stage, who: str, serial: str, keeper: str = "sunl", button: str = "已用印") -> None:
    """The leader taps 同意; the applicant hears who is next, and the keeper has the card to work with."""
    applicant = stage.request(serial).applicant
    stage.tap(who, "同意", on=serial)
    stage.expect(applicant, "update", "已同意", about=serial, buttons=["撤回"])
    stage.expect(stage.account(who), "update", "已同意", about=serial, buttons=[])
    stage.expect(keeper, "card", about=serial, buttons=[button])
    stage.expect(applicant, "text", "已同意", "下一步由", about=serial)
    stage.expect_nothing_else()


def on_leave(stage: Stage, who: str, words: str, decider: str) -> None:
    """Somebody of the office is on approved leave."""
    serial = stage.file(who, words, decider)
    stage.approve(decider, serial, stage.account(who))
    stage.forget()


def register(stage: Stage, serial: str) -> dict[str, object]:
    """The newest line of the register about this number."""
    from bot import sample
    from storage import ledgers

    rows = stage.store.read(lambda uow: ledgers.entries(uow, sample.ORG, BOOK, serial))
    return dict(rows[-1].data)
