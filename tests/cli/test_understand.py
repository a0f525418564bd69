"""`dzb understand`: JSON lines in, JSON lines out, each as soon as it is asked for."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import DZB, SAMPLE, dzb, environment

ASKED = {"id": "s1", "now": "2026-12-01T09:00", "chat": "single", "text": "下周三到周五请假，老人住院"}
LINE = json.dumps(ASKED, ensure_ascii=False)


def test_a_sentence_is_answered_in_the_fixed_form() -> None:
    ended = dzb("understand", given=f"{LINE}\n\n{LINE}\n")
    assert (ended.code, ended.err) == (0, "")
    first, second = ended.lines
    assert set(first) == {"id", "intent", "slots", "micros"}
    assert (first["id"], first["intent"]) == ("s1", "leave")
    assert (first["slots"]["start"], first["slots"]["end"]) == ("2026-12-09", "2026-12-11")
    assert isinstance(first["micros"], int)
    assert second["slots"] == first["slots"]


def test_each_line_is_answered_before_the_next_is_asked() -> None:
    with subprocess.Popen([DZB, "understand"], stdin=-1, stdout=-1, env=environment()) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in range(3):
            process.stdin.write(json.dumps({**ASKED, "id": number}).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == number
        process.stdin.close()
    assert process.returncode == 0


def test_the_people_of_the_office_are_those_of_its_folder(tmp_path: Path) -> None:
    for table in SAMPLE.glob("*.csv"):
        (tmp_path / table.name).write_text(table.read_text("utf-8").replace("陈静", "宁小满"), "utf-8")
    question = json.dumps({**ASKED, "text": "宁小满今天值班吗"}, ensure_ascii=False)
    [answer] = dzb("understand", "--org", tmp_path, given=question).lines
    assert answer["slots"].get("person") == "宁小满"


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[]",
        '{"id": 1, "now": "2026-12-01T09:00"}',
        '{"id": 1, "now": "明天", "text": "x"}',
        '{"id": 1, "now": 5, "text": "x"}',
        '{"id": 1, "now": "2026-12-01T09:00", "chat": "both", "text": "x"}',
    ],
)
def test_a_bad_line_is_named_and_ends_the_run(line: str) -> None:
    ended = dzb("understand", given=f"{LINE}\n{line}\n{LINE}\n")
    assert ended.code == 2
    assert ended.told.startswith("第2行：")
    assert [answer["id"] for answer in ended.lines] == ["s1"]


def test_other_encodings_and_other_folders_are_told(tmp_path: Path) -> None:
    gbk = dzb("understand", given=LINE.encode("gbk"))
    assert (gbk.code, gbk.told) == (2, "标准输入 不是 UTF-8 编码，请另存为 UTF-8 后重试")
    empty = dzb("understand", "--org", tmp_path, given=LINE)
    assert (empty.code, empty.told) == (2, f"文件夹 {tmp_path} 里没有 花名册.csv，请写放名册的文件夹")
