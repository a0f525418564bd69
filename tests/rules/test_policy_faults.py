"""Every mistake in a policy file is told with its line and what to do about it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.engine.policy_file import PolicyError, read_policy
from tests.rules.office_files import POLICY_TEXT, changed, faults_of, line_with

# (what stands in the sample, what it is changed to, a word on the line that is named, words of the message)
FAULTS = [
    # not TOML
    ('"默认假别" = "事假"', '"默认假别" = “事假”', "默认假别", "全角符号"),
    ('"默认假别" = "事假"', '"默认假别" ＝ "事假"', "默认假别", "全角符号"),
    ('"默认假别" = ', "默认假别 = ", "默认假别 =", "英文双引号"),
    ('= "小助手"', "= 小助手", "= 小助手", "英文双引号"),
    ('= "小助手"', '= "小助手', '= "小助手', "双引号"),
    ('= "小助手"', '= "小\\助手"', "机器人称呼", "反斜杠"),
    ('"20:00"', "20:00", "免打扰开始", '"08:30"'),
    ('"电话" = ""', '"电话" = "" 值班室', "值班室", "另起一行"),
    ('"补假条期限工作日" = 1 ', '"补假条期限工作日" = 1\n"补假条期限工作日" = 1 ', "事后补假条", "写了两遍"),
    ('["对话"]', '["请假"]', '\n["请假"]', "写了两遍"),
    ('["对话"]', '["对话"', '["对话"', "方括号"),
    ('"名称" = "事假", ', '"名称" = "事假" ', '"名称" = "事假" ', "逗号"),
    ('"安排" = []', '"安排" = [{ "日期" = 2027-02-31, "上班" = false }]', "2027-02-31", "没有这样的日期"),
    # unknown and missing
    ('"默认假别"', '"默认假类"', "默认假类", "请改为“默认假别”"),
    ('["对话"]', '["对 话"]', "对 话", "请改为“对话”"),
    ('"计算" = "工作日" },', '"计祘" = "工作日" },', "计祘", "请改为“计算”"),
    ('"电话" = ""', '"电话" = ""\n"abc" = 1', "abc", "请删除"),
    ('"机器人称呼" = "小助手"', "", '["办公室"]', "少了“机器人称呼”"),
    ('"名称" = "丧假", ', "", '{ "计算" = "工作日" }', "少了“名称”"),
    # wrong kind of value
    ('"主要领导审批起点天数" = 3', '"主要领导审批起点天数" = "3"', "主要领导审批起点天数", "应当是数字"),
    ('"主要领导审批起点天数" = 3', '"主要领导审批起点天数" = true', "主要领导审批起点天数", "应当是数字"),
    ('"主要领导审批起点天数" = 3', '"主要领导审批起点天数" = nan', "主要领导审批起点天数", "普通数字"),
    ('"必须填写事由" = false', '"必须填写事由" = "否"', "必须填写事由", "true（是）"),
    ('"催办间隔小时" = 4', '"催办间隔小时" = 0.5', "催办间隔小时", "应当是整数"),
    ('"电话" = ""', '"电话" = 123', "电话", "应当是文字"),
    ('"另加词语" = []', '"另加词语" = "某某"', "另加词语", "一组"),
    ('"20:00"', '"24:00"', "免打扰开始", "一天中的时间"),
    ('["乡长", "政府"]', '["乡长", "村委"]', '["乡长"', "只能是 党委、政府 之一"),
    ('"天数" = "按工龄"', '"天数" = "按职级"', "按职级", "按工龄"),
    ('"丧假", "计算" = "工作日"', '"丧假", "计算" = "小时"', "丧假", "自然日"),
    ("[20, 15]", "[20]", "[20]", "少写了内容"),
    # out of range
    ('"主要领导审批起点天数" = 3', '"主要领导审批起点天数" = 2.3', "主要领导审批起点天数", "半天"),
    ('"主要领导审批起点天数" = 3', '"主要领导审批起点天数" = 0', "主要领导审批起点天数", "必须大于 0"),
    ('"催办间隔小时" = 4', '"催办间隔小时" = 0', "催办间隔小时", "不能小于 1"),
    ('"最多草稿数" = 3', '"最多草稿数" = 99', "最多草稿数", "不能大于 9"),
    ('"机器人称呼" = "小助手"', '"机器人称呼" = ""', "机器人称呼", "不能为空"),
    ('["11:28", "16:58"]', "[]", "领导待办汇总时间", "至少"),
    # contradictions
    ('"11:28"', '"11:30"', "11:30", "整点或半点"),
    ('"11:28"', '"11:00"', "11:00", "整点或半点"),
    ('"11:28"', '"12:28"', "12:28", "不在上班时间内"),
    ('"16:58"', '"11:28"', "11:28", "写了两遍"),
    ('"08:37"', '"07:58"', "07:58", "不在上班时间内"),
    ('"20:00"', '"17:00"', "免打扰开始", "下班之前"),
    ('"07:30"', '"09:00"', "免打扰结束", "上班以后"),
    ('"免打扰结束" = "07:30"', '"免打扰结束" = "21:00"', "免打扰开始", "跨到第二天"),
    ('"下午上班" = "14:00"', '"下午上班" = "11:00"', "下午上班", "先后顺序"),
    ("[20, 15]", "[9, 15]", "[9, 15]", "从低到高"),
    ("[20, 15]", "[20, 10]", "[20, 10]", "从低到高"),
    ('"默认假别" = "事假"', '"默认假别" = "寒假"', "默认假别", "不在“假别”"),
    ('"调度员直接派车的去向" = []', '"调度员直接派车的去向" = ["省"]', "调度员直接派车的去向", "不是地点表里的类别"),
    ('"别名" = ["补休"]', '"别名" = ["公休"]', '"调休"', "既是年假又是调休"),
    ('"名称" = "病假"', '"名称" = "事假"', '{ "名称" = "事假", "计算" = "工作日" }\n', "既是事假又是事假"),
    ('"几次没听懂后转党政办" = 3', '"几次没听懂后转党政办" = 2', "几次没听懂后转党政办", "应当多于"),
    ('    ["书记", "党委"],', '    ["书记", "党委"],\n    ["副书记", "政府"],', '["副书记"', "永远轮不到"),
    ('"已完整录入的年份" = []', '"已完整录入的年份" = [2027]', "[2027]", "一天放假也没有录入"),
    ('"安排" = []', '"安排" = [{ "上班" = false }]', '{ "上班" = false }', "应当写“日期”"),
    ('"安排" = []', '"安排" = [{ "从" = 2027-01-03, "到" = 2027-01-01, "上班" = false }]', "2027-01-03", "先后正确"),
    ('"安排" = []', '"安排" = [{ "从" = 2027-01-01, "到" = 2027-03-01, "上班" = false }]', "2027-03-01", "超过31天"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "at", "words"), FAULTS, ids=[f"{row[1][:24]}" for row in FAULTS])
def test_a_mistake_is_named_with_its_line(before: str, after: str, at: str, words: str) -> None:
    text = changed(before, after)
    faults = faults_of(text)
    assert len(faults) == 1, faults
    line, said = faults[0]
    assert words in said
    assert at.strip() in text.split("\n")[line - 1]
    assert "；" in said, "a fault says what to do"


def test_every_fault_is_told_in_the_order_of_the_file() -> None:
    text = changed('"机器人称呼" = "小助手"', '"机器人称呼" = 1').replace('"最多草稿数" = 3', '"最多草稿数" = "三"')
    with pytest.raises(PolicyError) as raised:
        read_policy(text, "制度.toml")
    lines = str(raised.value).splitlines()
    assert [line.split("：")[0] for line in lines] == [
        f"制度.toml 第{line_with(text, '机器人称呼')}行",
        f"制度.toml 第{line_with(text, '最多草稿数')}行",
    ]


def test_an_unclosed_list_says_where_it_began() -> None:
    text = changed("[20, 15]", "[20, 15")
    [(line, said)] = faults_of(text)
    assert f"第{line_with(text, '年休假天数')}行开始" in said
    assert line > line_with(text, "[20, 15")


def test_a_missing_section_is_asked_for_by_name() -> None:
    text = POLICY_TEXT[: POLICY_TEXT.index('["放假安排"]')]
    assert any('以 ["放假安排"] 开头' in said for _, said in faults_of(text))


def test_a_day_in_two_rows_is_told_at_both() -> None:
    rows = '[\n{ "日期" = 2027-01-01, "上班" = false },\n{ "日期" = 2027-01-01, "上班" = true },\n]'
    text = changed('"安排" = []', f'"安排" = {rows}')
    first = line_with(text, '2027-01-01, "上班" = false },')
    assert [line for line, _ in faults_of(text)] == [first, first + 1]


LINES = POLICY_TEXT.split("\n")


@given(st.integers(0, len(LINES) - 1), st.text("\"'[]{}=,#。“”年a1\n.\\-: ", max_size=6), st.integers(0, 40))
def test_a_slip_of_the_keyboard_never_ends_in_anything_but_words(at: int, typed: str, column: int) -> None:
    row = LINES[at]
    text = "\n".join([*LINES[:at], row[:column] + typed + row[column:], *LINES[at + 1 :]])
    last = text.count("\n") + 1
    assert all(1 <= line <= last and words for line, words in faults_of(text))
