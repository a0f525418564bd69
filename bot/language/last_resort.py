"""What a message addressed to the bot is most likely about, where nothing says it outright.

Asked last, and only where nothing speaks against a request: the form that it opens shows what was understood, and files
nothing by itself. The first row that is met wins.
"""

from __future__ import annotations

import re

from handlers.engine.phrases import phrase

_ROWS: tuple[tuple[str, re.Pattern[str]], ...] = (
    # 县委办文件2份，收一下 / 收一份县武装部的征兵通知
    (
        "doc_receive",
        phrase(
            r"(?:文件|来文|公文|函|通知|电报|□{5,})[^，,。]{0,12}(?:收|登记|到|[0-9一两二三]份)|(?:收|接)(?:一?份|个|县|州|省)"
            r"|(?:收|接)到[^，,。]{0,12}(?:局|委|办|部|厅|院|会|府|文|函|通知)"
        ),
    ),
    # 土地承包台账借一下 / 2020年脱贫普查资料，我想借 / 财务凭证我要调
    (
        "archive_borrow",
        phrase(
            r"(?:档案|资料|凭证|台账|乡志|县志|案卷|卷宗|存根|名册|底册|记录)[^。]{0,10}(?:借|调|查|看"
            r"|还)|(?:借|调|查|还)[^，,。]{0,10}(?:档案|资料|凭证|台账|志|卷|存根|名册|底册|记录)"
        ),
    ),
    ("duty_query", phrase(r"守电话|接班|交班|值(?!班室|得|钱)")),
    (
        "vehicle",
        phrase(
            r"(?:要|用|派|坐|搭|调|有|给|留|安排|借|申请|去|送|接)[^。]{0,8}车|车[^。]{0,8}(?:去|送|接|来|到|改|派)"
        ),
    ),
    # 报送：… / 编条信息 / 有个好人好事报一下
    ("info", phrase(r"^报送?[：:]|(?:编|写|报)(?:一?[条则篇个])|报一下情况|好人好事|信息(?:上报|报送|报一?下)?[：:]")),
    # 村委会的都到齐了 / 到了，记一下
    ("signin", phrase(r"到齐|^(?:我|人|都)?到了|到会|在会场|现在到了|都到了")),
    ("leave_cancel", phrase(r"(?:假|休)[^，,。]{0,4}(?:退|推)(?:了|掉)")),
    (
        "leave",
        phrase(r"(?:把|将|我)[^，,。]{0,8}假条?[^，,。]{0,3}(?:改|换|推|延|提前|续)|^[tl，,]*(?:想|要)?休[tl]*$"),
    ),
    ("reception", phrase(r"有客|来客|客人|接待")),
    ("supplies", phrase(r"领(?!导|域|带|会)")),
    ("loan", phrase(r"借.{0,6}(?:钱|元|块)")),
    ("seal", phrase(r"(?:用|要|拿|借|带|个)(?:一?下)?(?:公|印)?章|用印|盖(?:一?下|个|到)")),
    # 办公室要2个插线板
    (
        "supplies",
        phrase(
            r"^(?:我们?|办公室|[\u4e00-\u9fff]{1,5}(?:所|办|站|中心))?(?:需要|要|来)(?:[0-9]+|[一二两三四五六七八九十]+)"
            r"[个支盒包本瓶把卷张袋筒箱条提][\u4e00-\u9fffA-Z0-9]{1,8}$"
        ),
    ),
    # A4纸一箱
    (
        "supplies",
        phrase(
            r"^(?:[A-Z0-9]{0,3}[\u4e00-\u9fff]{0,4}(?:纸|笔|笔芯|本|胶|夹|袋|信封|墨盒|墨|硒鼓|电池|订书[机钉]|印泥|杯|盒))"
            r"(?:[0-9]+|[一二两三四五六七八九十]+)[个支盒包本瓶把卷张袋筒箱条提]$"
        ),
    ),
    # 今天下午出去 / 后天县里开会 / 明天不在，跑县财政局
    (
        "outing",
        phrase(
            r"t[^。]{0,4}(?:出去|外出|出门|去|到|赴|克|跑|在外|不在|开会|培训|学习|县里|州里)|(?:出去|去"
            r"|到|赴|克|跑|开会|培训|学习)[^。]{2,}[，,]?t"
        ),
    ),
)


# A thing told or proposed rather than asked for: 会议改到下午三点了 / 等会儿回你.
_TOLD = phrase(
    r"(?:改到|推迟|提前)[^，,。]{0,8}了|(?:会议?|培训|学习|活动|检查)(?:t)*(?:改|推迟|提前|延期)|几点|别忘|记得|去不去|要不要|不多|不少"
    r"|多不多|[讲搞开做办写]得|学习强国|回你|够坐|稳当|(?<!到齐)(?<!到)(?<!会)(?<!里)(?:呢|吧|啊|哈|呀)[。！!~]*$"
)


def likely(shape: str) -> str:
    """The intent, or "none" where not even that can be told."""
    if _TOLD.search(shape):
        return "none"
    return next((intent for intent, pattern in _ROWS if pattern.search(shape)), "none")
