"""Word: a template that the office can edit, filled with the words of one request or one book."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from bot.exports.plain import plain

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

Blanks = Mapping[str, Any]
"""What a template's `{{ 名称 }}` can stand for: text, or a table's lines."""


class TemplateError(Exception):
    """A template that cannot be filled; `str()` of it is one sentence for whoever edited it."""


def fill(template: bytes, blanks: Blanks, at: datetime, strict: bool = False) -> bytes:
    """The filled form. Raises TemplateError; with `strict` also for a blank that nobody knows.

    What people wrote is never read as a part of the template, nor as a piece of the file.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, UndefinedError
    from jinja2.exceptions import SecurityError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined if strict else Undefined)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(_clean(blanks), environment, autoescape=True)
        document.core_properties.created = document.core_properties.modified = at.replace(tzinfo=None)
        document.core_properties.author = document.core_properties.last_modified_by = str(blanks.get("单位名", ""))
        out = io.BytesIO()
        document.save(out)
    except UndefinedError as fault:
        raise TemplateError(
            f"模板里有不认识的名称：{_undefined_name(fault)}。可以用的有：{'、'.join(blanks)}"
        ) from fault
    except TemplateSyntaxError as fault:
        raise TemplateError(f"模板里的双大括号写得不完整（{fault.message}），请对照原模板改正") from fault
    except SecurityError as fault:
        raise TemplateError(f"模板里写了不允许的内容（{fault}），请只用双大括号加名称") from fault
    except (KeyError, ValueError, OSError) as fault:
        raise TemplateError("模板打不开：请用 Word 另存为 .docx 格式") from fault
    return out.getvalue()


def _undefined_name(fault: Exception) -> str:
    return str(fault).split("'")[1] if "'" in str(fault) else str(fault)


def _clean(value: Any) -> Any:
    """Every text made plain; line breaks become breaks of the paragraph that Word knows."""
    if isinstance(value, Mapping):
        return {name: _clean(part) for name, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_clean(part) for part in value]
    return plain(value)
