"""`dzb play`: a scene in, one JSON line for each thing that leaves; a script that cannot be played is told by line."""

from pathlib import Path

import pytest

from tests.cli.command import contents, dzb

ASK = '{"at":"2026-12-01T09:00","from":"林芳","say":"后天请假一天，带孩子看病"}'
SUBMIT = '{"at":"2026-12-01T09:01","from":"林芳","tap":"提交"}'
APPROVE = '{"at":"2026-12-01T09:02","from":"王强","tap":"同意","on":"QJ-2026-0001"}'


def script(folder: Path, *lines: str) -> Path:
    file = folder / "scene.jsonl"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    return file


def test_a_leave_is_played_from_sentence_to_approval(tmp_path: Path) -> None:
    ended = dzb("play", script(tmp_path, ASK, SUBMIT, APPROVE))
    assert (ended.code, ended.err) == (0, "")
    assert [line["to"] for line in ended.lines[:3]] == ["linf", "linf", "wangq"]
    assert ended.lines[0]["buttons"] == ["提交", "修改", "取消"]
    assert ended.lines[2]["about"] == "QJ-2026-0001"
    assert any(line["to"] == "linf" and "已同意" in line["text"] for line in ended.lines[3:])
    for line in ended.lines:
        assert {"at", "to", "kind", "text"} <= set(line)
        assert set(line) <= {
            "at",
            "to",
            "kind",
            "title",
            "text",
            "fields",
            "buttons",
            "choices",
            "input",
            "about",
            "card",
        }


def test_each_scene_starts_from_a_fresh_township(tmp_path: Path) -> None:
    scene = script(tmp_path, ASK, SUBMIT)
    assert dzb("play", scene).out == dzb("play", scene).out


def test_playing_leaves_nothing_behind(tmp_path: Path) -> None:
    scene = script(tmp_path, ASK, SUBMIT)
    before = contents(tmp_path)
    dzb("play", scene, at=tmp_path)
    assert contents(tmp_path) == before


def test_verbose_shows_the_script_on_stderr_only(tmp_path: Path) -> None:
    scene = script(tmp_path, ASK)
    told = dzb("play", scene, "--verbose")
    assert told.out == dzb("play", scene).out
    assert told.told.strip() == f"1 {ASK}"


def test_a_script_saved_with_a_byte_order_mark_and_blank_lines_is_played(tmp_path: Path) -> None:
    file = tmp_path / "scene.jsonl"
    file.write_text(f"\ufeff{ASK}\r\n\r\n", "utf-8", newline="")
    assert len(dzb("play", file).lines) == 1


BAD_LINES = [
    ("not json", "不是一行JSON"),
    ('["2026-12-01T09:00"]', "应当是一个JSON对象"),
    ('{"at":"2026-12-01T09:05","who":"林芳","say":"x"}', "不认识的字段“who”"),
    ('{"from":"林芳","say":"x"}', "时间"),
    ('{"at":"明天","from":"林芳","say":"x"}', "时间“明天”不对"),
    ('{"at":"2026-12-01T08:59"}', "时钟只能向前走"),
    ('{"at":"2026-12-01T09:05","from":"林大","say":"x"}', "花名册里没有“林大”"),
    ('{"at":"2026-12-01T09:05","from":"李静","say":"x"}', "有2位“李静”"),
    ('{"at":"2026-12-01T09:05","from":"林芳","chat":"钓鱼群","say":"x"}', "没有叫“钓鱼群”的群"),
    ('{"at":"2026-12-01T09:05","from":"王强","tap":"同意","on":"QJ-2026-0009"}', "看不到关于 QJ-2026-0009 的"),
    ('{"at":"2026-12-01T09:05","from":"陶勇","tap":"同意"}', "看不到带“同意”按钮的卡片"),
    ('{"at":"2026-12-01T09:05","say":"x"}', "就要写“from”是谁"),
    ('{"at":"2026-12-01T09:05","from":"林芳"}', "就要写“say”“tap”“file”中的一个"),
    ('{"at":"2026-12-01T09:05","from":"林芳","say":"x","tap":"同意"}', "就要写“say”“tap”“file”中的一个"),
]


@pytest.mark.parametrize(("line", "said"), BAD_LINES, ids=[said for _, said in BAD_LINES])
def test_a_line_that_cannot_be_played_is_named(tmp_path: Path, line: str, said: str) -> None:
    ended = dzb("play", script(tmp_path, ASK, line, APPROVE))
    assert ended.code == 2
    assert ended.told.startswith("第2行：")
    assert said in ended.told
    assert len(ended.lines) == 1, "what was said before the line stays written, and nothing after it"


def test_there_is_nothing_to_deliver_again_at_the_beginning(tmp_path: Path) -> None:
    ended = dzb("play", script(tmp_path, '{"at":"2026-12-01T09:00","redeliver":true}'))
    assert (ended.code, ended.out, ended.told) == (2, "", "第1行：前面还没有可以重发的消息")


def test_a_script_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    gbk = tmp_path / "gbk.jsonl"
    gbk.write_bytes(ASK.encode("gbk"))
    for path, said in ((tmp_path / "none.jsonl", "没有这个文件"), (tmp_path, "文件夹"), (gbk, "不是 UTF-8 编码")):
        ended = dzb("play", path)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.told
