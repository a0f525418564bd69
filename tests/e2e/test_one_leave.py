"""The first thing that works, whole: a leave from a sentence in the group to the leader's tap, in the real program and
a real browser."""

from __future__ import annotations

from playwright.async_api import Locator, Page, expect

from tests.e2e.conftest import OpenWindow
from tests.e2e.demo import Demo
from tests.morning import GROUP

APPLICANT, LEADER, MAYOR, OFFICE = "linf", "wangq", "liwh", "chenj"
NUMBER = "QJ-2026-0001"


async def say(page: Page, words: str) -> None:
    await page.get_by_label("输入消息").fill(words)
    await page.keyboard.press("Enter")


def stream(page: Page) -> Locator:
    return page.get_by_role("log")


def card(page: Page, words: str) -> Locator:
    return stream(page).get_by_role("article").filter(has_text=words)


def chat(page: Page, name: str) -> Locator:
    return page.locator(f'.chat[data-group="{name}"]')


async def ask_in_group(window: OpenWindow, words: str) -> tuple[Page, Page]:
    """Somebody asks in the big group and submits in the single chat; their two windows, group and single chat."""
    group, single = await window(APPLICANT, chat=GROUP), await window(APPLICANT)
    await say(group, f"@小助手 {words}")
    form = card(single, "请核对")
    await form.get_by_role("button", name="提交").click()
    await expect(card(single, f"已提交，编号 {NUMBER}")).to_be_visible()
    return group, single


async def test_a_short_leave_from_the_group_to_the_supervising_leader_and_back(demo: Demo, window: OpenWindow) -> None:
    bystander = await window("huangy", chat=GROUP)
    group, single = await ask_in_group(window, "下周三到周四请假，老人住院")
    leader = await window(LEADER)
    request = card(leader, NUMBER)
    await expect(request).to_contain_text("12月9日（周三）至12月10日（周四）")
    await expect(request).to_contain_text("考勤制度 第4条")
    await request.get_by_role("button", name="同意").click()
    await expect(request).to_contain_text("已同意")
    await expect(request.get_by_role("button")).to_have_count(0)
    await expect(card(single, NUMBER)).to_contain_text("王强")
    await expect(stream(single)).to_contain_text("已同意。返岗后")
    for page in (group, bystander):
        await expect(stream(page)).to_contain_text(f"已批准（{NUMBER}）")
        await expect(stream(page)).not_to_contain_text("老人住院。")
    await expect(stream(bystander).get_by_text("老人住院")).to_have_count(1)  # her own words, and no more of it


async def test_three_days_go_to_the_mayor_and_the_supervising_leader_is_only_told(
    demo: Demo, window: OpenWindow
) -> None:
    _, single = await ask_in_group(window, "下周三到周五请假，老人住院")
    told, mayor = await window(LEADER), await window(MAYOR)
    await expect(card(told, NUMBER)).to_be_visible()
    await expect(card(told, NUMBER).get_by_role("button", name="同意")).to_have_count(0)
    await card(mayor, NUMBER).get_by_role("button", name="同意").click()
    await expect(stream(single)).to_contain_text("李文华")
    await expect(card(told, NUMBER)).to_contain_text("已同意")


async def test_a_rejection_reaches_the_applicant_with_its_reason_and_not_the_group(
    demo: Demo, window: OpenWindow
) -> None:
    group, single = await ask_in_group(window, "下周三请假一天，孩子家长会")
    leader = await window(LEADER)
    request = card(leader, NUMBER)
    await request.get_by_role("textbox").fill("当天有检查，请改到周四")
    await request.get_by_role("button", name="驳回").click()
    await expect(request).to_contain_text("未同意")
    await expect(card(single, NUMBER)).to_contain_text("当天有检查，请改到周四")
    await expect(stream(single).get_by_text("当天有检查，请改到周四").last).to_be_visible()
    await expect(stream(group)).not_to_contain_text("当天有检查")


async def test_the_clock_moves_and_reminders_come_each_at_its_time(demo: Demo, window: OpenWindow) -> None:
    _, single = await ask_in_group(window, "下周三请假一天，老人住院")
    leader, office = await window(LEADER), await window(OFFICE)
    await expect(single.locator(".clock .time")).to_contain_text("09:0")
    await single.get_by_role("button", name="+1小时").click()
    await expect(leader.locator(".clock .time")).to_contain_text("10:0")
    await expect(stream(leader).locator(".bubble")).to_have_count(1)
    await single.get_by_label("拨到的日期和时间").fill("2026-12-02T12:00")
    await single.get_by_role("button", name="拨到这里").click()
    reminder = stream(leader).locator(".bubble").filter(has_text=f"{NUMBER} 林芳12月9日（周三）请假1天")
    await expect(reminder).to_have_count(2)
    await expect(stream(leader)).to_contain_text("11:28")
    await expect(stream(office)).to_contain_text("已超过规定时间")


async def test_everything_is_still_there_after_a_reload_and_after_a_restart(demo: Demo, window: OpenWindow) -> None:
    _, single = await ask_in_group(window, "下周三请假一天，老人住院")
    await single.get_by_label("拨到的日期和时间").fill("2026-12-01T10:30")
    await single.get_by_role("button", name="拨到这里").click()
    await expect(single.locator(".clock .time")).to_contain_text("10:3")
    await single.reload()
    await expect(card(single, f"已提交，编号 {NUMBER}")).to_be_visible()
    assert await demo.stop() == 0
    await demo.start()
    leader = await window(LEADER)
    await expect(leader.locator(".clock .time")).to_contain_text("10:3")
    await card(leader, NUMBER).get_by_role("button", name="同意").click()
    await expect(card(leader, NUMBER)).to_contain_text("已同意")


async def test_a_second_demo_on_the_same_folder_is_refused_in_one_line(demo: Demo) -> None:
    second = Demo(demo.folder)
    try:
        await second.start()
    except AssertionError:
        return
    await second.stop()
    raise AssertionError("two programs on one SQLite file")
