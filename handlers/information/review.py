"""The editor's work: adopt at a level, return with what to change, decline (信息工作要求; rules M08-1, M08-2)."""

from __future__ import annotations

from dataclasses import replace

from handlers.engine.content import Button, Choice, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Handled, Notice, Offer, Tapped
from handlers.engine.request import Request, Verdict
from handlers.information.counting import points_of
from handlers.information.piece import Piece

ADOPT, CHANGE, DECLINE = "采用", "退改", "不采用"
_NO_WORDS = "请写明要改什么，例如“退改 {serial} 请补充时间和数据”。"


class Review:
    """编审."""

    def offer(self, request: Request, facts: Facts) -> Offer:
        """Three decisions, the level as a selection, words as a text field."""
        levels = tuple(level.name for level in facts.policy.information.levels)
        return Offer(
            "请编审：看真实、针对、时效、准确；采用请选层级。",
            (Button(ADOPT, Style.PRIMARY), Button(CHANGE), Button(DECLINE, Style.DANGER)),
            Input("采用刊物，或者修改意见、不采用的理由"),
            Choice("采用层级", levels),
        )

    def handle(self, request: Request, tapped: Tapped, facts: Facts) -> Handled | Fault:
        """Carry out one of the three."""
        piece = Piece.from_form(request.form)
        if tapped.button == ADOPT:
            return _adopted(request, piece, tapped, facts)
        if tapped.button == CHANGE:
            return _returned(request, piece, tapped)
        return _declined(request, piece, tapped)


def _adopted(request: Request, piece: Piece, tapped: Tapped, facts: Facts) -> Handled:
    policy = facts.policy.information
    level = _level(tapped, facts)
    taken = replace(piece, adopted=(level,), where=_where(tapped, level, policy.bulletin))
    points = points_of(taken, policy)
    words = f"您报送的《{piece.title}》（{request.serial}）已采用：{taken.where}，{level}级，计{points}分。"
    return Handled(taken.to_form(), f"采用：{taken.where}（{level}级）", (Notice(request.applicant, words),))


def _returned(request: Request, piece: Piece, tapped: Tapped) -> Handled | Fault:
    if not tapped.words:
        return Fault(_NO_WORDS.format(serial=request.serial))
    words = f"您报送的《{piece.title}》（{request.serial}）请修改：{tapped.words}。点“修改”重新提交，编号不变。"
    return Handled(piece.to_form(), tapped.words, (Notice(request.applicant, words),), verdict=Verdict.RETURN)


def _declined(request: Request, piece: Piece, tapped: Tapped) -> Handled:
    reason = f"：{tapped.words}" if tapped.words else ""
    words = f"您报送的《{piece.title}》（{request.serial}）这次没有采用{reason}。"
    return Handled(piece.to_form(), tapped.words, (Notice(request.applicant, words),), verdict=Verdict.REJECT)


def _level(tapped: Tapped, facts: Facts) -> str:
    """The level chosen, or named in the words; the lowest where neither is said."""
    levels = [level.name for level in facts.policy.information.levels]
    chosen = next((name for name in reversed(levels) if name in tapped.choice), "")
    said = next((name for name in reversed(levels) if name in tapped.words), "")
    return chosen or said or levels[0]


def _where(tapped: Tapped, level: str, bulletin: str) -> str:
    return tapped.words if tapped.words and tapped.words not in (level, f"{level}级") else f"《{bulletin}》"
