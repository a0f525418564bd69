"""`dzb ledger export` and `dzb ledger forms`: books as Excel files, and an office's own templates for its forms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

from bot.endings import FOUND, CommandError
from bot.exports import ledger_book, templates, word_form
from bot.exports.books import books_kept
from bot.exports.ledger_book import Order
from bot.exports.scope import books_named
from bot.people_import import ACTOR, which_office
from handlers.engine.ledger import Wanted
from handlers.engine.matter import Matter
from storage import audit, blobs, people
from storage.store import Store
from storage.unit_of_work import UnitOfWork

EVERY = "全部台账"


def export(
    store: Store,
    named: str,
    matters: Mapping[str, Matter],
    book: str,
    period: tuple[date | None, date | None],
    at: datetime,
) -> tuple[bytes, int]:
    """The workbook of this book (or 全部台账) and how many lines it has; that it was made stands in the trail.

    `named` is the office's short name or full name; `period` its first and last day. Raises CommandError for a book
    that nobody keeps, NoOfficeError.
    """
    since, until = period
    if since and until and until < since:
        raise CommandError("结束日期早于开始日期，请核对 --from 和 --to")
    kept = books_kept(matters)
    found, rest = books_named(book, kept)
    if not found or rest:
        raise CommandError(f"没有叫“{book}”的台账，现有：{'、'.join(one.name for one in kept)}、{EVERY}")
    scope = f"期间：{since or '最早'}至{until or '最新'}"
    orders = [Order(one, Wanted(since, until), scope) for one in found]

    def job(uow: UnitOfWork) -> tuple[bytes, int]:
        names = people.org_names(uow)
        org = which_office(names, named)
        made = ledger_book.make(uow, org, names[org], orders, "", at)
        audit.append(uow, org, at, ACTOR, "export", "", {"book": book, "lines": made.lines})
        return made.data, made.lines

    return store.write(job)


def adopt_forms(store: Store, named: str, folder: Path, at: datetime) -> tuple[str, ...]:
    """Take over the office's own templates from its folder, all or none; the names of those taken.

    Raises CommandError with a line for each template that cannot be filled.
    """
    files = templates.own_files(folder)
    if not files:
        raise CommandError(
            f"{folder} 里没有表单模板，可以放：{'、'.join(n + templates.ENDING for n in templates.names())}"
        )
    if faults := [line for name, data in files.items() for line in _faults(name, data, at)]:
        raise CommandError(faults, FOUND)

    def job(uow: UnitOfWork) -> None:
        org = which_office(people.org_names(uow), named)
        for name, data in files.items():
            templates.adopt(uow, org, name, blobs.put(uow, org, templates.as_blob(name, data), at))
        audit.append(uow, org, at, ACTOR, "forms adopted", "", {"forms": sorted(files)})

    store.write(job)
    return tuple(files)


def _faults(name: str, data: bytes, at: datetime) -> list[str]:
    """What is wrong with a template: it cannot be filled, or has a blank that nobody fills."""
    file = f"{name}{templates.ENDING}"
    try:
        word_form.fill(data, {}, at)
        known = word_form.names_in(templates.original(name)) | templates.ALSO_KNOWN
        unknown = sorted(word_form.names_in(data) - known)
    except word_form.TemplateError as fault:
        return [f"{file}：{fault}"]
    able = "、".join(sorted(known))
    return [f"{file}：不认识的名称“{said}”，可以用的有：{able}" for said in unknown]
