"""Information as a matter: what it declares to the house (信息报送制度; rules M08)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from handlers.engine.content import Button, Field, Input, Style
from handlers.engine.facts import Facts
from handlers.engine.ledger import Column, Holds, Ledger
from handlers.engine.matter import Fault, Handled, Notice, Offer, PlainMatter, Plan, Question, Slots, Task
from handlers.engine.people import Member
from handlers.engine.request import Request, Step, StepKind
from handlers.information import emergency, likeness
from handlers.information.counting import points_of
from handlers.information.piece import Piece, title_of
from handlers.information.review import Review

_ARTICLE = "信息报送制度"

LEDGER = Ledger(
    columns=(
        Column("标题"),
        Column("类别"),
        Column("单位"),
        Column("作者"),
        Column("采用层级"),
        Column("采用刊物"),
        Column("得分", Holds.NUMBER, summed=True),
        Column("续报", Holds.NUMBER),
    )
)
_SHOWN = 120


class InformationMatter(PlainMatter):
    """信息报送: the matter that the information regulation declares."""

    code = "XX"
    name = "信息报送"
    changes = "“标题改成……”“正文改成……”“类别改成社情民意”"
    book = "信息报送台账"
    intent = "info"
    takes_files = True
    ledger = LEDGER
    tasks: Mapping[str, Task] = {"review": Review()}

    def is_meant(self, text: str) -> bool:
        """A disaster told in plain words is reported, whoever forgot to say «报信息»."""
        return emergency.is_meant(text)

    def starting(self, text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
        """Whether it is an emergency is settled here, from the words themselves."""
        if not emergency.is_emergency(text, slots, facts):
            return slots
        return {**slots, "body": str(slots.get("body") or slots.get("title") or text), "emergency": True}

    def question(self, slots: Slots, facts: Facts, applicant: str) -> Question | None:
        """What it says, and of which kind it is; nobody reporting an emergency is asked anything."""
        if slots.get("emergency"):
            return None
        if not (slots.get("body") or slots.get("title") or slots.get("files")):
            return Question("body", "请发来信息的标题和正文，也可以发文件。")
        if not slots.get("category"):
            kinds = tuple(kind.name for kind in facts.policy.information.kinds)
            return Question("category", "属于哪一类信息？", kinds, "按类别登记和统计")
        return None

    def plan(self, slots: Slots, facts: Facts, applicant: str) -> Plan | Fault:
        """The piece as it would be handed in, with its editor; an emergency goes out at once."""
        member = facts.directory.member(applicant)
        if member is None:
            return Fault("花名册里没有您的登记，请联系党政办。")
        piece = _piece(slots, member, facts)
        if slots.get("emergency"):
            return _emergency(piece, member, facts)
        return _to_editor(piece, member, str(slots.get("serial", "")), facts)

    def following(self, request: Request, words: str, facts: Facts) -> Handled | Fault:
        """续报."""
        return emergency.followed(request, words, facts)

    def on_record(self, request: Request, facts: Facts) -> Offer:
        """The telephone first; who has been told; and where news is written (rules M08-3)."""
        names = "、".join(facts.directory.name(account) for account in request.form.get("told", ()))
        text = f"{emergency.telephone_first(facts)}已登记，编号 {request.serial}，已告知{names}。"
        return Offer(text, (Button("提交", Style.PRIMARY),), Input("补充的新情况，点“提交”作为续报"))

    def title(self, request: Request, facts: Facts) -> str:
        """«何平报送的信息»."""
        what = "突发事件" if "told" in request.form else "信息"
        return f"{facts.directory.name(request.applicant)}报送的{what}"

    def lines(self, request: Request, facts: Facts) -> tuple[Field, ...]:
        """What the editor reads."""
        piece = Piece.from_form(request.form)
        return (*_lines(piece), *_news(piece))

    def brief(self, request: Request, facts: Facts) -> str:
        """Title and unit."""
        piece = Piece.from_form(request.form)
        return f"{'、'.join(piece.units)}报送《{piece.title}》"

    def slots(self, request: Request) -> Slots:
        """The piece, to be changed."""
        piece = Piece.from_form(request.form)
        return {"title": piece.title, "body": piece.body, "category": piece.kind, "files": list(piece.files)}

    def entry(self, request: Request, facts: Facts) -> Mapping[str, Any]:
        """The line of the information book."""
        piece = Piece.from_form(request.form)
        return {
            "标题": piece.title,
            "类别": piece.kind,
            "单位": "、".join(piece.units),
            "作者": "、".join(piece.authors),
            "采用层级": "、".join(piece.adopted),
            "采用刊物": piece.where,
            "得分": str(points_of(piece, facts.policy.information)),
            "续报": str(max(len(piece.news) - 1, 0)),
        }


def _piece(slots: Slots, member: Member, facts: Facts) -> Piece:
    kinds = [kind.name for kind in facts.policy.information.kinds]
    urgent = next((kind.name for kind in facts.policy.information.kinds if kind.emergency), kinds[0])
    said = str(slots.get("category", ""))
    default = urgent if slots.get("emergency") else kinds[0]
    return Piece(
        title=title_of(slots) or "（见附件）",
        body=str(slots.get("body", "")),
        kind=said if said in kinds else default,
        units=(member.unit,),
        authors=(member.name,),
        files=tuple(slots.get("files", ())),
    )


def _to_editor(piece: Piece, member: Member, serial: str, facts: Facts) -> Plan | Fault:
    editor = facts.directory.contact((facts.policy.information.editor_role,), facts.away)
    account = editor.account if editor else facts.contact(but=member.account)
    step = Step(StepKind.TASK, (account,), "由文书编审", _clause(piece, facts), name="review")
    fields = (*_lines(piece), Field("编审", facts.directory.name(account)))
    return Plan("信息报送", piece.to_form(), (step,), (), fields, _notes(piece, serial, facts))


def _emergency(piece: Piece, member: Member, facts: Facts) -> Plan:
    accounts = emergency.told(member, facts)
    first = {"at": facts.now.isoformat(), "words": piece.body}
    form = {**piece.to_form(), "news": [first], "told": list(accounts)}
    notices = [Notice(account, emergency.first_word(piece, member, facts)) for account in accounts]
    return Plan("突发事件", form, (), (), _lines(piece), notices=tuple(notices), at_once=True)


def _notes(piece: Piece, serial: str, facts: Facts) -> tuple[str, ...]:
    """What is alike among the others; a piece that was returned is not held against itself."""
    same = likeness.similar(piece, (request for request in facts.filed("XX") if request.serial != serial))
    if same is None:
        return ()
    earlier = Piece.from_form(same.form)
    return (f"与{'、'.join(earlier.units)}已报送的《{earlier.title}》（{same.serial}）内容相近，请确认是否还要报送。",)


def _clause(piece: Piece, facts: Facts) -> str:
    kind = next((k for k in facts.policy.information.kinds if k.name == piece.kind), None)
    return f"{_ARTICLE} {kind.clause}" if kind else _ARTICLE


def _lines(piece: Piece) -> tuple[Field, ...]:
    body = piece.body if len(piece.body) <= _SHOWN else piece.body[: _SHOWN - 1] + "…"
    files = "、".join(file["name"] for file in piece.files)
    fields = (
        Field("标题", piece.title),
        Field("类别", piece.kind),
        Field("单位", "、".join(piece.units)),
        Field("作者", "、".join(piece.authors)),
        Field("正文", body),
        Field("附件", files),
        Field("采用", f"{piece.where}（{'、'.join(piece.adopted)}级）" if piece.adopted else ""),
    )
    return tuple(field for field in fields if field.value)


def _news(piece: Piece) -> tuple[Field, ...]:
    return tuple(Field(f"续报{n}", item["words"]) for n, item in enumerate(piece.news) if n)
