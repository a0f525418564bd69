"""Whole passages that many scenes about cars share."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.scenes.stage import DECIDE, Sent, Stage

ASSIGN = ["派车", "候补", "退回"]
SUV, VAN = "云E·A1023", "云E·A2207"
TWO_HOURS = "明天上午9点用车去县委党校开会，上午11点回"


@dataclass
class Trips:
    """The stage, with what people do about cars on it."""

    stage: Stage
    card: Sent = field(default_factory=lambda: Sent("", "", "", ""))
    """The dispatcher's card of the booking that was made last."""

    def book(self, who: str, words: str, dispatcher: str = "qianj") -> str:
        """Asked for in one sentence and submitted; the dispatcher has the card. Gives the number."""
        self.stage.say(who, words)
        me = self.stage.account(who)
        self.stage.expect(me, "card", "请核对", buttons=["提交", "修改", "取消"])
        return self.submit(who, dispatcher)

    def submit(self, who: str, dispatcher: str = "qianj") -> str:
        """The check card that is out is submitted."""
        self.stage.tap(who, "提交")
        serial = self.stage.expect(self.stage.account(who), "update", "已提交").about
        self.card = self.stage.expect(dispatcher, "card", "用车申请", about=serial, buttons=ASSIGN)
        self.stage.expect_nothing_else()
        return serial

    def assign(self, serial: str, choose: str = "", who: str = "钱俊") -> None:
        """The dispatcher assigns; the office director has the card."""
        applicant = self.stage.request(serial).applicant
        self.stage.tap(who, "派车", on=serial, choose=choose)
        self.stage.expect(applicant, "update", "陈静", about=serial)
        self.stage.expect(self.stage.account(who), "update", "已办理", about=serial)
        self.stage.expect("chenj", "card", about=serial, buttons=DECIDE)
        self.stage.expect_nothing_else()

    def approve(self, serial: str) -> Sent:
        """The office director approves; the applicant hears of it and the driver has the card. Gives the word."""
        applicant = self.stage.request(serial).applicant
        self.stage.tap("陈静", "同意", on=serial)
        for account in (applicant, "qianj", "chenj"):
            self.stage.expect(account, "update", about=serial)
        if not self.trip(serial)["shares"]:
            self.stage.expect(self.driver(serial), "card", "出车", about=serial, buttons=["出车", "有问题"])
        told = self.stage.expect(applicant, "text", "已同意", about=serial)
        self.stage.expect_nothing_else()
        return told

    def confirmed(self, who: str, words: str, choose: str = "") -> str:
        """From the sentence to the approval."""
        serial = self.book(who, words)
        self.assign(serial, choose)
        self.approve(serial)
        return serial

    def trip(self, serial: str) -> dict[str, object]:
        """What the request says of the trip."""
        return dict(self.stage.request(serial).form)

    def driver(self, serial: str) -> str:
        """Who drives it."""
        return str(self.trip(serial)["driver"])
