"""The rules of seals, as tables (印鉴管理制度; rules M07)."""

from __future__ import annotations

import pytest

from handlers.engine.roster import Seal
from handlers.seal.counting import count_said
from handlers.seal.names import find, listed, meant, short
from handlers.seal.oral import is_meant
from handlers.seal.refusals import lends
from handlers.seal.starting import doc_number
from handlers.seal.use import Kind, Stamp, Use
from tests.rules.office_files import changed, faults_of

SEALS = (
    Seal("中共青禾乡委员会印章", "sunl", "党委主要领导"),
    Seal("青禾乡人民政府印章", "sunl", "政府主要领导"),
    Seal("青禾乡党政办公室印章", "sunl", "党政办主任"),
    Seal("青禾乡财政所财务专用章", "fengt", "政府主要领导"),
)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("党委章", "中共青禾乡委员会印章"),
        ("政府章", "青禾乡人民政府印章"),
        ("党政办章", "青禾乡党政办公室印章"),
        ("青禾乡党政办公室印章", "青禾乡党政办公室印章"),
        ("财务专用章", "青禾乡财政所财务专用章"),
        ("青禾乡人民政府印章", "青禾乡人民政府印章"),
    ],
)
def test_a_seal_is_found_under_any_of_its_names(words: str, name: str) -> None:
    found = find(words, SEALS)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("words", ["公章", "章", "印章", "村委会章", "青禾乡"])
def test_words_that_name_no_seal_or_several_find_none(words: str) -> None:
    assert find(words, SEALS) is None


def test_several_seals_are_each_taken_once_and_what_is_strange_is_kept() -> None:
    found, strange = meant(["党委章", "政府章", "政府章", "村委会章"], SEALS)
    assert listed(seal.name for seal in found) == "党委章、政府章"
    assert strange == ("村委会章",)


def test_a_seal_without_a_common_name_is_called_as_it_is() -> None:
    assert short("青禾乡财政所财务专用章") == "青禾乡财政所财务专用章"


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("2", 2),
        ("2份", 2),
        ("盖了两份", 2),
        ("十份", 10),
        ("十二份", 12),
        ("二十份", 20),
        ("0", 0),
        ("零份", 0),
        ("很多", None),
        ("", None),
        ("2份或3份", None),
    ],
)
def test_a_count_is_one_number_or_none(words: str, count: int | None) -> None:
    assert count_said(words) == count


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("盖政府章，《关于防汛的通知》（青政发〔2026〕12号）20份", "青政发〔2026〕12号"),
        ("政府章 文件用印 青政发[2026]12号 20份", "青政发〔2026〕12号"),
        ("文号：青党办发（2026）第3号，盖党委章", "青党办发〔2026〕3号"),
        ("盖政府章，《关于贯彻县政发〔2026〕3号文件的请示》2份", ""),
        ("盖政府章，2026年采购合同2份", ""),
    ],
)
def test_the_number_of_an_issued_document_stands_outside_its_title(text: str, number: str) -> None:
    assert doc_number(text) == number


@pytest.mark.parametrize(
    ("text", "meant_so"),
    [
        ("口头批准：李乡长9:40电话同意，给林芳盖政府章2份", True),
        ("李乡长电话同意林芳盖政府章，合同2份", True),
        ("李乡长口头同意了，给何平盖章1份", True),
        ("口头批准可以盖章吗", False),
        ("李乡长没有口头批准盖章", False),
        ("李乡长口头同意我请假", False),
        ("盖政府章，合同2份", False),
    ],
)
def test_an_oral_approval_of_a_seal_is_told_from_other_words(text: str, meant_so: bool) -> None:
    assert is_meant(text) is meant_so


@pytest.mark.parametrize(
    ("text", "lending"),
    [
        ("县建筑公司要借我们政府章用一下", True),
        ("外单位想用一下政府公章", True),
        ("把政府章借给县农投公司用两天", True),
        ("委托县公司使用公章", True),
        ("给县建筑公司的合同盖政府章2份", False),
        ("后天下午借党委章带到石桥村，给党员大会选举结果盖", False),
        ("石桥村委会要盖个政府章，五保供养证明1份", False),
        ("盖政府章，县农业局的报表2份", False),
        ("授权委托书盖政府章1份", False),
        ("企业要用的证明盖政府章1份", False),
    ],
)
def test_lending_is_told_from_papers_about_others(text: str, lending: bool) -> None:
    assert lends(text) is lending


def test_a_use_is_kept_whole_in_its_request() -> None:
    stamp = Stamp("青禾乡人民政府印章", 2, "2026-12-01T09:00:00+08:00", "sunl")
    use = Use(Kind.SIGNED, ("青禾乡人民政府印章",), ("sunl",), "合同", 3, stamps=(stamp,))
    assert Use.from_form(use.to_form()) == use


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('"未归还几小时后报告领导" = 2', '"未归还几小时后报告领导" = 1', "报告领导应当晚于再次提醒"),
        ('"每日检查时间" = "08:43"', '"每日检查时间" = "08:30"', "避开整点和半点"),
        ('"每日检查时间" = "08:43"', '"每日检查时间" = "07:43"', "应在上班时间内"),
        ('"批准后几个工作日内用印" = 5', '"批准后几个工作日内用印" = 0', "不能小于 1"),
    ],
)
def test_a_seal_policy_that_cannot_be_meant_is_refused_with_its_line(before: str, after: str, words: str) -> None:
    assert [words in said for _, said in faults_of(changed(before, after))] == [True]
