"""In words: 导出11月请假台账, 打印假条 QJ-2026-0001, 打印用印登记簿, 核验 QJ-2026-0001 8H4T-Q2MX."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from bot import sentences
from bot.exports import ledger_book, templates, workbook
from bot.exports.books import book_of, books_kept
from bot.exports.register_paper import print_register
from bot.exports.request_paper import NoTemplateError, examine, print_form
from bot.exports.scope import books_named, read_scope
from bot.exports.word_form import TemplateError
from bot.finding import by_number
from bot.turn import Turn
from handlers.engine import verification
from handlers.engine.matter import Fault, Matter
from handlers.engine.paper import Paper
from handlers.engine.people import Directory, Member, Role
from handlers.engine.request import Request
from storage import people, requests
from storage.blobs import Blob

_SAID = re.compile(r"(?:请|麻烦|帮我|帮忙|给我|我要|我想)*(?P<verb>导出|打印|核验)(?:一下)?(?P<rest>.+)", re.DOTALL)
_BOOK_ALONE = re.compile(r"(?P<rest>.{0,12}(?:台账|登记簿))(?P<verb>)")
"""A book called by its name and nothing else: «用印登记簿»."""
_NUMBER = re.compile(r"[A-Za-z]{2}-?(?:\d{4}-)?\d{1,6}")
_LEDGERS = ("台账", "登记簿", "登记")

OFFICE_ONLY = "台账只提供给党政办和领导班子成员。您本人的申请请回复“我的申请”；确需台账的，请与党政办联系。"
NOT_YOURS = "这份申请与您无关，只有申请人、审批人和党政办可以打印。"
HOW_TO_VERIFY = "请把单子上的编号和校验码一起发来，例如“核验 QJ-2026-0001 8H4T-Q2MX”。"
FORGED = "核验不符：{serial} 没有这个校验码。请先核对有没有抄错，抄对了的就不是本系统出具的，请把原件交党政办查实。"


def on_words(turn: Turn, words: str) -> bool:
    """Whether these words want a file or the truth about a paper; if so, it is given, or why not is said."""
    said = _SAID.fullmatch(words.strip()) or _BOOK_ALONE.fullmatch(words.strip())
    return said is not None and _VERBS[said["verb"] or "导出"](turn, said["rest"].strip())


def may_read_books(member: Member, directory: Directory) -> bool:
    """The office keeps the books, and the leadership may see them (rules X6, X10)."""
    return directory.in_office(member) or member.holds(Role.PRINCIPAL) or member.holds(Role.SUPERVISING_LEADER)


def may_print(member: Member, request: Request, directory: Directory) -> bool:
    """Whoever has to do with the request: its form bears the reason."""
    concerned = {request.applicant, request.entered_by, *request.informed}
    concerned |= {account for step in request.steps for account in step.approvers}
    return member.account in concerned or directory.in_office(member)


def _export(turn: Turn, rest: str) -> bool:
    if not any(word in rest for word in _LEDGERS):
        return False
    if not _is_let_in(turn):
        return True
    kept = books_kept(turn.matters)
    found, left = books_named(rest, kept)
    if not found:
        known = "、".join(book.name for book in kept)
        _tell(turn, f"没有找到这本台账，现有：{known}。例如“导出本月{kept[0].name}”。")
        return True
    orders = [read_scope(left, book, turn.facts.directory, turn.facts.today) for book in found]
    ready = [order for order in orders if not isinstance(order, Fault)]
    if faults := [order.text for order in orders if isinstance(order, Fault)]:
        _tell(turn, faults[0])
        return True
    office = people.org_names(turn.uow).get(turn.org, "")
    made = ledger_book.make(turn.uow, turn.org, office, ready, turn.member.name, turn.now)
    title = ready[0].book.name if len(ready) == 1 else "全部台账"
    blob = Blob(f"{title}_{turn.now:%Y%m%d}.xlsx", workbook.MEDIA_TYPE, made.data)
    _send(turn, blob, f"{title}，{ready[0].scope}，共{made.lines}条。", "export")
    return True


def _print(turn: Turn, rest: str) -> bool:
    number = _NUMBER.search(rest)
    if number and number[0][:2].upper() in turn.matters:
        return _print_form(turn, number[0], rest)
    registers = {matter.ledger.register: matter for matter in turn.matters.values() if matter.ledger.register}
    named = next((name for name in registers if name in rest), "")
    if named:
        return _print_register(turn, registers[named], rest.replace(named, "", 1))
    return _print_newest(turn, rest)


def _print_form(turn: Turn, number: str, rest: str) -> bool:
    request = by_number(turn, number)
    if request is None:
        _tell(turn, sentences.no_such_request(number))
    elif not may_print(turn.member, request, turn.facts.directory):
        _tell(turn, NOT_YOURS)
    else:
        _print_papers(turn, request, rest)
    return True


def _print_newest(turn: Turn, rest: str) -> bool:
    """打印假条, without a number: the newest of one's own that has such a form."""
    if not any(name in rest for name in templates.names()):
        return False
    for request in requests.of_applicant(turn.uow, turn.org, turn.account):
        forms = turn.matters[request.matter].papers(request, turn.facts)
        if any(form.name in rest for form in forms):
            _print_papers(turn, request, rest)
            return True
    return False


def _print_papers(turn: Turn, request: Request, rest: str) -> None:
    """The form that is named, the longest name first (派车加油单 before 派车单); every one where none is."""
    about = turn.about(request.applicant)
    forms = about.matters[request.matter].papers(request, about.facts)
    named = sorted((form for form in forms if form.name in rest), key=lambda form: len(form.name), reverse=True)
    if not forms:
        name = turn.matters[request.matter].name
        return _tell(turn, f"{request.serial}（{name}）没有单独的纸质表单。", request.serial)
    if not named and any(name in rest for name in templates.names()):
        able = "、".join(form.name for form in forms)
        return _tell(turn, f"{request.serial} 没有您要的这种表单，可以打印：{able}。", request.serial)
    for form in named[:1] or forms:
        _print_one(about, request, form)
    return None


def _print_one(turn: Turn, request: Request, form: Paper) -> None:
    try:
        printed = print_form(turn, request, form)
    except (NoTemplateError, TemplateError) as fault:
        return _tell(turn, f"{form.name}没有打印成：{fault}", request.serial)
    text = f"{request.serial} {form.name}，请用A4纸打印。校验码 {printed.code}。"
    return _send(turn, printed.blob, text, "print", request.serial)


def _print_register(turn: Turn, matter: Matter, rest: str) -> bool:
    if not _is_let_in(turn):
        return True
    order = read_scope(rest, book_of(matter), turn.facts.directory, turn.facts.today)
    if isinstance(order, Fault):
        _tell(turn, order.text)
        return True
    try:
        blob, lines = print_register(turn, matter, order)
    except (NoTemplateError, TemplateError) as fault:
        _tell(turn, f"{matter.ledger.register}没有打印成：{fault}")
        return True
    _send(turn, blob, f"{matter.ledger.register}，{order.scope}，共{lines}条，请用A4纸横向打印。", "print")
    return True


def _verify(turn: Turn, rest: str) -> bool:
    """核验: anybody who holds a paper may ask; what is told is what stands on it already."""
    claim = verification.claim(rest)
    if claim is None:
        _tell(turn, HOW_TO_VERIFY)
        return True
    found = examine(turn.uow, turn.org, turn.matters, claim)
    turn.record("verify", claim.serial, {"genuine": found is not None})
    _tell(turn, _genuine(turn, *found) if found else FORGED.format(serial=claim.serial))
    return True


def _genuine(turn: Turn, request: Request, since: int) -> str:
    about = turn.about(request.applicant)
    brief = turn.matters[request.matter].brief(request, about.facts)
    changed = f"注意：这份单子打印之后又有{since}次办理，请以现在的状态为准。" if since else ""
    return f"核验属实：{request.serial} {brief}，现在的状态：{request.state.value}。{changed}请与单子上的内容逐项核对。"


def _is_let_in(turn: Turn) -> bool:
    allowed = may_read_books(turn.member, turn.facts.directory)
    if not allowed:
        turn.record("refused", "", {"why": "books"})
        _tell(turn, OFFICE_ONLY)
    return allowed


def _tell(turn: Turn, text: str, about: str = "") -> None:
    if turn.group:
        turn.out.say_in_group(turn.group, f"@{turn.member.name} 已私聊回复您。")
    turn.reply(text, about)


def _send(turn: Turn, blob: Blob, text: str, action: str, about: str = "") -> None:
    """The file to whoever asked, never into a group; that it was made stands in the trail."""
    if turn.group:
        turn.out.say_in_group(turn.group, f"@{turn.member.name} 文件已私聊发给您。")
    turn.out.file(turn.account, blob, text, about)
    turn.record(action, about, {"file": blob.name})


_VERBS: Mapping[str, Callable[[Turn, str], bool]] = {"导出": _export, "打印": _print, "核验": _verify}
