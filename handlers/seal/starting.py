"""How a request for a seal begins: what the words say beside the slots, or the article that forbids it."""

from __future__ import annotations

import re
from typing import Any

from handlers.engine.facts import Facts
from handlers.engine.matter import Fault, Slots
from handlers.seal import oral, refusals, taking_out

_TITLE = re.compile(r"《[^》]*》")
_DOC_NO = re.compile(r"([\u4e00-\u9fff]{2,10})[〔\[［【（(]\s*(\d{4})\s*[〕\]］】）)]\s*第?\s*(\d{1,4})\s*号")
_LEADS = re.compile(r"[章印盖号是为：:，, 的]")
_ISSUED = re.compile(r"文件用印|文件盖章|已(?:经)?签发|签发(?:文|的文|件|稿)|正式发文|红头|印发的?文件")
_FOR = re.compile(
    r"(?:报送|上报|报到|报给|报|送到|送给|送|交到|交给|寄给|寄到|寄|提供给)(?:到|给)?"
    r"((?:县|州|市|省|乡)[\u4e00-\u9fff]{1,12}?)(?=[的，,。；;用审备使办]|$)"
)
_PURPOSE = re.compile(r"(?:用途(?:是|为|[：:])?|用于|用来)([^，,。；;]{2,20})")
_PLACEHOLDERS = re.compile(r"^[□№\s]*$|[□№]{3,}")
_CHANGING = re.compile(r"(?:换成|改成|改为|换为|应该是|用)")
_NO_NUMBER = re.compile(r"没有|无|不是|不清楚")


def starting(text: str, slots: Slots, facts: Facts, writer: str) -> Slots | Fault:
    """The slots a form begins with, or why it cannot be asked for."""
    if fault := refusals.refused(text, bool(slots.get("carry_out")), facts):
        return fault
    known = {**_without_addressee(_readable(slots)), **_purpose(text)}
    if oral.is_meant(text):
        return oral.starting(text, known, facts, writer)
    if known.get("carry_out"):
        return taking_out.starting(text, known, facts, writer)
    return {**{k: v for k, v in known.items() if k not in ("date", "date_part")}, **_issued(text)}


def merged(slots: Slots, changes: Slots) -> dict[str, Any]:
    """The slots after an answer. «没有文号» makes it an ordinary request again."""
    if _CHANGING.fullmatch(str(changes.get("document", ""))):
        changes = {name: value for name, value in changes.items() if name != "document"}
    kept = {**slots, **changes}
    if "doc_no" in changes and _NO_NUMBER.search(str(changes["doc_no"])):
        kept = {name: value for name, value in kept.items() if name not in ("doc_no", "issued")}
    for name in ("depart", "return"):
        if name in changes and f"{name}_part" not in changes:
            kept.pop(f"{name}_part", None)
    return {name: value for name, value in kept.items() if value is not None}


def doc_number(text: str) -> str:
    """The number of an issued document named outside a title, written in one way: 青政发〔2026〕12号; "" without."""
    match = _DOC_NO.search(_TITLE.sub("，", text))
    return f"{_LEADS.split(match[1])[-1]}〔{match[2]}〕{int(match[3])}号" if match else ""


def _readable(slots: Slots) -> dict[str, Any]:
    """Without what language could not read: a document that is only a number."""
    bad = _PLACEHOLDERS.search(str(slots.get("document", "x")))
    return {name: value for name, value in slots.items() if not (bad and name == "document")}


def _without_addressee(slots: Slots) -> dict[str, Any]:
    """报县农业局的项目申报书 is 项目申报书; where it goes is its purpose."""
    document = slots.get("document")
    bare = _FOR.sub("", str(document)).removeprefix("的") if isinstance(document, str) else ""
    return {**slots, "document": bare} if len(bare) >= 2 else dict(slots)


def _issued(text: str) -> dict[str, Any]:
    """文件用印: the number of the document stands for the leader's signature (第2条; rules M07-4)."""
    number = doc_number(text)
    if number:
        return {"issued": True, "doc_no": number}
    return {"issued": True} if _ISSUED.search(text) else {}


def _purpose(text: str) -> dict[str, Any]:
    if match := _PURPOSE.search(text):
        return {"purpose": match[1].strip()}
    match = _FOR.search(text)
    return {"purpose": f"报{match[1]}"} if match else {}
