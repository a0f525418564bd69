"""The rest of the office: information, sign-in, reception, repairs, loans, supervised matters."""

from __future__ import annotations

import re

from bot.language.numbers import number
from bot.language.sentence import TITLE, Sentence
from bot.language.skeleton import Skeleton
from bot.language.slots.paper import deadline
from bot.language.slots.parts import (
    Slots,
    amount,
    heads,
    listed_one_or_many,
    note,
    note_moment,
    put_moment,
    put_serials,
    settled,
    with_later_hour,
)
from bot.language.tables import listed
from bot.language.wording import bare, trimmed

# --- information ------------------------------------------------------------------------------------------------------

CATEGORIES = ("工作动态", "社情民意", "突发事件", "领导活动", "经验做法", "问题建议")
_TITLED = re.compile(r"(?:题目|标题)(?:是|为|叫做?|就?用|[：:，])*\s*《?([^》，,。；;：:\n]{2,60})》?")
_BODY_AFTER = re.compile(r"(?:内容|正文|情况如下|情况是|内容是)(?:是|为|如下)?[：:，,]\s*(.+)$", re.S)
_KINDS = (
    r"(?:工作动态|社情民意|突发事件|突发情况|紧急情况|领导活动|经验做法|问题建议|信息报送|报送信息|工作信息"
    r"|动态信息|信息|投稿|稿件|稿子|简讯|情况报告|情况|动态|快报|急报|续报|民情|突发|紧急)"
)
_OPENING = (
    # 报个信息石桥村… / 突发情况松坪村…: nothing between the announcement and what is told
    re.compile(
        r"^(?:报送?|上报|投)(?:一下|个|一?[条则篇])(?:紧急|突发)?(?:信息|工作动态|社情民意|突发情况)(?:一下)?(?=[\u4e00-\u9fff]{6,})"
        r"|^(?:突发情况|突发事件|紧急情况)(?=[\u4e00-\u9fff]{6,})"
    ),
    re.compile(rf"^[\u4e00-\u9fff]{{0,6}}{_KINDS}(?:类|一条)?[：:]+"),
    # 报一条工作动态：… / 突发情况！… / 社情民意一条，…
    re.compile(
        rf"^(?:我(?:们)?(?:要|想|来)?|麻烦|帮我?|请|要|想|来|给你们?|另外|小助手)*(?:报送?|上报|报告|反映"
        rf"|投|交|提供|发|写|来|补报)?(?:一?[条则篇个份件]|一下|1条|点|下)?(?:关于)?(?:的)?(?:紧急|突发"
        rf"|重要|重大)*(?:的)?{_KINDS}(?:类)?(?:的)?(?:信息|稿件|稿|一[条则篇]|[一1]条|情况)?(?:一下|报告"
        rf"|报送|上报)?\s*[：:，,。！! ]+",
    ),
    re.compile(r"^(?:紧急|突发)*(?:报告|急报|快报|报|紧急|突发|上报)(?:一下)?(?:领导)?[：:，,！! ]+"),
    re.compile(r"^(?:报送?|上报|反映|报告)(?:一下|一个|个|一?条|一?件)?(?:事|情况|问题)?[：:，, ]+"),
)
_CLOSING = re.compile(
    r"(?:[，,。！! ]|特此|现|请领导|请)*(?:请上报|上报|报突发|报个?信息|报一?下|报条信息|报一?条信息"
    r"|报信息|报工作动态|报社情民意|报告|请知悉|知悉|请领导知悉|投个?稿|投稿|报送|报上去|急报|请速?报"
    r"|帮我?报一?下|帮报|[按作当](?:突发|信息|工作动态|社情民意).{0,4}报)(?:一下|一条|上去"
    r"|给县里)?[。！!，, ]*$"
)
_KEY = re.compile(r"(?:类别|种类|分类)(?:是|为|[：:])?[\u4e00-\u9fff]{2,6}[，,。；; ]*")


def info(s: Sentence) -> Slots:
    """Information handed in: title or body, category, urgent."""
    slots: Slots = {}
    category = next((name for name in CATEGORIES if name in s.text), "")
    if category:
        slots["category"] = category
    if s.has("紧急", "急报", "加急", "特急", "急件", "十万火急"):
        slots["urgent"] = True
    match = TITLE.search(s.text) or _TITLED.search(s.text)
    if match:
        slots["title"] = bare(match[1])
        note(s, "title", *match.span(1))
        body = _BODY_AFTER.search(s.text, match.end())
        if body:
            slots["body"] = bare(body[1])
        return slots
    _body(s, slots)
    return slots


def _body(s: Sentence, slots: Slots) -> None:
    """What is told: the text without the words that announce it or close it."""
    said = _BODY_AFTER.search(s.text)
    text = said[1] if said else s.text
    for opening in _OPENING:
        found = opening.match(text)
        if found and len(text) - found.end() >= 4:
            text = text[found.end() :]
            break
    text = bare(_KEY.sub("", _CLOSING.sub("", text)))
    if len(text) >= 6 and not _NO_BODY.fullmatch(text):
        slots["body"] = text
        at = s.text.find(text)
        note(s, "body", at, at + len(text))


_NO_BODY = re.compile(
    r"(?:我(?:们)?|要|想|来|报送?|上报|投|交|写|一?[条则篇个份]|点|信息|稿子?|投稿|工作动态|社情民意"
    r"|突发事件|突发情况|领导活动|经验做法|问题建议|类|的|一下|帮我?|麻烦|请|给|县里|报一?下|p|情况|紧急"
    r"|有|需要|怎么)*"
)


# --- sign in ----------------------------------------------------------------------------------------------------------


def signin(s: Sentence) -> Slots:
    """Signed in: who, when it is not the writer."""
    slots: Slots = {}
    if s.names:
        slots["person"] = listed_one_or_many(n.text for n in s.names)
        note(s, "person", s.names[0].begin, s.names[-1].end)
        return slots
    match = re.search(r"(?:帮|替|给|代)([\u4e00-\u9fff]{2,3}?)(?:签|点|打)", s.masked) or re.match(
        r"([\u4e00-\u9fff]{2,3})(?:同志)?(?:已经?)?(?:到了|到会|已到|签到|来了)", s.masked
    )
    if match and not re.search(r"[我你他她们人大家都已经全部会场下忙今明]", match[1]):
        slots["person"] = match[1]
        note(s, "person", *match.span(1))
    return slots


# --- reception --------------------------------------------------------------------------------------------------------


def reception(s: Sentence) -> Slots:
    """An official reception: when, who comes, how many, whether they stay the night."""
    slots: Slots = {}
    _reception_days(s, slots)
    skeleton = Skeleton(s.masked).cover(s.times.covered(), "t")
    found = heads(s)
    if found:
        slots["people"] = found[0]
        note(s, "people", *found[1])
        skeleton.cover([found[1]], "q")
    if _LODGING.search(s.masked) and not _NO_LODGING.search(s.masked):
        slots["lodging"] = True
    _visitors(s, slots, skeleton)
    return slots


_LODGING = re.compile(
    r"住宿|住一?晚|住一?夜|过夜|住下|食宿|要住|住[一二两三0-9]+[晚夜天]|住(?:在)?接待室|安排住|房间|留宿"
    r"|住乡|住(?=[，,。]|$)"
)
_NO_LODGING = re.compile(r"不(?:安排)?住|不过夜|不留宿|不用住|不需要住|不消住|当天(?:就)?(?:走|回|返)")
_LEAVING = re.compile(r"(?:就|才|上午|下午|早上)?(?:走|离开|返|回|结束)")


def _reception_days(s: Sentence, slots: Slots) -> None:
    spans = [span for span in s.times.spans if settled(span.first)]
    if not spans:
        return
    first = with_later_hour(spans[0].first, spans)
    put_moment(slots, "date", first)
    note_moment(s, "date", first)
    last = spans[0].last
    if last is not None and settled(last):
        put_moment(slots, "end", last, last=True)
    elif first.several:
        slots["end"] = first.last_value()
    elif len(spans) > 1 and _LEAVING.match(s.masked, spans[-1].end):
        put_moment(slots, "end", spans[-1].first)


_HOSTING = (
    re.compile(
        r"(?:我们?|单位|乡上|乡里|麻烦|请(?!示)|帮忙?|帮我|给|需要?|要|想|得|申请|可以|再|另外|也|先|食堂"
        r"|办公室|党政办|报告|准备|到时候?|负责)*(?:公务接待|接待登记|接待申请|申请接待|登记接待|接待"
        r"|安排|准备|备|订|留)(?:一?下|好|个|一顿|一桌|两桌|顿|登记|申请|任务)*(?:工作餐|便餐|便饭|用餐"
        r"|就餐|吃饭|食宿|住宿|午餐|晚餐|中饭|晚饭|午饭|早餐|伙食|房间|餐|饭)?(?:和住宿|和食宿|一下|一桌"
        r"|即可|就行|标准)*|(?:工作餐|便餐|便饭|用餐|就餐|吃饭|食宿|住宿|午餐|晚餐|中饭|晚饭|午饭)(?:一桌"
        r"|即可)*|(?:来客|客人|来宾|来访单位|对象|人员)(?:是|为|有|[：:])?"
    ),
)
_COMING = re.compile(
    r"(?:一行|等)?(?:t|q|x)*(?:要|会|将|准备|预计)?(?:来|到(?!会)|莅临|下来|前来|过来)(?:了)?(?:我们?"
    r"|咱们?|我处)?(?:乡(?!村)|乡上|乡里|单位|这里|村上|青禾乡?|镇上|县里)?.*$"
)
_GUEST_NOISE = re.compile(
    r"^(?:有|的|是|，|和|预计|大概|一批|个|位|来了?|们|给|为|领导|共|约)+(?=.{2})|(?:的|一行|要|有|共|等"
    r"|大概|预计|领导们|约|来|到|人)+$"
)
_NOT_GUESTS = re.compile(
    r"(?:要|需要?|住|宿|一晚|过夜|走|就|乡上|标准|不住|不喝酒|食堂|接待室|陪|p|陪餐|一桌|吃|午|晚|在|当天"
    r"|返回|调研|检查|工作|指导|的|和|一起|中午|两顿|安排|晚上|住一晚|公函|有|函|来|到|共|人|谢谢|麻烦|下"
    r"|一下|个|便|饭|公务|不)*"
)


def _visitors(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    """Who comes: what remains when the hosting, the day and the number are taken away."""
    skeleton.strike(*_HOSTING)
    for begin, end, words in skeleton.pieces():
        guests = _GUEST_NOISE.sub("", bare(_COMING.sub("", words)))
        guests = re.sub(r"(?<=.)(?:来|到).{0,12}$", "", guests)
        if len(guests) >= 2 and not _NOT_GUESTS.fullmatch(guests):
            slots["guests"] = guests
            note(s, "guests", begin, end)
            return


# --- repairs ----------------------------------------------------------------------------------------------------------

_PLACE_WORDS = (
    r"(?:[一二三四五六七八九十0-9]+楼)?(?:[\u4e00-\u9fff]{2,4}?办(?=这|那|的|里|，|打|电|空|复|网|灯|门|饮)"
    r"|[\u4e00-\u9fff]{0,8}?(?:办公室|会议室|财政所|宿舍|食堂|门卫室|值班室|接待室|档案室|文印室|大厅"
    r"|便民大厅|服务中心|党政办|农业中心|社保所|楼道|走廊|卫生间|厕所|大院|院坝|院子|停车场|车库|门口|机房"
    r"|活动室|图书室|卫生院|村委会|站上|所里|大门口|大楼|办事大厅|服务大厅|民政办|综治中心|厨房|党员活动室"
    r"|调解室|楼梯间|洗手间|公厕|广场))|[一二三四五六七八九十0-9]+楼|(?<![0-9A-Za-z])[0-9]{3}(?:室|办公室"
    r"|房间?)"
)
_PLACE = re.compile(rf"({_PLACE_WORDS})(?:里面?|上|那边|门口)?(?:的|那[台个盏把张]|有[一]?[台个盏把])?")
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
_THING = re.compile("|".join(sorted(map(re.escape, _THINGS), key=len, reverse=True)))
_REPAIR_WORDING = re.compile(
    r"(?:我们?|麻烦|请|帮忙?|帮我|给|需要?|要|想|得|找|喊|叫|派|来|安排|申请|能不能|可以|赶紧|尽快|快"
    r"|个)*(?:人|师傅|维修人员|懂的人|哪个|个人)*(?:来|去|给|帮|给我们?)*(?:报修|报一?下修|维修|修理"
    r"|修一?下?|看一?下|看看|处理一?下|换一?下|瞧一?下|瞧瞧|整一?下|弄一?下|检查一?下|检修|送修)(?:一?下"
    r"|吧|了|嘛|呗)*"
)
_PROBLEM_NOISE = re.compile(
    r"(?:修理厂|去|申报|维修|报修|申请|师傅|找人|安排人|来|看看|修|的|了|又|也|是|那个|这个|一下|今天"
    r"|早上|现在|我|们|请|麻烦|谢谢|有|突然|急用|等着用|要用|尽快|，|都|好像|影响办公|一台|几天|个"
    r"|不知道怎么回事|怎么回事|咋个回事)*"
)


_WRONG = re.compile(
    r"(?:老是|一直|又|突然|好像|有点|经常|全部?|都|总是|动不动就?|也|已经|今天|刚刚?|现在)*(?:坏|不(?!锈"
    r"|动产)|没(?!人)|无法|打不|开不|关不|连不|用不|上不|漏|卡|死机|黑屏|蓝屏|花屏|断|堵|掉(?!头)|松|裂"
    r"|异响|有故障|出故障|故障|有问题|出问题|水温|要修|烧|冒烟|(?<!音)响(?!应)|跳闸|停电|短路|脱落|破|碎|滴水"
    r"|渗水|生锈|爆|抛锚|熄火|打着|缺|报错|闪|反应慢|慢|偏色|模糊|有杂音|接触|抖|歪|倒|起火|失灵|发热"
    r"|过热|出不|进水|散架|脱|有异味|亮(?:故障)?灯|该(?:换|修|保养)|需要(?:换|修)|拉不|插不|扫不|识别不)"
)
_ITEM_NOISE = re.compile(
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


_ONE_WORD_FAULTS = frozenset("坏堵断漏卡掉松裂破响停烧歪黑")
_THING_DOES = re.compile(r"打|收|的|连|开|放|印|复|读|扫|出")


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
        thing = _THING.match(item)
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
        problem = problem + "了" if problem in _ONE_WORD_FAULTS else problem
        if len(problem) >= 2 and not _PROBLEM_NOISE.fullmatch(problem):
            slots["problem"] = problem
            note(s, "problem", begin, end)
            return


# --- loans ------------------------------------------------------------------------------------------------------------

_SETTLING = re.compile(
    r"核销|报账|还款|冲账|销账|归还|还(?:上次|之前|借|掉|清|了|公款|前面|那笔|[0-9])|结清|平账|退(?:款"
    r"|还)|报销|多退少补|还(?=.{0,6}借)|销(?=.{0,4}借款)"
)
_LOAN_WORDING = re.compile(
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|办公室"
    r"|财政所|单位|向|从|预)*(?:借款|借支|借用|借|支取?|预借|备用金|公款)(?:一?下|点|个|了)*(?:公款"
    r"|备用金|现金|差旅费|钱)?|(?:公款|备用金|现金|差旅费|借款|钱)(?=[q，,。]|$)|q+"
)
_LOAN_NOISE = re.compile(
    r"(?:退|余款|我|的|了|用|用于|要|想|急|急用|元|块|钱|现金|公款|备用金|左右|大概|大约|约|共|一共|金额"
    r"|领导已?同意|已批|请批准|谢谢|回来|报账|核销|单据|发票|多退少补|凭票|按规定|后|上回|前面|出差回来?"
    r"|前几天|那笔|上次|上周|昨天)*"
)


def loan(s: Sentence) -> Slots:
    """Public money borrowed for duty, or settled."""
    slots: Slots = {}
    settling = bool(_SETTLING.search(s.masked))
    asking = re.search(r"(?:想|要|需|申请|预|先|因公.{0,6}|出差.{0,6})借(?!的|款核|款报)", s.masked)
    slots["action"] = "settle" if settling and not (asking and not re.search(r"借.{0,10}核销$", s.masked)) else "borrow"
    put_serials(s, slots)
    money = amount(s) or _bare_sum(s)
    spans = [money[1]] if money else []
    if money:
        slots["amount"] = money[0]
        note(s, "amount", *money[1])
    _loan_purpose(s, slots, spans)
    return slots


_BARE_SUM = re.compile(
    r"借(?:款|支|公款|点)?([0-9]{2,7}|[一二两三四五六七八九][千百万][一二三四五六七八九]?百?)(?![0-9天年月号个份])"
)


def _bare_sum(s: Sentence) -> tuple[int | float, tuple[int, int]] | None:
    match = _BARE_SUM.search(s.masked)
    value = number(match[1]) if match else None
    return (value, match.span(1)) if match and value else None


def _loan_purpose(s: Sentence, slots: Slots, money: list[tuple[int, int]]) -> None:
    skeleton = Skeleton(s.masked).cover(money, "q").cover(((b, e) for b, e, _ in s.serials), "n")
    skeleton.cover(s.times.covered(), "t")
    shape = _LOAN_WORDING.sub(lambda m: "x" * len(m[0]), skeleton.shape)
    if slots["action"] == "settle":
        shape = re.sub(
            r"(?:核销|报账|还款|冲账|销账|归还|结清|报销|还掉|还清|还|来|要|办|了|一下|退|把|上次|之前|那笔|的|单)+",
            lambda m: "x" * len(m[0]),
            shape,
        )
    for match in re.finditer(r"[^qntlx，,。；;！!？?\n：:（）()]+", shape):
        words = trimmed(
            re.sub(
                r"^(?:的|用于|用来|用作|做|作|去|到|要|为|因为|因(?!公)|买|是)+(?=.{2})",
                "",
                trimmed(s.text[match.start() : match.end()]),
            )
        )
        words = re.sub(r"(?:要|想|需要?|先|得|申请|需|用|向单位|的)+$", "", words)
        if len(words) >= 2 and not _LOAN_NOISE.fullmatch(words):
            slots["purpose"] = words
            note(s, "purpose", match.start(), match.end())
            return
    fee = re.search(r"差旅费|培训费|住宿费|会务费|路费", s.masked)
    if fee and slots["action"] == "borrow":
        slots["purpose"] = fee[0]
        note(s, "purpose", *fee.span())


# --- supervised matters -----------------------------------------------------------------------------------------------

_SUPERVISING = re.compile(
    r"^(?:我们?|麻烦|请(?!示)|帮忙?|帮我|给|需要?|要|想|得|有|事项|新增|新开|开|加|立项|立|记|列入|纳入"
    r"|转|跟踪|挂牌|办公室|重点|再|一下|一个|一条|个|登记|建)*(?:督办一?下?|督查一?下?|催办一?下?|催一?下"
    r"|催催|催|盯一?下|盯紧|盯住|盯着|交办)(?:事项|件|单|任务|通知)?(?:一下|下|一条|一个)?(?:[：:，,]|是"
    r"|内容[：:])?"
)
_CLOSES = re.compile(
    r"(?:请)?(?:立为|列为|作为|列入|纳入)督(?:办|查)(?:事项|范围|清单)?|(?:这个|那个)?督办[件项]?(?:可以"
    r"|能)?销号了?|(?:可以|能)销号了?|(?:的|请)?督(?:办|查)(?:事项|件|任务|单)?(?:已经?)?(?:办结|办完"
    r"|完成|销号|结了|落实)?(?:了)?(?=[，,。]|$)|(?:已经?|都)?(?:办结|销号|办完|落实完|完成)了?(?=[，,。]"
    r"|$)|(?:请|给|予以|申请)?销号|(?:把|将|对)(?=.{2})"
)
_LEADER = re.compile(
    r"(?:由|交由?|交给|让|请|责成|安排|叫|责任单位(?:是|为|[：:])?|责任人(?:是|为|[：:])?|责任部门(?:是"
    r"|为|[：:])?|牵头单位(?:是|为|[：:])?|承办单位(?:是|为|[：:])?|承办人?(?:是|为|[：:])|负责人(?:是|为"
    r"|[：:]))([^，,。；;：:t ]{2,18}?)(?:来|具体|主要|同志)?(?:负责|牵头|落实|办理|跟进|承办|完成|处理"
    r"|抓|去办|办|整改|主办|限)?(?=[，,。；;：:t ]|$)"
)
_LEADS = re.compile(
    r"(?:^|[，,。；;：: xt])([^，,。；;：:xt ]{2,18}?)(?:来|具体|主要|同志|这边)?(?:负责|牵头|承办|主办"
    r"|跟进|落实|整改|办理|抓|抓落实)(?=[，,。；;xt ]|$)"
)
_CHASED = re.compile(
    r"^(?:麻烦|请|帮我?|再)*(?:催办?|盯|督促)(?:一?下|一次|一催|催)?(p+|[\u4e00-\u9fff]{2,12}?(?:所|办"
    r"|中心|办公室|院|站|村|村委会))(?:的|把|尽快|抓紧|那边|，|关于|(?=交|报|完成|落实|上报|提交|整改))"
)
_ITEM_TAIL = re.compile(
    r"(?:的?督办(?:事项|件)?)?(?:，)?(?:已经?)?(?:办结|办完|销号|列入督办|立项督办|立项|催一?下|催办|一下"
    r"|了|这个事|的事|这件事|进度|吧|尽快|抓紧|并反馈|要(?:抓紧|盯紧|督办)|督办|督查)+$"
)


def supervise(s: Sentence) -> Slots:
    """A supervised matter: what, who answers for it, by when."""
    slots: Slots = {}
    deadline(s, slots)
    if "deadline" not in slots:
        moments = [m for m in s.times.moments() if settled(m)]
        if len(moments) == 1 and re.search(r"完成|报|交|办结|反馈", s.masked):
            put_moment(slots, "deadline", moments[0], last=True)
    skeleton = Skeleton(s.masked).cover(s.times.covered(), "t").cover(((b, e) for b, e, _ in s.serials), "n")
    skeleton.strike(_SUPERVISING, _BY_THEN)
    _assignee(s, slots, skeleton)
    _matter(s, slots, skeleton)
    return slots


_BY_THEN = re.compile(
    r"(?:截止|限|要求|期限|时限|时间|务必|最迟)?(?:到|在|于|[：:])?t+(?:之?前|以前|下班前|内|之内|以内"
    r"|为止)?(?:要|必须|务必)?(?:报送?|上报|完成|办结|反馈|交|办完|报结果|报情况|落实|拿出结果|办好"
    r"|整改到位)*(?:结果|情况|到位|材料|办理情况)?"
)


# 请财政所抓紧兑付补贴 / 何平负责冬小麦播种面积落实
_CHARGED = re.compile(
    r"^(?:x| |请|由|让|责成)*(p+|[\u4e00-\u9fff]{1,10}?(?:所|办公室|办|中心|卫生院|站|村委会|村))(?:要"
    r"|负责|抓紧|尽快|及时|务必|牵头)+(?=[^，,。；;xt ]{3,})"
)


# …罗霞负责6月20号前整改到位
_NAMED_LEADER = re.compile(
    r"(?:由|请|让|交给?)?(p+)(?:来|具体|主要|同志)?(?:负责|牵头|承办|主办|落实|抓)(?=[，,。；;xt ]|$)"
)


def _told(s: Sentence, skeleton: Skeleton) -> str:
    """The shape with people covered as well."""
    chars = list(skeleton.shape)
    for name in s.names:
        if chars[name.begin] not in "xt":
            chars[name.begin : name.end] = "p" * (name.end - name.begin)
    return "".join(chars)


def _assignee(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    """Who answers for it: said so, or a unit or a person in a clause of its own."""
    named = _NAMED_LEADER.search(_told(s, skeleton))
    if named:
        slots["assignee"] = s.text[named.start(1) : named.end(1)]
        note(s, "assignee", *named.span(1))
        skeleton.cover([named.span()], "p")
        return
    charged = _CHARGED.match(_told(s, skeleton))
    if charged:
        slots["assignee"] = s.text[charged.start(1) : charged.end(1)]
        note(s, "assignee", *charged.span(1))
        skeleton.cover([(charged.start(1), charged.end())], "p")
        return
    chased = _CHASED.match(s.shape)
    if chased:
        slots["assignee"] = s.text[chased.start(1) : chased.end(1)]
        note(s, "assignee", *chased.span(1))
        skeleton.cover([chased.span()], "p")
        return
    shape = skeleton.shape
    for pattern in (_LEADER, _LEADS):
        match = pattern.search(shape)
        words = _owner(match[1]) if match else ""
        if match and words:
            slots["assignee"] = words
            note(s, "assignee", *match.span(1))
            skeleton.cover([match.span()], "p")
            return
    pieces = [(b, e, w) for b, e, w in skeleton.pieces()]
    for begin, end, words in pieces[1:]:
        owner = _owner(words)
        if owner and (owner in s.lexicon.units or any(n.text == owner for n in s.names) or _UNIT.fullmatch(owner)):
            slots["assignee"] = owner
            note(s, "assignee", begin, end)
            skeleton.cover([(begin, end)], "p")
            return


_UNIT = re.compile(r"[\u4e00-\u9fff]{1,12}(?:所|办|中心|办公室|院|站|村|村委会|局|队|学校|社|公司|各村|委员会)")


_NO_OWNER = re.compile(r"督|催办|事项|x|销号|^[把将对]|纳入|立项|尽快|进度|情况|问题")


def _owner(words: str) -> str:
    words = re.sub(r"^(?:请|由|让|交给?|给|，|具体|x| )+|(?:来|同志|具体|主要|抓紧|尽快| |这边)+$", "", words)
    words = words[:-1] if words.endswith("办") and 2 <= len(words[:-1]) <= 3 else words
    return words if len(words) >= 2 and not _NO_OWNER.search(words) else ""


def _matter(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    title = TITLE.search(s.text)
    if title:
        slots["item"] = title[1]
        return
    skeleton.strike(_CLOSES)
    for begin, end, words in skeleton.pieces():
        for part in words.split():
            item = trimmed(re.sub(r"^(?:把|将|对|关于|的|，|一下|下|那个|这个)+", "", trimmed(part)))
            item = re.sub(r"(?:的|工作的|这个)$", "", trimmed(_ITEM_TAIL.sub("", item)))
            if len(item) >= 2 and not _NO_MATTER.fullmatch(item):
                slots["item"] = item
                note(s, "item", begin, end)
                return


_NO_MATTER = re.compile(
    r"(?:督办|事项|请|的|了|可以|任务|尽快|抓紧|反馈|p|领导|要求|交办|登记|结果|情况|上报|书记|乡长)*"
)
