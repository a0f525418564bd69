"""Where to: the place after 去 到 克 赴 往, and where the purpose begins."""

from __future__ import annotations

import re

from bot.language.sentence import Sentence
from bot.language.tables import listed
from handlers.engine.phrases import phrase

# Verbs that lead to a place, whatever it is called.
_GOING = phrase(
    r"(?:前往|前去|出差到|出差去|出差(?=[\u4e00-\u9fff])|下乡到|下乡去|下村到|下村去|下到|去到|去往|送到"
    r"|拉到|运到|开到|跑到|跑(?!步|了|项目|材料|手续|资金|腿|销)|(?<!出)去(?!年|世)"
    r"|(?<!迟)(?<!签)(?<!收)(?<!报)(?<!接)(?<!找)(?<!看)(?<!想)(?<!直)到(?!会|期|位|达|岗|时|底|货|场|处"
    r"|账|了|的|现在|哪|[0-9]|家|人)|克(?!服|扣|隆|山)|赴|往(?!返|后|来|年|常)|地点(?:在|是|为|[：:])?"
    r"|目的地(?:从[^，,。]{1,8}?)?(?:改成|改为|改到|换成|是|为|[：:])?)"
    r"(?:了?一趟|了?趟|一下|下|了(?=[\u4e00-\u9fff]{2})(?!没|吗|一|两|三|几|好))?(?:[：:])?"
)
# Verbs and words that lead to one only if what follows is surely a place.
_PERHAPS_GOING = phrase(
    r"(?:在|(?<![县州省市])住在?(?![一两二三0-9下院建])|回到?|下(?!午|班|周|个|雨|乡|村|队|组)|上(?!午|班|周|个|报|面|级)|进|驻(?!村)|驻在|来|送|下村|下乡|入户"
    r"|驻村|外出|出差)(?:[：:，,]|一趟)?"
)
_STOP = phrase(r"[，,。；;！!？?\n：:（）()tlqncx ]")

_SUFFIXES = listed(
    "村民委员会 村委会 居委会 社区 村民小组 小组 村 镇 乡 县 市 州 省 区 局 所 站 院 校 中心 办公室 办 "
    "委 厂 场 部 库 坝 河 山 箐 寨 庄 店 园 基地 工地 现场 政府 大厅 法院 检察院 银行 医院 "
    "公司 队 处 馆 楼 酒店 宾馆 机场 路口 社 联 团委 工会 一中 二中 三中 一小 二小 中学 小学 学校 幼儿园 "
    "大学 学院 党校 组织部 信用社 供销社 会议中心 完小 中心校 卫生室 敬老院 派出所 县城 城区 集镇 街道 "
    "农大 师大 财大 医大 理工大 农科院 收费站 服务区 车站 高铁站 火车站 "
    "礼堂 会堂 体育馆 会展中心 客运站 码头 林场 电站 水厂 加油站 修理厂 垭口 路 组 红十字会 协会 理事会 人大 政协"
)
_SUFFIX = phrase("(?:" + "|".join(sorted(_SUFFIXES, key=len, reverse=True)) + ")")
_AFTER_PLACE = phrase(
    r"(?:里面?|那边|那里|那点|附近|一带|去|克|来|的|各村|三个村|两个村|等地|等村|和|、|及|与|跟|开|办)?"
)

# Words that begin a purpose, whatever the word file thinks of them.
PURPOSES = listed(
    "参会 开 开会 办事 参加 参会 看 看望 接 送 取 拿 领 交 办 拉 收 做 搞 查 检查 督查 督导 督促 调研 "
    "核查 核实 入户 走访 慰问 培训 学习 汇报 验收 对接 协调 处理 处置 宣讲 宣传 测 "
    "勘察 勘查 勘测 察看 查看 考察 交流 参观 观摩 调解 指导 排查 巡 抽查 报 签 盖 打 买 采购 修 加油 "
    "保养 体检 复查 就医 陪 带 找 组织 落实 推进 发 征 采集 统计 登记 "
    "座谈 述职 面试 考试 迎检 评 审 上课 听 讲 问 洽谈 谈 跟班 挂职 值 守 帮 防 扑火 救 抢险 动员 化解 "
    "信访 下户 填 装 运 搬 丈量 提 递 还 借 换 用 补 录 拍 采访 联系 会商 商量 研究 讨论 出差 "
    "清理 整治 拆 建 安装 调试 配合 协助 参与 执行 执法 摸 排 督 考核 复印 打印 要 有 是 维护 服务 旁听 "
    "招商 接受 跑 写 整理 核对 对账 报账 反映 申报 申请 迎 护送 押 维修 抬 卸 种 栽 收购 评残 鉴定 量 "
    "踏勘 勘 验 开展 主持 列席 出席 领取 递交 提交 报送 报到 探望 慰 回访 暗访 巡查 巡河 巡林 巡山 防火 "
    "防汛 救灾 转移 疏散 拜访 请示 拍摄 演练 布置 安排 筹备 试点 启动 组团 应急 扶贫 抓 讨 追 缴 存 销 "
    "结 认 录入 学 训"
)
_PURPOSE = phrase("(?:" + "|".join(sorted(map(re.escape, PURPOSES), key=len, reverse=True)) + ")")
_NOT_PLACE = frozenset(
    listed(
        "的 了 就 也 都 再 才 能 不 没 和 跟 与 及 、 给 把 被 从 一趟 一下 趟 下 个 车 用车 一起 一道 一块 "
        "人 我 我们 他 她 他们 那边 那点 那里 这边 时候 位 以后 之前 底 头 什么 哪里 哪点 哪 谁 几"
    )
)


def destinations(s: Sentence, shape: str) -> list[tuple[int, int]]:
    """Where the sentence goes, in order; `shape` is the text with times and numbers covered."""
    found = _after_verbs(s, shape, _GOING, sure=False)
    return found or _after_verbs(s, shape, _PERHAPS_GOING, sure=True) or _alone(s, shape)


def _after_verbs(s: Sentence, shape: str, verbs: re.Pattern[str], sure: bool) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    while match := verbs.search(shape, at):
        begin = match.end()
        end = place_end(s, shape, begin, sure or bool(found))
        if end > begin:
            found.append((begin, end))
            found.extend(_further(s, shape, end))
            at = found[-1][1]
        else:
            at = max(begin, match.start() + 1)
    return found


_JOINED = phrase(r"[、和跟与及 ]|再到|再去|还有|以及|然后到|然后去|，?再?转[到去]|，再[到去]|")


def _further(s: Sentence, shape: str, at: int) -> list[tuple[int, int]]:
    """Places joined to the first (县农业局和县医院; 青禾石桥松坪)."""
    found: list[tuple[int, int]] = []
    while match := _JOINED.match(shape, at):
        begin = match.end()
        end = place_end(s, shape, begin, sure=True) if match[0] else _known_here(s, shape, begin)
        if end <= begin:
            break
        found.append((begin, end))
        at = end
    return found


def _known_here(s: Sentence, shape: str, begin: int) -> int:
    stop = _STOP.search(shape, begin)
    return _known(s, begin, stop.start() if stop else len(shape))


_CLAUSE = phrase(r"[^，,。；;！!？?\n：:（）()tlqncx ]+")


def _alone(s: Sentence, shape: str) -> list[tuple[int, int]]:
    """A clause that is, or begins with, nothing but a place (县法院，旁听庭审; 松坪村，送种子)."""
    for match in _CLAUSE.finditer(shape):
        begin = match.start()
        end = place_end(s, shape, begin, sure=True)
        if end > begin and (end == match.end() or s.text[end] in "、和" or _PURPOSE.match(s.text, end)):
            return [(begin, end), *_further(s, shape, end)]
    return []


def place_end(s: Sentence, shape: str, begin: int, sure: bool = False) -> int:
    """Where the place that begins here ends; `begin` itself where none does. `sure`: only what is surely a place."""
    stop = _STOP.search(shape, begin)
    limit = stop.start() if stop else len(shape)
    if limit - begin < 2:
        return begin

    known = _known(s, begin, limit)
    further = _known(s, known, limit) if known else 0
    if further and (s.text[known:further] in _SUFFIXES or s.text.endswith("机场", known, further)):  # 昆明长水机场
        known, further = further, 0
    if further:
        return known
    if known:
        return _city(s, begin, known, limit) or _with_suffix(s, begin, known, limit)
    told = _by_suffix(s, begin, limit)
    if not told and s.text[begin] in "县州省市乡镇" and _PURPOSE.match(s.text, begin + 1):
        return begin + 1
    if told or sure:
        return told or begin
    return _unknown(s, begin, limit)


_PROVINCE = phrase(r"(?:云南|四川|贵州|广西|广东|浙江|江苏|上海|山东|湖南|湖北|福建|江西|安徽|河南|陕西)省?")


def _city(s: Sentence, begin: int, at: int, limit: int) -> int:
    """浙江嘉兴对接劳务: two characters after a province, before what is done there, are a town."""
    if not _PROVINCE.fullmatch(s.text, begin, at):
        return 0
    if s.text[at : at + 1] in tuple("跟随带同参去出"):
        return 0
    named = limit - at == 2 or (limit - at > 2 and _PURPOSE.match(s.text, at + 2))
    return at + 2 if named and not _PURPOSE.match(s.text, at) else 0


def _known(s: Sentence, begin: int, limit: int) -> int:
    """The end of the longest known place that begins here."""
    text, lexicon = s.text, s.lexicon
    if (seat := _SEAT.match(text, begin, limit)) and (town := _known(s, seat.end(), limit)):
        return town  # 州府楚雄 is one place
    for size in range(min(12, limit - begin), 1, -1):
        word = text[begin : begin + size]
        if word in lexicon.places or word in lexicon.towns or word in lexicon.units:
            return begin + size
    return 0


def _with_suffix(s: Sentence, begin: int, known: int, limit: int) -> int:
    """A known place with what belongs to it (双柏县, 武定县林草局, 石桥村小学)."""
    if (purpose := _PURPOSE.match(s.text, known)) and len(purpose[0]) > 1:
        return known  # 青禾村丈量宅基地, 元谋考察蔬菜基地
    longer = _by_suffix(s, begin, limit, known)
    return longer if longer > known else known


def _by_suffix(s: Sentence, begin: int, limit: int, least: int = 0) -> int:
    """The end of a place that is told by its last word (县残联, 信访局): what follows is a purpose, or nothing."""
    text = s.text
    if _NO_PLACE.match(text, begin):
        return 0
    for match in _SUFFIX.finditer(text, max(begin + 1, least - 1), limit):
        end = match.end()
        if _SEVERAL.search(text, begin, end):
            break
        if end <= max(least, begin + 1) or _verb_inside(s, max(begin, least), match.start()):
            continue
        if _DEPARTMENT.match(text, end):
            continue
        if s.text.startswith("办", end) and (_PURPOSE.match(s.text, end + 1) or _ends_an_office(s, end, limit)):
            continue  # 县委办开会
        if end == limit or _NOTHING_MORE.match(text, end) or _known(s, end, limit):
            return end
        rest = _PURPOSE.match(text, end)
        if rest and not (rest[0] == "组织" and text.startswith("组织部", end)):
            return end
    office = _OFFICE.match(text, begin, limit)
    return office.end() if office and office.end() > least else 0


# 县住建局对图斑: an organ of a county needs no verb after it
_OFFICE = phrase(
    r"[县州省市](?:[\u4e00-\u9fff]{1,5}?[局院厅]|巡察办|督查室|委办|政府办|残联|妇联|工商联|纪委|人大|政协|政府)(?![长员办部机])"
)


def _ends_an_office(s: Sentence, end: int, limit: int) -> bool:
    """送文件去县委办: 办 is the office's, nothing is said to be done there."""
    return s.text[end - 1] in "委府会" and (end + 1 == limit or bool(_NOTHING_MORE.match(s.text, end + 1)))


_SEAT = phrase(r"州府|县城|省城|省会|州上|县上")
_NO_PLACE = phrase(
    r"[给帮替为把被让和跟与随陪]|下乡|下队|进山|上山|要|想|需|用|派|我|咱|你|他|她|下村|驻村|入村|进村|下组|入户|报销|报到"
)
_DEPARTMENT = phrase(r"组织部|宣传部|统战部|政法委|办公室|党校|农办|老干局|巡察办|政研室|督查室|宣传文化")
_SEVERAL = phrase(r"[、和与及跟]|再去|再到|然后|[两三四几]个(?=村|乡|镇|站|地)")
_NOTHING_MORE = phrase(
    r"(?:再|然后|接着|两个|三个|里|那边|那里|那点|去|克|一趟|的|各村|等地|等)?(?:$|[，,。；;、和跟与及（(\s])"
)
_VERBS_INSIDE = phrase(
    r"参加|开会|检查|督查|调研|培训|学习|接|送|办理|处理|汇报|开展|看望|看|拉|取|领(?!导)|走访|慰问|验收|对接"
    r"|协调|召开|开|跟|陪|带"
)


def _verb_inside(s: Sentence, begin: int, end: int) -> bool:
    return bool(_VERBS_INSIDE.search(s.text, begin, end))


def _unknown(s: Sentence, begin: int, limit: int) -> int:
    """A place known by nothing but its position: the words up to the first that says what is done there."""
    end = begin
    for word in s.lexicon.cut(s.text[begin:limit]):
        if word.text in _NOT_PLACE:
            break
        if _PURPOSE.fullmatch(word.text) or (word.kind in ("v", "vn", "vi") and end > begin):
            break
        if end == begin and word.kind in ("v", "d", "p", "c", "ul", "r", "m", "vn"):
            break
        end = begin + word.end
        if end - begin > 16:
            break
    return end
