"""The workplace in a real browser: what people see and do, in one window and in several."""

from __future__ import annotations

from pathlib import Path

from playwright.async_api import Locator, Page, expect

from bot.incoming import FileSent, Message, Tap
from handlers.engine.content import Card, Choice, Field, Outgoing, OutgoingKind, Receiver, Text
from tests.channels.workplace.conftest import OpenWindow
from tests.channels.workplace.fake_office import EVERYBODY, LEADER, ORG, House


async def say(page: Page, words: str) -> None:
    await page.get_by_label("输入消息").fill(words)
    await page.keyboard.press("Enter")


def stream(page: Page) -> Locator:
    return page.get_by_role("log")


def chat(page: Page, name: str) -> Locator:
    return page.locator(f'.chat[data-group="{name}"]')


async def deliver(house: House, outbox_id: int, to: Receiver, content: Text | Card, card_id: str = "") -> None:
    assert house.channel
    kind = OutgoingKind.CARD if isinstance(content, Card) else OutgoingKind.TEXT
    await house.channel.deliver(Outgoing(outbox_id, ORG, to, kind, content, "", card_id))


async def test_words_are_answered_and_marked_as_delivered(house: House, window: OpenWindow) -> None:
    page = await window("linf")
    await say(page, "在吗")
    await expect(stream(page).get_by_text("已收到：在吗")).to_be_visible()
    await expect(stream(page).get_by_text("已送达")).to_have_count(1)
    await expect(stream(page).locator(".mine .bubble")).to_have_text(["在吗"])


async def test_what_people_write_is_never_markup(house: House, window: OpenWindow) -> None:
    page = await window("linf")
    words = '<img src=x onerror="document.title=1"><b>粗</b> & "引号"'
    await say(page, words)
    await expect(stream(page).locator(".mine .bubble")).to_have_text(words)
    await expect(stream(page).locator("img, .bubble b")).to_have_count(0)


async def test_shift_enter_breaks_the_line_and_an_open_input_method_does_not_send(
    house: House, window: OpenWindow
) -> None:
    page = await window("linf")
    box = page.get_by_label("输入消息")
    await box.fill("第一行")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("第二行")
    composing = {"key": "Enter", "isComposing": True, "bubbles": True, "cancelable": True}
    await box.dispatch_event("keydown", composing)
    await expect(box).to_have_value("第一行\n第二行")
    await page.keyboard.press("Enter")
    await expect(stream(page).locator(".mine .bubble")).to_have_text("第一行\n第二行", use_inner_text=True)


async def test_a_tap_in_one_window_repaints_the_other_persons_card(house: House, window: OpenWindow) -> None:
    applicant, leader = await window("linf"), await window(LEADER)
    await say(applicant, "下周三到周五请假")
    form = stream(applicant).get_by_role("article")
    await expect(form.locator(".changed")).to_contain_text("3天")
    await form.get_by_text("年休假").click()
    await form.get_by_role("button", name="提交").click()
    await expect(form).to_contain_text("已提交，编号QJ-2026-0002")
    await expect(form.get_by_role("button")).to_have_count(0)
    request = stream(leader).get_by_role("article")
    await request.get_by_label("可写明意见，不填也可以").fill("路上注意安全")
    await request.get_by_role("button", name="同意").click()
    await expect(request).to_contain_text("王强已同意。意见：路上注意安全")
    await expect(request).to_contain_text("已更新 16:30")
    await expect(stream(applicant)).to_contain_text("您的请假QJ-2026-0002：王强已同意")
    taps = [incoming for incoming in house.office.taken if isinstance(incoming, Tap)]
    assert [(tap.button, tap.choice, tap.input) for tap in taps] == [
        ("提交", "年休假", ""),
        ("同意", "", "路上注意安全"),
    ]


async def test_words_begun_on_a_card_survive_its_repainting(house: House, window: OpenWindow) -> None:
    page = await window("linf")
    await say(page, "请假")
    await stream(page).get_by_role("button", name="提交").click()
    leader = await window(LEADER)
    card = stream(leader).get_by_role("article")
    await card.get_by_role("textbox").fill("写到一半")
    (entry,) = [e for e in await house.log.page(ORG, Receiver(LEADER), None, 10) if e.card_id]
    assert isinstance(entry.content, Card)
    again = Card(entry.content.title, "内容有变。", (), entry.content.buttons, entry.content.input)
    assert house.channel
    row = Outgoing(next(house.office.outbox), ORG, Receiver(LEADER), OutgoingKind.UPDATE, again, "", entry.card_id)
    await house.channel.deliver(row)
    await expect(card).to_contain_text("内容有变。")
    await card.get_by_role("button", name="同意").click()
    await expect(card).to_contain_text("意见：写到一半")


async def test_a_long_selection_is_a_list_to_choose_from(house: House, window: OpenWindow) -> None:
    page = await window("linf")
    kinds = Choice("请假类型", ("事假", "年休假", "病假", "婚假", "产假", "丧假"))
    card = Card("请选择", "是哪一种？", (Field("起止", "12月9日"),), (), None, kinds)
    await deliver(house, 900, Receiver("linf"), card, "c900")
    await expect(stream(page).get_by_role("combobox").locator("option")).to_have_count(7)


async def test_unread_marks_count_and_go_away_on_opening(house: House, window: OpenWindow) -> None:
    reader, speaker = await window("wangq"), await window("linf", chat=EVERYBODY)
    await say(speaker, "明天下午开会")
    await say(speaker, "带上材料")
    await expect(chat(reader, EVERYBODY).locator(".badge")).to_have_text("2")
    await expect(chat(reader, EVERYBODY)).to_contain_text("林芳：带上材料")
    await expect(reader).to_have_title("(2) 王强 · 工作台")
    await chat(reader, EVERYBODY).click()
    await expect(stream(reader).get_by_text("以下是新消息")).to_be_visible()
    await expect(chat(reader, EVERYBODY).locator(".badge")).to_have_count(0)
    await reader.reload()
    await expect(stream(reader)).to_contain_text("带上材料")
    await expect(chat(reader, EVERYBODY).locator(".badge")).to_have_count(0)


async def test_one_tap_addresses_the_bot_in_a_group(house: House, window: OpenWindow) -> None:
    page = await window("linf", chat=EVERYBODY)
    await say(page, "大家好")
    await page.get_by_role("button", name="@小助手").click()
    await page.keyboard.type("明天谁值班")
    await page.keyboard.press("Enter")
    await expect(stream(page)).to_contain_text("已收到：@小助手 明天谁值班")
    heard = [incoming.text for incoming in house.office.taken if isinstance(incoming, Message)]
    assert heard == ["@小助手 明天谁值班"]


async def test_a_server_that_went_away_loses_and_doubles_nothing(house: House, window: OpenWindow) -> None:
    page = await window("linf")
    await say(page, "断线之前")
    await expect(stream(page)).to_contain_text("已收到：断线之前")
    await house.close()
    await expect(page.get_by_role("status")).to_contain_text("连不上服务器")
    await say(page, "断线时写的")
    await expect(stream(page).get_by_text("发送中")).to_be_visible()
    missed = Text("断线时来的通知")
    await house.log.shown(Outgoing(800, ORG, Receiver("linf"), OutgoingKind.TEXT, missed), house.office.now())
    await house.open()
    await expect(page.get_by_role("status")).to_be_hidden()
    await expect(stream(page)).to_contain_text("已收到：断线时写的")
    words = ["您好，我是小助手。请假、用车、用印等事项，直接告诉我即可。", "断线之前", "已收到：断线之前"]
    words += ["断线时来的通知", "断线时写的", "已收到：断线时写的"]
    await expect(stream(page).locator(".bubble")).to_have_text(words)
    await page.reload()
    await expect(stream(page).locator(".bubble")).to_have_text(words)


async def test_what_was_not_sent_survives_a_reload(house: House, window: OpenWindow) -> None:
    page = await window("linf")
    await expect(stream(page)).to_contain_text("您好")
    house.office.fails_with = OSError("disk full")
    await say(page, "在吗")
    await expect(stream(page).get_by_role("alert")).to_contain_text("未送达：服务器没能办成这件事")
    house.office.fails_with = None
    await page.reload()
    await stream(page).get_by_role("button", name="重发").click()
    await expect(stream(page)).to_contain_text("已收到：在吗")
    await expect(stream(page).locator(".mine")).to_have_count(1)


async def test_a_file_goes_up_and_one_comes_down(house: House, window: OpenWindow, tmp_path: Path) -> None:
    page = await window("linf")
    source = tmp_path / "名单.txt"
    source.write_bytes("林芳\n".encode())
    await page.get_by_label("选择文件").set_input_files(source)
    await expect(page.locator(".chip")).to_contain_text("名单.txt")
    await say(page, "请收")
    await expect(stream(page)).to_contain_text("已收到文件《名单.txt》")
    (sent,) = [incoming for incoming in house.office.taken if isinstance(incoming, FileSent)]
    assert (sent.text, house.office.files.kept[sent.key]) == ("请收", source.read_bytes())
    await say(page, "给我文件")
    async with page.expect_download() as download:
        await stream(page).get_by_role("link", name="假条.txt").click()
    assert Path(await (await download.value).path()).read_text("utf-8") == "假条样张"


async def test_the_clock_is_moved_for_everybody_and_never_back(house: House, window: OpenWindow) -> None:
    mover, other = await window("linf"), await window("wangq")
    await mover.get_by_role("button", name="+10分钟").click()
    await expect(other.locator(".clock .time")).to_have_text("16:40")
    await mover.get_by_role("button", name="下一个工作日 08:00").click()
    await expect(other.locator(".clock")).to_contain_text("2026年12月7日 周一")
    await mover.get_by_role("button", name="+1小时").click()
    await expect(chat(other, EVERYBODY)).to_contain_text("[卡片] 周一例会")
    await mover.get_by_label("拨到的日期和时间").fill("2026-12-01T08:00")
    await mover.get_by_role("button", name="拨到这里").click()
    await expect(mover.get_by_role("alert")).to_have_text("时钟只能向前拨，不能拨回过去的时间")
    await expect(mover.locator(".clock .time")).to_have_text("09:00")


async def test_a_person_is_chosen_by_search_and_keyboard(house: House, window: OpenWindow) -> None:
    page = await window("", chat=None)
    await page.get_by_label("查找人员").fill("财政 会计")
    await expect(page.locator(".person")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(page.locator(".me")).to_contain_text("李静")
    assert "me=lijing1" in page.url


async def test_an_unknown_person_is_asked_who_they_are(house: House, window: OpenWindow) -> None:
    page = await window("nobody", chat=None)
    await expect(page.get_by_role("dialog")).to_contain_text("花名册里没有这个人")
    await page.get_by_role("button", name="林芳").click()
    await expect(page.locator(".me")).to_contain_text("林芳")


async def test_two_people_of_one_name_are_told_apart(house: House, window: OpenWindow) -> None:
    page = await window("linf", chat=EVERYBODY)
    other = await window("lijing2", chat=EVERYBODY)
    await say(other, "收到")
    await expect(stream(page).locator(".by b")).to_have_text("李静（社会事务办公室）")


async def test_split_view_is_a_second_person_beside(house: House, window: OpenWindow) -> None:
    page = await window("linf")
    await page.get_by_role("button", name="分屏").click()
    await page.get_by_role("button", name="王强").click()
    beside = page.frame_locator("iframe")
    await expect(beside.locator(".me")).to_contain_text("王强")
    await say(page, "请假")
    await stream(page).get_by_role("button", name="提交").click()
    await expect(beside.get_by_role("log")).to_contain_text("请假审批")


async def test_everything_works_at_the_width_of_a_phone(house: House, window: OpenWindow) -> None:
    page = await window("linf", chat=None, width=390, height=844)
    await expect(chat(page, "")).to_be_visible()
    await chat(page, "").click()
    await say(page, "请假")
    await stream(page).get_by_role("button", name="提交").click()
    await expect(stream(page)).to_contain_text("已提交")
    await page.get_by_role("button", name="拨时钟").click()
    await page.get_by_role("button", name="+1小时").click()
    await expect(page.locator(".clock .time")).to_have_text("17:30")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 390
    await page.keyboard.press("Escape")
    await page.go_back()
    await expect(chat(page, EVERYBODY)).to_be_visible()
    await expect(stream(page)).to_be_hidden()


async def test_older_messages_come_while_scrolling_up_and_the_place_is_kept(house: House, window: OpenWindow) -> None:
    for number in range(90):
        await deliver(house, 100 + number, Receiver("linf"), Text(f"第{number}条通知"))
    page = await window("linf")
    await expect(stream(page)).to_contain_text("第89条通知")
    await expect(stream(page).get_by_text("第9条通知", exact=True)).to_have_count(0)
    for _ in range(3):
        await stream(page).evaluate("node => (node.scrollTop = 0)")
        await page.wait_for_timeout(300)
    await expect(stream(page).locator(".bubble")).to_have_count(91)
    await expect(stream(page)).to_contain_text("以上没有更早的消息")


async def test_a_card_above_what_is_loaded_stays_where_it_belongs(house: House, window: OpenWindow) -> None:
    await deliver(house, 100, Receiver("linf"), Card("很早的卡片", ""), "early")
    for number in range(60):
        await deliver(house, 101 + number, Receiver("linf"), Text(f"第{number}条通知"))
    page = await window("linf")
    await expect(stream(page)).to_contain_text("第59条通知")
    assert house.channel
    painted = Card("很早的卡片", "已有结果")
    row = Outgoing(900, ORG, Receiver("linf"), OutgoingKind.UPDATE, painted, "", "early")
    await house.channel.deliver(row)
    await deliver(house, 901, Receiver("linf"), Text("最后一条"))
    await expect(stream(page)).to_contain_text("最后一条")
    await expect(stream(page).get_by_role("article")).to_have_count(0)
    await stream(page).evaluate("node => (node.scrollTop = 0)")
    await expect(stream(page).get_by_role("article")).to_contain_text("已有结果")


async def test_a_new_message_does_not_pull_away_somebody_who_reads_above(house: House, window: OpenWindow) -> None:
    for number in range(30):
        await deliver(house, 100 + number, Receiver("linf"), Text(f"第{number}条通知"))
    page = await window("linf")
    await expect(stream(page)).to_contain_text("第29条通知")
    await stream(page).evaluate("node => (node.scrollTop = 200)")
    await page.wait_for_timeout(200)
    await deliver(house, 200, Receiver("linf"), Text("刚来的通知"))
    await expect(page.locator(".fresh")).to_have_text("1条新消息")
    assert await stream(page).evaluate("node => node.scrollTop") == 200
    await page.locator(".fresh").click()
    await expect(page.locator(".fresh")).to_be_hidden()
    await expect(chat(page, "").locator(".badge")).to_have_count(0)


MOMENTS = {
    "brief('2026-12-04T08:05:00', '2026-12-04T16:30:00')": "08:05",
    "brief('2026-12-03T23:59:00', '2026-12-04T00:01:00')": "昨天",
    "brief('2026-11-30T09:00:00', '2026-12-04T16:30:00')": "周一",
    "brief('2026-11-27T09:00:00', '2026-12-04T16:30:00')": "11月27日",
    "brief('2025-12-31T09:00:00', '2026-12-04T16:30:00')": "2025/12/31",
    "dayLabel('2026-12-31T09:00:00', '2027-01-01T08:00:00')": "昨天 2026年12月31日 周四",
    "dayLabel('2024-02-29T09:00:00', '2024-03-01T08:00:00')": "昨天 2月29日 周四",
    "minutesBetween('2026-12-31T23:50:00', '2027-01-01T00:05:00')": 15,
}


async def test_moments_are_called_as_people_call_them(window: OpenWindow) -> None:
    page = await window("linf")
    module = "import('/workplace/page/when.js')"
    assert {call: await page.evaluate(f"{module}.then(when => when.{call})") for call in MOMENTS} == MOMENTS
