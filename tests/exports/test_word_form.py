"""The Word forms: what people wrote is words on them and nothing else, and an office's own template is looked at."""

import io
import zipfile
from datetime import datetime
from xml.etree import ElementTree

import docx
import pytest

from bot.exports import templates, word_form
from bot.exports.make_templates import TEMPLATES
from bot.exports.word_form import TemplateError
from storage.instants import ZONE

AT = datetime(2026, 12, 1, 9, 0, tzinfo=ZONE)
FORMS = ("假条", "外出登记", "派车加油单", "派车单", "用印登记簿")


def template(words: str) -> bytes:
    """A template with one paragraph."""
    document = docx.Document()
    document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def read(data: bytes) -> str:
    """Every word of a form, the foot of its page included."""
    document = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts += [paragraph.text for paragraph in document.sections[0].footer.paragraphs]
    return "\n".join(texts)


def test_every_form_has_its_template_and_every_template_is_made() -> None:
    assert templates.names() == tuple(sorted(FORMS)) == tuple(sorted(TEMPLATES))


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_a4(name: str) -> None:
    section = docx.Document(io.BytesIO(templates.original(name))).sections[0]
    assert section.page_width and section.page_height
    assert sorted((round(section.page_width.cm, 1), round(section.page_height.cm, 1))) == [21.0, 29.7]


@pytest.mark.parametrize("name", FORMS)
def test_an_empty_form_can_be_filled(name: str) -> None:
    said = read(word_form.fill(templates.original(name), {}, AT))
    assert "{{" not in said and "{%" not in said


@pytest.mark.parametrize(
    "words",
    [
        "</w:t></w:r><w:r><w:t>添加",
        "<script>&amp;&nbsp;",
        "{{ 单位名 }}",
        "{% for x in 1 %}",
        "{%tr endfor %}",
        "]]>",
        "R&D <b>",
        "{{ ''.__class__.__mro__ }}",
    ],
)
def test_what_people_wrote_is_words_on_the_form(words: str) -> None:
    data = word_form.fill(templates.original("假条"), {"事由": words, "单位名": "青禾乡"}, AT)
    assert words in read(data)


@pytest.mark.parametrize("words", ["一\x00二", "一\x0b二", "一\ud800二", "一\ufffe二", "一\u202e二"])
def test_what_no_file_can_hold_is_left_out(words: str) -> None:
    data = word_form.fill(templates.original("假条"), {"事由": words}, AT)
    assert "一二" in read(data)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        ElementTree.fromstring(file.read("word/document.xml"))


def test_a_line_break_stays_one() -> None:
    assert "第一行\n第二行" in read(word_form.fill(template("{{ 事由 }}"), {"事由": "第一行\n第二行"}, AT))


def test_a_register_has_a_line_for_each() -> None:
    rows = [{"编号": f"YY-2026-000{number}", "文件": f"文件{number}"} for number in (1, 2, 3)]
    said = read(word_form.fill(templates.original("用印登记簿"), {"各行": rows, "单位名": "青禾乡"}, AT))
    assert "青禾乡用印登记簿" in said
    assert [f"YY-2026-000{number}" in said for number in (1, 2, 3)] == [True, True, True]


def test_a_name_that_nobody_knows_stays_empty() -> None:
    assert read(word_form.fill(template("手机{{ 手机号.家里 }}号"), {}, AT)).strip() == "手机号"


@pytest.mark.parametrize("words", ["{{ 编号", "{% for x in %}", "{{ 编号 | 没有 }}", "{{ 1/0 }}"])
def test_a_template_that_cannot_be_filled_says_so(words: str) -> None:
    with pytest.raises(TemplateError, match="模板里的双大括号写得不对"):
        word_form.fill(template(words), {}, AT)


def test_a_template_cannot_reach_into_the_program() -> None:
    with pytest.raises(TemplateError, match="unsafe"):
        word_form.fill(template("{{ ''.__class__.__mro__[1].__subclasses__() }}"), {}, AT)


@pytest.mark.parametrize("data", [b"", b"not a file", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_says_so(data: bytes) -> None:
    with pytest.raises(TemplateError, match=r"另存为 \.docx"):
        word_form.fill(data, {}, AT)


def test_the_blanks_of_a_template_are_known() -> None:
    assert {"编号", "事由", "审批", "标记", "校验码", "依据"} <= word_form.names_in(templates.original("假条"))
