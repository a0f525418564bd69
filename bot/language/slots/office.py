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
)
from bot.language.wording import bare, trimmed

# --- information ------------------------------------------------------------------------------------------------------

CATEGORIES = ("工作动态", "社情民意", "突发事件", "领导活动", "经验做法", "问题建议")
_TITLED = re.compile(r"(?:题目|标题)(?:是|为|叫做?|[：:，])*\s*《?([^》，,。；;：:\n]{2,60})》?")
_BODY_AFTER = re.compile(r"(?:内容|正文|情况)(?:是|为|如下)?[：:，,]\s*(.+)$", re.S)
_REPORTING = re.compile(
    r"^.{0,8}?(?:(?:报送?|上报|报告|反映|投|交|提供|发|写|来)(?:一?[条则篇个份件]|一下|1条|点|下)?(?:关于)?(?:的)?)?(?:紧急|突发|重要)*(?:工作动态|社情民意|突发事件|突发情况|领导活动|经验做法|问题建议|信息报送|报送信息|信息|投稿|稿件|稿子|简讯|情况|动态|快报|续报|民情)(?:类)?(?:的)?(?:信息|稿件|一[条则篇]|[一1]条)?(?:一下)?[：:，,。 ]+(.+)$",
    re.S,
)
_REPORTING_SHORT = re.compile(r"^(?:紧急|突发)*(?:报告|急报|快报|报)(?:一下)?[：:，,]\s*(.+)$", re.S)


def info(s: Sentence) -> Slots:
    """Information handed in: title or body, category, urgent."""
    slots: Slots = {}
    category = next((name for name in CATEGORIES if name in s.text), "")
    if category:
        slots["category"] = category
    if s.has("紧急", "急报", "加急", "特急", "急件", "十万火急"):
        slots["urgent"] = True
    titled = _TITLED.search(s.text)
    title = TITLE.search(s.text)
    if title or titled:
        match = title or titled
        slots["title"] = bare(match[1])  # type: ignore[index]
        note(s, "title", *match.span(1))  # type: ignore[union-attr]
        body = _BODY_AFTER.search(s.text, match.end())  # type: ignore[union-attr]
        if body:
            slots["body"] = bare(body[1])
        return slots
    body = _BODY_AFTER.search(s.text) or _REPORTING.search(s.text) or _REPORTING_SHORT.search(s.text)
    if body and len(bare(body[1])) >= 4:
        slots["body"] = bare(body[1])
        note(s, "body", *body.span(1))
    return slots


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

_VISITORS = (
    re.compile(
        r"(?:公务)?接待(?:一?下|好)?(?!申请|餐|标准|一批|安排|，|,|。|：|费|任务|客)([^，,。；;qtl]{2,24}?)(?:一行|等|的?领导)?(?=[qtl，,。；;]|来|到|$|一行|共)"
    ),
    re.compile(
        r"([^，,。；;qtlx]{2,24}?)(?:一行|的?(?:领导|同志))?(?:q*)(?:t*)(?:要|会|将|准备)?(?:来|到)(?:我们?|咱们?)?(?:乡|乡上|乡里|单位|我处|这里|村上|青禾|镇|一趟|调研|检查|督查|指导|考察|验收|q|t|交流|学习|参观|对接|开会|座谈|慰问)"
    ),
    re.compile(r"(?:来客|客人|来宾|来的是|对象|来访单位)(?:是|为|有|[：:])?([^，,。；;qtl]{2,24})"),
    re.compile(
        r"(?:安排|给|为|请)([^，,。；;qtlx]{2,16}?)(?:的|q|一行)*(?:安排)?(?:工作餐|便餐|用餐|吃饭|食宿|住宿|午餐|晚餐|中饭|晚饭)"
    ),
)
_VISITOR_NOISE = re.compile(
    r"^(?:有|的|是|安排|申请|需要?|要|准备|我们?|乡上|乡里|这边|来了?|个|一批|公务|接待|报告|麻烦|请|单位|，|和|预计|到时候|客人|对象|来宾|[：:])+|(?:的|一行|来|到|要|有|共|等|大概|预计|领导们?)+$"
)


def reception(s: Sentence) -> Slots:
    """An official reception: when, who comes, how many, whether they stay the night."""
    slots: Slots = {}
    spans = [span for span in s.times.spans if settled(span.first)]
    if spans:
        put_moment(slots, "date", spans[0].first)
        note_moment(s, "date", spans[0].first)
        if spans[0].last is not None and settled(spans[0].last):
            put_moment(slots, "end", spans[0].last, last=True)
        elif spans[0].first.several:
            slots["end"] = spans[0].first.last_value()
        elif len(spans) > 1 and re.match(r"(?:就|才|上午|下午)?(?:走|离开|返|回|结束)", s.masked[spans[-1].end :]):
            put_moment(slots, "end", spans[-1].first)
    found = heads(s)
    skeleton = Skeleton(s.masked).cover(s.times.covered(), "t")
    if found:
        slots["people"] = found[0]
        note(s, "people", *found[1])
        skeleton.cover([found[1]], "q")
    if re.search(
        r"住宿|住一?晚|住一?夜|过夜|住下|食宿|要住|住[一二两三0-9]+[晚夜天]|住(?:在)?接待室|安排住|房间|留宿|住乡",
        s.masked,
    ) and not re.search(r"不(?:安排)?住|不过夜|不留宿|不用住|不需要住", s.masked):
        slots["lodging"] = True
    _visitors(s, slots, skeleton)
    return slots


def _visitors(s: Sentence, slots: Slots, skeleton: Skeleton) -> None:
    shape = skeleton.shape
    for pattern in _VISITORS:
        for match in pattern.finditer(shape):
            begin, end = match.span(1)
            words = s.text[begin:end]
            words = re.sub(r"(?:来我?乡.*|到我?乡.*|检查工作.*)$", "", words)
            words = _VISITOR_NOISE.sub("", bare(words))
            if len(words) >= 2 and not re.fullmatch(r"(?:安排|便餐|工作餐|午餐|晚餐|吃饭|客人|食堂).*", words):
                slots["guests"] = words
                note(s, "guests", begin, end)
                return


# --- repairs ----------------------------------------------------------------------------------------------------------

_PLACE_WORDS = r"(?:[一二三四五六七八九十0-9]+楼)?(?:[\u4e00-\u9fff]{0,8}?(?:办公室|会议室|财政所|宿舍|食堂|门卫室|值班室|接待室|档案室|文印室|大厅|便民大厅|服务中心|党政办|农业中心|社保所|楼道|走廊|卫生间|厕所|大院|院坝|院子|停车场|车库|门口|机房|活动室|图书室|卫生院|村委会|站上|所里|大门口|大楼|办事大厅|服务大厅|民政办|综治中心|厨房|党员活动室|调解室|楼梯间|洗手间|公厕|广场|办))|[一二三四五六七八九十0-9]+楼|[0-9]{3}(?:室|办公室|房间?)?"
_PLACE = re.compile(rf"({_PLACE_WORDS})(?:里面?|上|那边|门口)?(?:的|那[台个盏把张]|有[一]?[台个盏把])?")
_THINGS = (
    "打印机 复印机 传真机 扫描仪 投影仪 投影 话筒 麦克风 音响 功放 空调 电脑 显示器 键盘 鼠标 主机 笔记本 灯 日光灯 路灯 灯管 门锁 门 窗户 窗子 窗 水龙头 水管 下水道 下水管 马桶 厕所 厕所水箱 网络 网线 网 路由器 电话 座机 电视 电视机 大屏 显示屏 "
    "饮水机 热水器 插座 插板 开关 椅子 桌子 办公桌 办公椅 柜子 文件柜 抽屉 风扇 监控 摄像头 打卡机 电梯 洗手池 水泵 电闸 电线 线路 屋顶 房顶 墙 窗帘 冰箱 微波炉 消毒柜 油烟机 碎纸机 越野车 商务车 皮卡车 皮卡 公车 车子 车 轮胎 车胎 刹车 发动机 空调外机 LED屏 广播 喇叭 音箱 UPS 服务器 交换机 电源 电热水壶 取暖器 防盗门 卷帘门 大门 栏杆 水箱 太阳能 台灯 点钞机 一体机 高拍仪 身份证读卡器 读卡器 硬盘 U盘 净水器 电风扇 锁 电灯 灯泡 旗杆 沙发"
).split()
_THING = re.compile("|".join(sorted(map(re.escape, _THINGS), key=len, reverse=True)))
_REPAIR_WORDING = re.compile(
    r"(?:我们?|麻烦|请|帮忙?|帮我|给|需要?|要|想|得|找|喊|叫|派|来|安排|申请|能不能|可以|赶紧|尽快|快|个)*(?:人|师傅|维修人员|懂的人|哪个|个人)*(?:来|去|给|帮|给我们?)*(?:报修|报一?下修|维修|修理|修一?下?|看一?下|看看|处理一?下|换一?下|瞧一?下|瞧瞧|整一?下|弄一?下|检查一?下|检修|送修)(?:一?下|吧|了|嘛|呗)*"
)
_PROBLEM_NOISE = re.compile(
    r"(?:的|了|又|也|是|那个|这个|一下|今天|早上|现在|我|们|请|麻烦|谢谢|有|突然|急用|等着用|要用|尽快|，|都|好像|影响办公|一台|几天|个|不知道怎么回事|怎么回事|咋个回事)*"
)


def repair(s: Sentence) -> Slots:
    """Something broken: what, what is wrong, where it stands."""
    slots: Slots = {}
    text = s.masked
    place, place_span = _repair_place(text)
    item_span = _broken(s, text, place_span)
    if place:
        slots["place"] = place
        note(s, "place", *place_span)
    if item_span:
        slots["item"] = s.text[item_span[0] : item_span[1]]
        note(s, "item", *item_span)
        _problem(s, slots, item_span, place_span)
    return slots


def _repair_place(text: str) -> tuple[str, tuple[int, int]]:
    for match in _PLACE.finditer(text):
        words = re.sub(
            r"^(?:我们?|咱们?|的|报修|麻烦|请|帮|维修|修|在|把|一下|下|给|，|那|看|个|去|来|到|你们|就是|是)+",
            "",
            match[1],
        )
        if len(words) >= 2 and not re.fullmatch(r"(?:门口|厕所|卫生间)(?!.*(?:灯|水|门|锁|堵|管))", words):
            if match[1] in ("厕所", "卫生间") and not _THING.search(text, match.end()):
                continue
            begin = match.start(1) + len(match[1]) - len(words)
            return words, (begin, match.end())
    return "", (0, 0)


def _broken(s: Sentence, text: str, place: tuple[int, int]) -> tuple[int, int] | None:
    plate = s.lexicon.plate(text)
    if plate:
        begin = text.index(plate)
        return begin, begin + len(plate)
    for match in _THING.finditer(text):
        begin, end = match.span()
        if place[0] <= begin and end <= place[1] and place[1] > place[0]:
            continue
        if text[end : end + 1] in ("库", "间", "辆") and match[0] == "车":
            continue
        return begin, end
    return None


def _problem(s: Sentence, slots: Slots, item: tuple[int, int], place: tuple[int, int]) -> None:
    skeleton = (
        Skeleton(s.masked).cover([item], "q").cover([place], "d").cover(s.times.covered(), "t").strike(_REPAIR_WORDING)
    )
    pieces = skeleton.pieces()
    after = [p for p in pieces if p[0] >= item[1]]
    for begin, end, words in (*after, *(p for p in pieces if p[0] < item[1])):
        problem = trimmed(
            re.sub(r"^(?:的|又|也|今天|突然|现在|老是|一直|好像|那个|这个|，|是|早上|从)+", "", trimmed(words))
        )
        if len(problem) >= 2 and not _PROBLEM_NOISE.fullmatch(problem):
            slots["problem"] = problem
            note(s, "problem", begin, end)
            return


# --- loans ------------------------------------------------------------------------------------------------------------

_SETTLING = re.compile(
    r"核销|报账|还款|冲账|销账|归还|还(?:上次|之前|借|掉|清|了|公款|前面|那笔|[0-9])|结清|平账|退(?:款|还)|报销|多退少补|还(?=.{0,6}借)|销(?=.{0,4}借款)"
)
_LOAN_WORDING = re.compile(
    r"(?:我们?|本人|麻烦|请|帮忙?|帮我|给我|需要?|要|想|得|去|来|申请|能不能|可以|再|另外|也|先|办公室|财政所|单位|向|从|预)*(?:借款|借支|借用|借|支取?|预借|备用金|公款)(?:一?下|点|个|了)*(?:公款|备用金|现金|差旅费|钱)?|(?:公款|备用金|现金|差旅费|借款|钱)(?=[q，,。]|$)|q+"
)
_LOAN_NOISE = re.compile(
    r"(?:我|的|了|用|用于|要|想|急|急用|元|块|钱|现金|公款|备用金|左右|大概|大约|约|共|一共|金额|领导已?同意|已批|请批准|谢谢|回来|报账|核销|单据|发票|多退少补|凭票|按规定|后|那笔|上次|上周|昨天)*"
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


# --- supervised matters -----------------------------------------------------------------------------------------------

_SUPERVISING = re.compile(
    r"^(?:@\S+)?(?:我们?|麻烦|请|帮忙?|帮我|给|需要?|要|想|得|把|将|对|新增|新开|开|加|立项|立|列入|纳入|转|跟踪|挂牌|办公室|重点|再|一下|一个|一条|个)*(?:督办一?下?|督查一?下?|催办一?下?|催一?下|催催|催|盯一?下|盯紧|盯住|盯着|交办)(?:事项|件|单|任务|通知)?(?:一下|下|一条|一个)?(?:[：:，,]|是|内容[：:])?"
)
_ASSIGNEE = (
    re.compile(
        r"(?:责任单位|责任人|责任部门|牵头单位|承办单位|承办|牵头|主办|负责人)(?:是|为|[：:])?([^，,。；;：:]{2,20})"
    ),
    re.compile(
        r"(?:由|交由?|交给|让|请|责成|安排|给|叫)([^，,。；;：:]{2,18}?)(?:负责|牵头|落实|办理|办|跟进|承办|完成|处理|抓|去办|整改|具体负责|主办)"
    ),
    re.compile(
        r"(?:^|[，,。；;：:])([^，,。；;：:]{2,18}?)(?:来|具体|主要)?(?:负责|牵头|承办|主办|落实|跟进)(?=[，,。；;]|$)"
    ),
    re.compile(r"(?:催|催办|督促|盯)(?:一?下|一催)?([^，,。；;：:]{2,14}?)(?:的|把|尽快|抓紧|交|报)"),
)
_SUPERVISE_TAIL = re.compile(
    r"(?:的?督办(?:事项|件)?)?(?:，)?(?:已经?)?(?:办结|办完|完成|销号|落实|督办|列入督办|立项督办|催一?下|催办|一下|了|这个事|的事|情况|进展|事项|进度|吧|尽快|抓紧|办理|并反馈)+$"
)


def supervise(s: Sentence) -> Slots:
    """A supervised matter: what, who answers for it, by when."""
    slots: Slots = {}
    deadline(s, slots)
    if "deadline" not in slots:
        moments = [m for m in s.times.moments() if settled(m)]
        if len(moments) == 1 and re.search(r"完成|报|交|办结|反馈", s.masked):
            put_moment(slots, "deadline", moments[0], last=True)
    spans = _assignee(s, slots)
    _matter(s, slots, spans)
    return slots


def _assignee(s: Sentence, slots: Slots) -> list[tuple[int, int]]:
    for pattern in _ASSIGNEE:
        match = pattern.search(s.masked)
        if match:
            words = re.sub(r"^(?:请|由|让|交|给|，|具体)+|(?:来|同志|具体|主要|抓紧|尽快)+$", "", match[1])
            if len(words) >= 2 and not re.search(r"督办|催办|事项", words):
                slots["assignee"] = words
                note(s, "assignee", *match.span(1))
                return [match.span()]
    return []


def _matter(s: Sentence, slots: Slots, spans: list[tuple[int, int]]) -> None:
    title = TITLE.search(s.text)
    skeleton = (
        Skeleton(s.masked).cover(spans, "p").cover(s.times.covered(), "t").cover(((b, e) for b, e, _ in s.serials), "n")
    )
    skeleton.strike(
        _SUPERVISING,
        re.compile(
            r"(?:截止|限|要求|期限|时限|时间)?(?:到|在|于|[：:])?t+(?:之?前|以前|下班前|内|为止)?(?:要|必须)?(?:报送?|上报|完成|办结|反馈|交|办完|报结果|报情况|落实|拿出结果)*(?:结果|情况|到位)?"
        ),
    )
    if title:
        slots["item"] = title[1]
        return
    for begin, end, words in skeleton.pieces():
        item = trimmed(
            _SUPERVISE_TAIL.sub("", trimmed(re.sub(r"^(?:把|将|对|关于|的|，|一下|下)+", "", trimmed(words))))
        )
        item = re.sub(r"^(?:关于|把|将|对)|(?:的|工作的)$", "", item)
        if len(item) >= 2:
            slots["item"] = item
            note(s, "item", begin, end)
            return
