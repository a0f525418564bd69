"""Repairs (办公设备管理制度 第5条)."""

from __future__ import annotations

import re

from bot.language.sentence import Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.parts import (
    Slots,
    note,
)
from bot.language.tables import listed
from bot.language.wording import trimmed
from handlers.engine.phrases import phrase

_PLACE_WORDS = (
    r"(?:[一二三四五六七八九十0-9]+楼)?(?:[\u4e00-\u9fff]{2,4}?办(?=这|那|的|里|，|打|电|空|复|网|灯|门|饮)"
    r"|[\u4e00-\u9fff]{0,8}?(?:办公室|会议室|财政所|宿舍|食堂|门卫室|值班室|接待室|档案室|文印室|大厅"
    r"|便民大厅|服务中心|党政办|农业中心|社保所|楼道|走廊|卫生间|厕所|大院|院坝|院子|停车场|车库|门口|机房"
    r"|活动室|图书室|卫生院|村委会|站上|所里|大门口|大楼|办事大厅|服务大厅|民政办|综治中心|厨房|党员活动室"
    r"|调解室|楼梯间|洗手间|公厕|广场))|[一二三四五六七八九十0-9]+楼|(?<![0-9A-Za-z])[0-9]{3}(?:室|办公室"
    r"|房间?)"
)
_PLACE = phrase(rf"({_PLACE_WORDS})(?:里面?|上|那边|门口)?(?:的|那[台个盏把张]|有[一]?[台个盏把])?")
_THINGS = listed(
    "打印机 复印机 传真机 扫描仪 投影仪 投影 话筒 麦克风 音响 功放 空调 电脑 显示器 键盘 鼠标 主机 "
    "笔记本 灯 日光灯 路灯 灯管 门锁 门 窗户 窗子 窗 水龙头 水管 下水道 下水管 马桶 厕所 厕所水箱 网络 "
    "网线 网 路由器 电话 座机 电视 电视机 大屏 显示屏 "
    "饮水机 热水器 插座 插板 开关 椅子 桌子 办公桌 办公椅 柜子 文件柜 抽屉 风扇 监控 摄像头 打卡机 电梯 "
    "洗手池 水泵 电闸 电线 线路 屋顶 房顶 墙 窗帘 冰箱 微波炉 消毒柜 油烟机 碎纸机 越野车 商务车 皮卡车 "
    "皮卡 公车 车子 车 轮胎 车胎 刹车 发动机 空调外机 LED屏 广播 喇叭 音箱 UPS 服务器 交换机 电源 "
    "电热水壶 取暖器 防盗门 卷帘门 大门 栏杆 水箱 太阳能 台灯 点钞机 一体机 高拍仪 身份证读卡器 读卡器 "
    "硬盘 U盘 净水器 电风扇 锁 电灯 灯泡 旗杆 沙发"
)
_THING = phrase("|".join(sorted(map(re.escape, _THINGS), key=len, reverse=True)))
_REPAIR_WORDING = phrase(
    r"(?:我们?|麻烦|请|帮忙?|帮我|给|需要?|要|想|得|找|喊|叫|派|来|安排|申请|能不能|可以|赶紧|尽快|快"
    r"|个)*(?:人|师傅|维修人员|懂的人|哪个|个人)*(?:来|去|给|帮|给我们?)*(?:报修|报一?下修|维修|修理"
    r"|修一?下?|看一?下|看看|处理一?下|换一?下|瞧一?下|瞧瞧|整一?下|弄一?下|检查一?下|检修|送修)(?:一?下"
    r"|吧|了|嘛|呗)*"
)
_PROBLEM_NOISE = phrase(
    r"(?:修理厂|去|申报|维修|报修|申请|师傅|找人|安排人|来|看看|修|的|了|又|也|是|那个|这个|一下|今天"
    r"|早上|现在|我|们|请|麻烦|谢谢|有|突然|急用|等着用|要用|尽快|，|都|好像|影响办公|一台|几天|个"
    r"|不知道怎么回事|怎么回事|咋个回事)*"
)


_WRONG = phrase(
    r"(?:一闪一闪|忽闪|忽明忽暗)|(?:发动|启动|点火|打火)不(?:着|了|起)|(?:老是|一直|又|突然|好像|有点|经常|全部?|都|总是|动不动就?|也|已经|今天|刚刚?|现在)*(?:坏|不(?!锈"
    r"|动产)|没(?!人)|无法|打不|开不|关不|连不|用不|上不|漏|卡|死机|黑屏|蓝屏|花屏|断|堵|掉(?!头)|松|裂"
    r"|异响|有故障|出故障|故障|有问题|出问题|水温|要修|烧|冒烟|(?<!音)响(?!应)|跳闸|停电|短路|脱落|破|碎|滴水"
    r"|渗水|生锈|爆|抛锚|熄火|打着|缺|报错|闪|反应慢|慢|偏色|模糊|有杂音|接触|抖|歪|倒|起火|失灵|发热"
    r"|过热|出不|进水|散架|脱|有异味|亮(?:故障)?灯|该(?:换|修|保养)|需要(?:换|修)|拉不|插不|扫不|识别不)"
)
_ITEM_NOISE = phrase(
    r"^(?:我们?|咱们?|报修|麻烦|请|帮忙?|把|那|这|[台个盏把张辆]|的|里面?|上|那边|有|一|修一?下?|看一?下"
    r"|单位|乡上|，|来人|维修|申报|就是)+|(?:从|就|的|又|也|都|好像|突然|今天|昨天|有[一]?[台个盏把]|老|一直"
    r"|从昨天|t)+$"
)


def repair(s: Sentence) -> Slots:
    """Something broken: what, what is wrong, where it stands."""
    slots: Slots = {}
    place, place_span = ("", (0, 0)) if s.lexicon.plate(s.masked) else _repair_place(s.masked)
    if place:
        slots["place"] = place
        note(s, "place", *place_span)
    item_span = _car(s) or _before_fault(s, place_span) or _broken(s, s.masked, place_span)
    if item_span:
        slots["item"] = s.text[item_span[0] : item_span[1]]
        note(s, "item", *item_span)
        _problem(s, slots, item_span, place_span)
    return slots


_ONE_WORD_FAULTS = frozenset("坏堵断漏卡掉松裂破响停烧歪黑爆瘪")
_THING_DOES = phrase(r"投|打|收|的|连|开|放|印|复|读|扫|出")


def _car(s: Sentence) -> tuple[int, int] | None:
    plate = s.lexicon.plate(s.masked)
    if not plate:
        return None
    begin = s.masked.index(plate)
    return begin, begin + len(plate)


def _before_fault(s: Sentence, place: tuple[int, int]) -> tuple[int, int] | None:
    """The thing right before what is wrong with it (除湿机不转)."""
    skeleton = Skeleton(s.masked).cover([place], "d").cover(s.times.covered(), "t")
    for begin, _, words in skeleton.pieces():
        wrong = _WRONG.search(words)
        if wrong is None or wrong.start() < 1:
            continue
        head = words[: wrong.start()]
        item = _ITEM_NOISE.sub("", head)
        thing = _THING.match(words, wrong.start() - len(item)) if item and head.endswith(item) else None
        if thing and thing.end() > wrong.start():  # 皮卡车刹车不灵: 卡 is no fault there
            rest = _WRONG.search(words, thing.end())
            if rest is None:
                continue
            item = thing[0]
            at = begin + thing.start()
            return at, at + len(item)
        if thing and _THING_DOES.search(item, thing.end()):
            item = thing[0]
        if 1 <= len(item) <= 10 and not re.search(r"我|麻烦|帮|请|[0-9]{5}", item):
            at = begin + head.rindex(item)
            return at, at + len(item)
    return None


def _repair_place(text: str) -> tuple[str, tuple[int, int]]:
    for match in _PLACE.finditer(text):
        words = re.sub(
            r"^(?:我们?|咱们?|的|报修|麻烦|请|帮|维修|修|换|看|在|把|一下|下|给|，|那|个|去|来|到|你们|就是|是)+",
            "",
            match[1],
        )
        if len(words) < 2 or (re.match(r"(?:[的]?(?:灯|水|门锁|锁))", text[match.end() :]) and words in ("门口",)):
            continue
        if words in ("厕所", "卫生间", "门") and not _THING.search(text, match.end()):
            continue
        begin = match.start(1) + len(match[1]) - len(words)
        return words, (begin, match.end())
    return "", (0, 0)


def _broken(s: Sentence, text: str, place: tuple[int, int]) -> tuple[int, int] | None:
    for match in _THING.finditer(text):
        begin, end = match.span()
        if place[0] <= begin and end <= place[1] and place[1] > place[0]:
            continue
        if text[end : end + 1] in ("库", "间", "辆") and match[0] == "车":
            continue
        return begin, end
    return None


def _problem(s: Sentence, slots: Slots, item: tuple[int, int], place: tuple[int, int]) -> None:
    skeleton = Skeleton(s.masked).cover([item], "q").cover([place], "d").cover(s.times.covered(), "t")
    skeleton.strike(_REPAIR_WORDING)
    pieces = skeleton.pieces()
    after = [p for p in pieces if p[0] >= item[1]]
    for begin, end, words in (*after, *(p for p in pieces if p[0] < item[1])):
        problem = trimmed(
            re.sub(
                r"^(?:的|又|也|今天|突然|现在|老是|一直|好像|那个|这个|，|是|早上|从|有点|都|全|已经)+(?=.{2})",
                "",
                trimmed(words),
            )
        )
        problem = re.sub(r"(?<=.{2})[，,]?(?:要|需要?|得)(?:补|换|修|进厂|处理)(?:一下)?$", "", problem)
        problem = problem + "了" if problem in _ONE_WORD_FAULTS else problem
        if len(problem) >= 2 and not _PROBLEM_NOISE.fullmatch(problem):
            slots["problem"] = problem
            note(s, "problem", begin, end)
            return
