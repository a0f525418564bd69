"""`dzb ledger`: a book written to a file, and an office's own form templates taken over or refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from tests.cli.command import SAMPLE, dzb, office


def test_a_book_is_written_to_the_file(tmp_path: Path) -> None:
    folder = office(tmp_path / "qinghe", tables=False)
    ended = dzb("ledger", "export", "请假台账", "--out", "book.xlsx", "--from", "2026-11-01", at=folder)
    assert (ended.code, ended.out) == (0, "已写好 book.xlsx，共0条。\n")
    book = openpyxl.load_workbook(folder / "book.xlsx")
    assert book.sheetnames == ["请假台账", "明细"]
    assert book.worksheets[0]["A1"].value == "青禾乡请假台账"
    assert "期间：2026-11-01至最新" in book.worksheets[0]["A2"].value


def test_every_book_is_a_sheet(tmp_path: Path) -> None:
    folder = office(tmp_path / "qinghe", tables=False)
    assert dzb("ledger", "export", "全部台账", "--out", "book.xlsx", at=folder).code == 0
    assert "请假台账" in openpyxl.load_workbook(folder / "book.xlsx").sheetnames


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("没有的台账", "--out", "x.xlsx"), "没有叫“没有的台账”的台账，现有：请假台账"),
        (("请假台账", "--out", "no/x.xlsx"), "没有这个文件或文件夹"),
        (("请假台账", "--out", "x.xlsx", "--from", "2026-12-02", "--to", "2026-12-01"), "结束日期早于开始日期"),
        (("请假台账", "--out", "x.xlsx", "--org", "baiyun"), "没有叫“baiyun”的单位"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    folder = office(tmp_path / "qinghe", tables=False)
    ended = dzb("ledger", "export", *words, at=folder)
    assert ended.code == 2
    assert told in ended.told
    assert not (folder / "x.xlsx").exists()


def test_an_office_puts_in_its_own_form(tmp_path: Path) -> None:
    folder = office(tmp_path / "qinghe", tables=False)
    (folder / "forms").mkdir()
    shutil.copy(SAMPLE / "forms" / "假条.docx", folder / "forms")
    ended = dzb("ledger", "forms", at=folder)
    assert (ended.code, ended.out) == (0, "已启用1个模板：假条。\n")


def test_a_form_with_a_name_that_nobody_fills_is_refused(tmp_path: Path) -> None:
    folder = office(tmp_path / "qinghe", tables=False)
    (folder / "forms").mkdir()
    document = docx.Document(str(SAMPLE / "forms" / "假条.docx"))
    document.add_paragraph("{{ 手机号 }}")
    document.save(str(folder / "forms" / "假条.docx"))
    (folder / "forms" / "派车单.docx").write_bytes(b"no word file")
    ended = dzb("ledger", "forms", at=folder)
    assert ended.code == 1
    first, second = sorted(ended.err.splitlines())
    assert "假条.docx：不认识的名称“手机号”，可以用的有：" in first
    assert "派车单.docx：模板打不开" in second


def test_a_folder_without_forms_says_what_can_be_put_there(tmp_path: Path) -> None:
    folder = office(tmp_path / "qinghe", tables=False)
    assert "可以放：假条.docx" in dzb("ledger", "forms", ".", at=folder).told
