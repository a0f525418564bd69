"""`dzb policy`: every fault of the file on a line of its own; only what stands every check is put into force."""

from pathlib import Path

import pytest

from tests.cli.command import SAMPLE, Ended, dzb

THREE = '"主要领导审批起点天数" = 3'
POLICY = (SAMPLE / "policy.toml").read_text("utf-8")


def adopted(folder: Path, text: str) -> Ended:
    (folder / "policy.toml").write_text(text, "utf-8")
    return dzb("policy", "adopt", "policy.toml", at=folder)


def test_the_sample_policy_has_no_fault() -> None:
    ended = dzb("policy", "check", SAMPLE / "policy.toml", "--org", SAMPLE)
    assert (ended.code, ended.out, ended.err) == (0, "policy.toml 没有问题。\n", "")


def test_each_fault_is_a_line_on_stderr_and_the_exit_code_is_1(tmp_path: Path) -> None:
    file = tmp_path / "policy.toml"
    file.write_text(
        POLICY.replace(THREE, '"主要领导审批起点天数" = "三"').replace('"机器人称呼"', '"机器称呼"'), "utf-8"
    )
    ended = dzb("policy", "check", file)
    assert (ended.code, ended.out) == (1, "")
    lines = ended.err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith("policy.toml 第") for line in lines)


def test_a_role_that_nobody_holds_is_found_with_the_people_only(tmp_path: Path) -> None:
    for name in ("花名册.csv", "单位.csv"):
        (tmp_path / name).write_text((SAMPLE / name).read_text("utf-8").replace("主要领导", ""), "utf-8")
    assert dzb("policy", "check", SAMPLE / "policy.toml").code == 0
    ended = dzb("policy", "check", SAMPLE / "policy.toml", "--org", tmp_path)
    assert (ended.code, ended.out) == (1, "")
    assert "没有主要领导" in ended.err


def test_what_cannot_be_read_is_told_with_exit_code_2(tmp_path: Path) -> None:
    for words, said in (
        ([tmp_path / "none.toml"], "没有这个文件"),
        ([tmp_path], "这是一个文件夹"),
        ([SAMPLE / "policy.toml", "--org", tmp_path], "里没有 花名册.csv"),
    ):
        ended = dzb("policy", "check", *words)
        assert (ended.code, ended.out) == (2, "")
        assert said in ended.told


def test_a_changed_policy_is_put_into_force_as_the_next_version(folder: Path) -> None:
    same = dzb("policy", "adopt", "policy.toml", at=folder)
    assert (same.code, same.out) == (0, "policy.toml 与正在执行的第1版相同，没有改动。\n")
    changed = POLICY.replace(THREE, '"主要领导审批起点天数" = 5')
    assert adopted(folder, changed).out == "policy.toml 已生效，为第2版。\n"
    assert adopted(folder, changed).out == "policy.toml 与正在执行的第2版相同，没有改动。\n"


@pytest.mark.parametrize("wrong", ['"主要领导审批起点天数" = "三"', '"主要领导审批起点" = 3'])
def test_a_faulty_policy_changes_nothing(folder: Path, wrong: str) -> None:
    assert adopted(folder, POLICY.replace(THREE, wrong)).code == 1
    assert adopted(folder, POLICY).out.endswith("第1版相同，没有改动。\n")


def test_a_policy_that_the_people_cannot_carry_is_not_put_into_force(folder: Path) -> None:
    unheard = POLICY.replace('"保密负责人角色" = "党政办主任"', '"保密负责人角色" = "财务人员"')
    without = (SAMPLE / "花名册.csv").read_text("utf-8").replace("财务人员", "")
    (folder / "花名册.csv").write_text(without, "utf-8")
    assert dzb("people", "import", ".", at=folder).code == 0
    ended = adopted(folder, unheard)
    assert (ended.code, ended.out) == (1, "")
    assert "财务人员" in ended.told
    assert adopted(folder, POLICY).out.endswith("第1版相同，没有改动。\n")
