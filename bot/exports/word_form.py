"""Word: a template that the office can edit, filled with the words of one request or one book."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zipfile import BadZipFile

from bot.exports.plain import plain

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Blanks = Mapping[str, Any]
"""What a template's `{{ 名称 }}` can stand for: text, or a table's lines."""


class TemplateError(Exception):
    """A template that cannot be filled; `str()` of it is one sentence for whoever edited it."""


def fill(template: bytes, blanks: Blanks, at: datetime) -> bytes:
    """The filled form; a blank that nobody knows stays empty. Raises TemplateError.

    What people wrote is never read as a part of the template, nor as a piece of the file.
    """
    from jinja2 import ChainableUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    with _told_in_words():
        document = _opened(template)
        environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=ChainableUndefined)
        document.render(_clean(blanks), environment, autoescape=True)
        properties = document.core_properties
        properties.created = properties.modified = at.replace(tzinfo=None)
        properties.author = properties.last_modified_by = plain(blanks.get("单位名", ""))
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def names_in(template: bytes) -> frozenset[str]:
    """The names of the blanks that a template has. Raises TemplateError."""
    with _told_in_words():
        return frozenset(_opened(template).get_undeclared_template_variables())


def _opened(template: bytes) -> Any:
    """The template, read; its pieces (body, head and foot of the page) are all there."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(io.BytesIO(template))
    document.init_docx()
    return document


@contextmanager
def _told_in_words() -> Iterator[None]:
    """Whatever is wrong with a template becomes a TemplateError with a sentence for whoever edited it."""
    from docx.opc.exceptions import PackageNotFoundError
    from jinja2 import TemplateError as Malformed

    try:
        yield
    except (Malformed, TypeError, ArithmeticError) as fault:
        raise TemplateError(f"模板里的双大括号写得不对（{fault}），请对照原模板改正") from fault
    except (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError, SyntaxError) as fault:
        raise TemplateError("模板打不开：请用 Word 另存为 .docx 格式") from fault


def _clean(value: Any) -> Any:
    """Every text made plain; line breaks become breaks of the paragraph that Word knows."""
    if isinstance(value, Mapping):
        return {name: _clean(part) for name, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_clean(part) for part in value]
    return plain(value)
