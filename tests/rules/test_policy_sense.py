"""What a policy asks of people who are not there."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.policy_check import check_policy, read_directory
from handlers.engine.people import Directory, Member, Unit
from handlers.engine.policy import OfficePolicy, Policy
from handlers.engine.policy_sense import check_against
from tests.rules.office_files import POLICY_TEXT, SAMPLE, sample_policy


def sample_directory() -> Directory:
    return read_directory(SAMPLE, sample_policy())


def with_office(**changes: object) -> Policy:
    policy = sample_policy()
    office: OfficePolicy = policy.office.model_copy(update=changes)
    return policy.model_copy(update={"office": office})


def without(*accounts: str) -> Directory:
    directory = sample_directory()
    return replace(directory, members={a: m for a, m in directory.members.items() if a not in accounts})


def test_the_sample_office_can_carry_its_policy() -> None:
    assert check_against(sample_policy(), sample_directory()) == []


def test_a_role_that_nobody_holds_is_told() -> None:
    policy = with_office(contact_roles=("党政办秘书长",), secrecy_officer_role="保密员")
    said = check_against(policy, sample_directory())
    assert [line for line in said if "党政办秘书长" in line and "没有一个人担任" in line]
    assert [line for line in said if "党政办秘书长" in line and "花名册里没有" in line]
    assert [line for line in said if "“保密员”没有人担任" in line]


def test_one_contact_role_without_holder_is_no_fault_while_another_is_held() -> None:
    assert not [line for line in check_against(sample_policy(), without("liuy")) if "角色" in line]


@pytest.mark.parametrize(("account", "line"), [("zhoujg", "党委"), ("liwh", "政府")])
def test_a_line_without_principal_is_told(account: str, line: str) -> None:
    assert [said for said in check_against(sample_policy(), without(account)) if said.startswith(f"{line}条线没有")]


def test_a_unit_whose_leader_left_is_told() -> None:
    said = check_against(sample_policy(), without("wangq"))
    assert [line for line in said if line.startswith("农业农村服务中心的分管领导（wangq）不在职")]


def test_a_unit_without_supervising_leader_is_told_only_where_people_work_in_it() -> None:
    directory = sample_directory()
    orphan = Unit("退役军人服务站", "站所", "政府", "", "")
    empty = replace(directory, units={**directory.units, orphan.name: orphan})
    assert check_against(sample_policy(), empty) == []
    member = Member("x", "某人", orphan.name, "科员")
    staffed = replace(empty, members={**empty.members, "x": member})
    assert [line for line in check_against(sample_policy(), staffed) if line.startswith("退役军人服务站没有分管领导")]


def test_a_leader_whose_line_cannot_be_read_from_the_post_is_told() -> None:
    directory = sample_directory()
    odd = replace(directory.members["wangq"], post="二级主任科员")
    said = check_against(sample_policy(), replace(directory, members={**directory.members, "wangq": odd}))
    assert said == ["王强（二级主任科员）看不出属于党委还是政府条线；请在“职务归属”或单位表中补上"]


def test_a_stand_in_who_is_not_in_service_is_told() -> None:
    directory = sample_directory()
    stand_ins = {**directory.stand_ins, "yangl": ("gone",), "zhangy": ("zhangy",)}
    assert check_against(sample_policy(), replace(directory, stand_ins=stand_ins)) == [
        "杨丽的代理人（gone）不在职；请在代理表中改正",
        "张勇的代理人是本人；请在代理表中改正",
    ]


@pytest.mark.parametrize(
    ("post", "line"),
    [
        ("党委副书记、乡长", "政府"),
        ("副镇长", "政府"),
        ("党委书记", "党委"),
        ("党委政法委员", "党委"),
        ("人大主席", "党委"),
        ("武装部长", "党委"),
        ("纪委书记", "党委"),
        ("党委委员、副乡长", "政府"),
    ],
)
def test_the_post_says_the_line(post: str, line: str) -> None:
    assert sample_directory().line_of(Member("x", "某人", "党政领导班子", post)) == line


def test_checking_the_sample_finds_nothing() -> None:
    assert check_policy(SAMPLE / "policy.toml", SAMPLE) == []
    assert check_policy(SAMPLE / "policy.toml") == []


def test_a_faulty_file_is_told_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "本办.toml"
    path.write_text(POLICY_TEXT.replace('"默认假别"', '"默认假类"'), "utf-8")
    [said] = check_policy(path, SAMPLE)
    assert said.startswith("本办.toml 第")


def test_files_that_cannot_be_read_end_in_one_line(tmp_path: Path) -> None:
    gbk = tmp_path / "gbk.toml"
    gbk.write_bytes(POLICY_TEXT.replace("－", "-").encode("gb18030"))
    assert check_policy(gbk) == ["gbk.toml 不是 UTF-8 编码；请在编辑器里另存为 UTF-8 编码"]
    [absent] = check_policy(tmp_path / "没有.toml")
    assert "没有这个文件；请核对路径" in absent
    [no_tables] = check_policy(SAMPLE / "policy.toml", tmp_path)
    assert "花名册.csv" in no_tables
    (tmp_path / "花名册.csv").write_text("账号,姓名,单位,职务,在职\n", "utf-8")
    assert check_policy(SAMPLE / "policy.toml", tmp_path) == ["花名册.csv 缺少列：角色；请补上表头后再检查"]


@pytest.mark.parametrize(("account", "line"), [("qianj", "用车的调度角色“车辆调度员”"), ("chenj", "用车的审批角色")])
def test_cars_that_nobody_assigns_or_approves_are_told(account: str, line: str) -> None:
    assert [said for said in check_against(sample_policy(), without(account)) if said.startswith(line)]


def test_an_office_without_drivers_needs_nobody_to_assign_cars() -> None:
    without_cars = without("qianj", "mag", "tangw")
    assert not [said for said in check_against(sample_policy(), without_cars) if "用车" in said]
