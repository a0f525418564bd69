"""What a cue is, and the fragments that several of them share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.language.lexicon import SURNAMES
from handlers.engine.phrases import phrase

AMOUNT = r"(?:[0-9]+(?:\.[0-9])?|[一二两三四五六七八九十半几]+)"
TYPE = r"(?:年休假?|年假|公休假?|事假|病假|婚假|产假|陪产假|丧假|探亲假|育儿假|护理假|产检假|哺乳假|调休|补休)"


THINGS = (
    "打印机|复印机|传真机|扫描仪|投影仪?|话筒|麦克风|音响|功放|空调|电脑|显示器|键盘|鼠标|主机|笔记本"
    "|灯管?|门锁|门|窗户|窗子|水龙头|水管|下水道|马桶|厕所|网络|网线|路由器|电话|座机|电视|大屏|显示屏"
    "|饮水机|热水器|插座|插板|开关|椅子|桌子|办公桌|柜子|文件柜|抽屉|风扇|监控|摄像头|"
    "电梯|洗手池|水泵|线路|屋顶|窗帘|冰箱|微波炉|碎纸机|皮卡|越野车|商务车|公车|车胎|轮胎|刹车|发动机"
    "|广播|喇叭|音箱|服务器|电源|取暖器|卷帘门|大门|一体机|高拍仪|读卡器|净水器|锁|沙发|硬盘"
)
DUTY = (
    r"(?:开|培训|学习|检查|督查|调研|参会|办|入户|走访|核查|收|宣|慰问|参加|看|查|处理|对接|送|交|调解|验收"
    r"|取|领|跑|协调|汇报|巡|测|排查|报|签|招商|考察|参观|跟班|挂职|值守|做|搞|指导|帮|接|录|采|拍|征|评|审"
    r"|谈|协助|配合|执法|防|拿|填|整|清|组织|化解|维护|服务|旁听|述职|考试|驻|蹲点|维稳|摸底|发|落实|推进"
    r"|督导|暗访|回访|踏勘|丈量)"
)
SURNAME = "".join(sorted(SURNAMES))


@dataclass(frozen=True, slots=True)
class Cue:
    """A turn of phrase that speaks for an intent; looked for only where one of `near` stands in the text.

    `shaped` patterns see people as p, times as t and lengths as l.
    """

    intent: str
    weight: int
    near: tuple[str, ...]
    pattern: re.Pattern[str]
    shaped: bool = False


def cue(intent: str, weight: int, near: str, pattern: str, shaped: bool = False) -> Cue:
    return Cue(intent, weight, tuple(near.split()), phrase(pattern), shaped)
