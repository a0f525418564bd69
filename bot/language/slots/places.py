"""Where to: the place after 去 到 克 赴 往, and where the purpose begins."""

from __future__ import annotations

import re

from bot.language.sentence import Sentence

_GOING = re.compile(
    r"前往|前去|出差到|出差去|出差(?=[\u4e00-\u9fff])|下乡到|下乡去|下村到|下村去|下到|下派到|去到|去往|跑一?趟|跑(?!步|了)|去|到(?!会|期|位|达|岗|时|底|货|场|处|账|了|的|现在|哪|[0-9])|克(?!服|扣|隆)|赴|往(?!返|后|来|年|常)|驻(?=[\u4e00-\u9fff]{1,6}村)|上(?=昆明|州里|县里|县城|省城|省里|县上)|下(?=[\u4e00-\u9fff]{1,4}(?:村|组|队))|回(?=乡政府|单位)|送(?=[\u4e00-\u9fff]{2,4}(?:局|所|院|办|委|政府)$)|在(?=[\u4e00-\u9fff]{1,8}(?:村|镇|县|局|中心|委会|学校|党校|小学|中学))|进(?=村|组)"
)
_STOP = re.compile(r"[，,。；;！!？?\n：:（）()tlqnc]")
_SUFFIX = re.compile(
    r"(?:村委会|居委会|社区|村民小组|小组|村|镇|乡|县|市|州|省|区|局|所|站|院|校|中心|办公室|办|委|厂|场|部|库|坝|河|山|箐|寨|庄|店|园|基地|工地|现场|政府|大厅|法院|银行|医院|学校|小学|中学|党校|公司|队|处|馆|楼|酒店|宾馆|机场|车站|路口|会议室)$"
)
# Words that begin a purpose, whatever the word file thinks of them.
PURPOSES = frozenset(
    "开 开会 参加 参会 看 看望 接 送 取 拿 领 交 办 办理 办事 拉 收 做 搞 查 检查 督查 督导 督促 调研 核查 核实 入户 走访 慰问 培训 学习 汇报 验收 对接 协调 处理 处置 宣讲 宣传 测量 "
    "测 勘察 勘查 勘测 察看 查看 考察 交流 参观 观摩 调解 指导 排查 巡查 巡河 巡山 巡 抽查 报 报送 报账 报销 签 签字 盖 盖章 打 买 采购 修 修车 加油 保养 体检 复查 就医 看病 陪护 陪 带 找 组织 落实 推进 发 发放 征 征收 征地 采集 统计 登记 做工作 "
    "座谈 座 述职 面试 考试 迎检 评审 审计 上课 听课 讲课 讲 问 洽谈 谈 谈话 跟班 挂职 值守 值班 守 挂 帮 帮扶 防火 防汛 扑火 救灾 救火 抢险 动员 化解 信访 接访 接人 接待 下户 填 装 装运 运 运送 搬 搬运 丈量 审核 审批 提 递 还 借 换 用 补 录 拍 采访 拍摄 复核 联系 会商 商量 研究 讨论 出差 办证 点验 领取 提交 递交 清理 整治 拆 建 安装 调试 "
    "配合 协助 参与 执行 执法 送达 摸底 摸排 排 督 评 评估 考核 复印 打印 盖个章 开个会 一趟 一下 要 有 是".split()
)
_NOT_PLACE = frozenset(
    "的 了 就 也 都 再 才 能 不 没 和 跟 与 及 、 给 把 被 从 一趟 一下 趟 下 个 车 用车 一起 一道 一块 人 我 我们 他 她 他们 那边 那点 那里 这边".split()
)


def destinations(s: Sentence, shape: str) -> list[tuple[int, int]]:
    """Where the sentence goes, in order; `shape` is the text with times and numbers covered."""
    found: list[tuple[int, int]] = []
    at = 0
    while match := _GOING.search(shape, at):
        begin = match.end()
        if begin < len(shape) and shape[begin] == "了":
            at = begin
            continue
        end = place_end(s, shape, begin)
        if end > begin:
            found.append((begin, end))
            found.extend(_further(s, shape, end))
            at = found[-1][1]
        else:
            at = max(begin, match.start() + 1)
    return found


_JOINED = re.compile(r"[、和跟与及]|再到|再去|还有|以及|然后到|然后去|，?再?转[到去]")


def _further(s: Sentence, shape: str, at: int) -> list[tuple[int, int]]:
    """Places joined to the first (县农业局和县医院)."""
    found: list[tuple[int, int]] = []
    while match := _JOINED.match(shape, at):
        end = place_end(s, shape, match.end(), sure=True)
        if end <= match.end():
            break
        found.append((match.end(), end))
        at = end
    return found


def place_end(s: Sentence, shape: str, begin: int, sure: bool = False) -> int:
    """Where the place that begins here ends; `begin` itself where none does. `sure`: only what is surely a place."""
    stop = _STOP.search(shape, begin)
    limit = stop.start() if stop else len(shape)
    known = _known(s, begin, limit)
    if known:
        return _extended(s, known, limit)
    if sure and not _looks_like_place(s, begin, limit):
        return begin
    return _unknown(s, begin, limit)


def _known(s: Sentence, begin: int, limit: int) -> int:
    """The end of the longest known place that begins here."""
    text, lexicon = s.text, s.lexicon
    for size in range(min(12, limit - begin), 1, -1):
        word = text[begin : begin + size]
        if word in lexicon.places or word in lexicon.towns or word in lexicon.units:
            return begin + size
    return 0


def _extended(s: Sentence, end: int, limit: int) -> int:
    """A known place with what belongs to it (双柏县, 昆明市五华区, 武定县林草局, 石桥村小学)."""
    at = end
    for word in s.lexicon.cut(s.text[end:limit]):
        if (
            word.text in PURPOSES
            or word.text in _NOT_PLACE
            or (word.kind.startswith("v") and not _SUFFIX.search(word.text))
        ):
            break
        at = end + word.end
        if _SUFFIX.search(word.text) or word.text in s.lexicon.towns or word.text in s.lexicon.places:
            end_so_far = at
            rest = _extended(s, at, limit) if at < limit else at
            return max(end_so_far, rest)
        if at - end > 8:
            break
    return end


def _looks_like_place(s: Sentence, begin: int, limit: int) -> bool:
    return any(_SUFFIX.search(word.text) for word in s.lexicon.cut(s.text[begin:limit])[:3])


def _unknown(s: Sentence, begin: int, limit: int) -> int:
    """A place known by nothing but its position: the words up to the first that says what is done there."""
    end = begin
    for word in s.lexicon.cut(s.text[begin:limit]):
        if word.text in _NOT_PLACE:
            break
        if word.text in PURPOSES or (word.kind in ("v", "vn", "vi") and not _SUFFIX.search(word.text) and end > begin):
            break
        if end == begin and word.kind in ("v", "d", "p", "c", "ul", "r"):
            break
        end = begin + word.end
        if end - begin > 16:
            break
    return end
