"""What speaks against a request: notices, other people's business, jokes, thanks, things already done.

The patterns see the shape of the message: p for people, t for times, l for lengths of time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.phrases import phrase


@dataclass(frozen=True, slots=True)
class Against:
    """A turn of phrase that makes it no request, save for the intents that it spares."""

    name: str
    near: tuple[str, ...]
    pattern: re.Pattern[str]
    spares: frozenset[str] = frozenset()


def _against(name: str, near: str, pattern: str, spares: str = "") -> Against:
    return Against(name, tuple(near.split()), phrase(pattern), frozenset(spares.split()))


_DECIDED = "approve_text reject_text"
_TOLD = "info supervise doc_receive"
_ASKED = "duty_query status_query balance_query help"

AGAINST: tuple[Against, ...] = (
    # 请各站所今天下班前把签到册交到办公室 / 收到请回复
    _against(
        "notice",
        "请 望 提醒 通知 收到 转告 知悉 准时 按时 不得 所有人 麻烦 务必",
        r"(?:请|望|烦请|提醒|通知|麻烦|要求)(?:各(?!位领导批)|大家|全体|所有|诸位|全乡|相关|有关|参会|未"
        r"|没|还没|以上|下列|以下|同志们|村|在座|涉及|值班人员|带班领导)|^(?:通知|温馨提示|重要通知"
        r"|紧急通知|转发|会议通知|提醒)[：:，,！!。 ]|收到请回|请回复|互相转告|相互转告|请知悉|请周知"
        r"|准时参加|按时参加|准时参会|不得缺席|请勿|特此通知|所有人|请[\u4e00-\u9fff]{2,10}(?:的同志"
        r"|同志们|的领导|派人|安排人|负责人)",
        _TOLD + " minutes " + _DECIDED,
    ),
    # 各位年假抓紧休 / 大家下楼
    _against(
        "to all",
        "各位 大家 诸位 同志们 各村 各站所 各办 全体 伙伴 亲们 兄弟",
        r"(?<![给帮为替让跟向])(?:各位(?!领导[，,好您])|大家(?![用的])|诸位|同志们|伙伴们|亲们|兄弟们"
        r"|^各村|^各站所|^各办|^全体)",
        _TOLD + " minutes help print seal supplies reception " + _DECIDED,
    ),
    # 罗霞请假那几天哪个顶她的班来着 / 听说… / 请假的时候
    _against(
        "gossip",
        "来着 听说 听讲 据说 好像 似乎 怪不得 难怪 的时候 那几 那天 那次 那阵 那回 期间",
        r"来着|听说|听讲|据说|好像|似乎|怪不得|难怪|(?:请假|休假|值班|出差|下乡|下村|培训|开会|用车|盖章"
        r"|签到|接待)(?:的)?(?:那几[天l日]|那几|那天|那次|那阵|那回|的时候|时候)",
        "status_query minutes leave_return repair duty_query " + _TOLD,
    ),
    _against(
        "once",
        "上次 上回 那回 当时 当年 以前 从前 小时候 那年 去年 往年",
        r"(?:当时|当年|以前|从前|小时候|那年|往年)(?!的?(?:档案|文件))",
        "status_query minutes archive_borrow loan repair balance_query leave " + _TOLD,
    ),
    # 哈哈 / 好想请假 / 要是能休假就好了
    _against(
        "joke",
        "哈 呵 嘿 想 要是 就好了 巴不得 羡慕 玩笑 嘻 笑 [ 做梦 假如 如果",
        r"哈哈|呵呵|嘿嘿|嘻嘻|笑死|好想|真想|多想|巴不得|羡慕|开玩笑|说笑|做梦|(?:要是|如果"
        r"|假如).{0,14}(?:就好|多好|就安逸|该多)|就好了$|\[(?:偷笑|呲牙|捂脸|笑哭|大笑|坏笑|旺柴|破涕为笑"
        r"|调皮)\]",
    ),
    # 老杨你那个报表弄好没 / 你明天克不克县上 / 唐伟你看着办一下
    _against(
        "to a colleague",
        "你 您",
        r"(?:^|[，,。\s])(?:p+|t)*(?:[，, ])*(?:你|您|你们)(?!好|帮|给我|能帮|能做|会(?:什么|做|干|些|哪)"
        r"|能(?:干|办|查|不能|处理|做)|可以帮|是谁|是做|有什么功能|有(?:哪|些)|们好|都?(?:能|会)"
        r"|那?(?:可以|能)(?:办|做|查)|不是|看看我|查|说说|告诉|介绍|这个?(?:机器|助手))|p+(?:你|您)|(?:你"
        r"|您)(?:桌|手|办公室|t|们|家|那边|那点|那个|明|今|在不在|在哪|有没有|请假|休假|值班|出差|来|去"
        r"|克|到|吃|借|欠|啥时|几时|什么时候|几点|的)",
        "help " + _DECIDED,
    ),
    # 小李今天请假了 / 王副乡长今天请假，文件先放我这里 / 小李请的病假
    _against(
        "of others",
        "p",
        r"(?:^|[，,。\s])(?:我们?|听)?p+(?:和p+)?(?:同志|他们|那边|家)?(?:[t，, ]|又|也|已经?|刚|还|正|在"
        r"|好像|最近|这|几天)*(?:请假了|请了|请假呢|请假还|请假去|请的|请[l个]*假[，,](?!因|家|去|带|要"
        r"|身|生|有|回|她|他|为|办|参|陪|看)|休假(?:了|呢|还|去|[，,])|休(?:的|了)|出差(?:了|呢|还|去|没"
        r"|[，,])|下乡(?:了|去|还|没)|下村了|外出(?:了|还|没)|培训(?:去|了|还)|值班(?:呢|了|累)"
        r"|请假[tl]*(?:了|呢|了?吗|了?没)|销假了(?!的?(?:没|吗))|去.{1,10}了|克.{1,10}了|回来了[，,。]?$"
        r"|调走|开会(?:去|了|还))",
        "signin leave_return leave_cancel repair " + _TOLD + " " + _ASKED + " " + _DECIDED,
    ),
    _against(
        "asks after others",
        "请假 休假 出差",
        r"^p+(?:t|今天|还)*(?:请假|休假|出差|下乡)了?(?:吗|没|没有|么)[？?]?$",
        "",
    ),
    _against(
        "whereabouts",
        "在 哪 克 去",
        r"p+.{0,6}(?:在不在|在没在|在哪|去哪|克哪|到哪[里点儿]?了?$|上哪|在办公室(?:没|吗|不))|^(?:p+"
        r"|t)*在不在|(?:哪个|谁|哪位)在(?:办公室|单位|乡上|家)",
        _DECIDED,
    ),
    # 他肯定不来 / 医生建议他多休息，估计要请长假
    _against(
        "third person",
        "他 她 人家",
        r"(?<![帮替给代让为和跟与及对])(?:(?<!其)他|她|人家)(?:们)?(?!的?(?:假条?|申请|批))(?!让我|叫我|喊我|托我)",
        "leave_return repair duty_query signin leave approve_text reject_text " + _TOLD,
    ),
    _against(
        "third person at leave",
        "他 她",
        r"(?:估计|可能|应该|怕|说|肯定|要是)(?:他|她)?.{0,6}(?:请|休)|(?:叫|让|喊|建议|劝)(?:他|她).{0,6}(?:请|休)",
        "approve_text reject_text",
    ),
    # 唐师傅说车坏在半路了
    _against(
        "reported",
        "说 讲",
        r"(?:p+|他|她|领导|书记|乡长|主任)(?:t|刚才|刚刚|刚|他们|还|都|就|也|昨|跟我|给我)*(?:说|讲)(?!明"
        r"|一?[下声]|话|解|好|要?我|帮|同意|让我|叫我|可以)",
        _TOLD + " status_query " + _DECIDED,
    ),
    # 哪位有请假条模板 / 有没有人一起拼车 / 谁借我充电器
    _against(
        "to anyone",
        "谁 哪个 哪位 有没有人 有人 哪家 拼车 哪些人",
        r"(?:哪位|哪个|谁|哪家)(?:t|还|也|那里|那点|那边|手上|家)*(?:有|拿|晓得|知道|看到|看见|见到|见"
        r"|认识|借(?!阅)|要|去|克|来|没|能帮|会|愿意|方便|顺路|回|能(?!批)|先|用过|动|把|的)(?!值|带班"
        r"|哪)|有没有人|有人(?:要|去|来|晓得|知道|一起|顺路|回|没|在).{0,10}(?:没|吗|不|么)?|拼车|报给我"
        r"|发给我$|重发",
        "duty_query status_query help balance_query " + _TOLD + " " + _DECIDED,
    ),
    _against(
        "whose are those",
        "请假的 休假的 出差的 下乡的 值班的 外出的 开会的",
        r"(?:请假|休假|出差|下乡|外出|请了假|去开会|开会)的(?:同志|人|人员|同事|几个|那|名单|是|有|请|多|少|都|不)",
        _ASKED + " " + _TOLD,
    ),
    # 昨天值班累死了
    _against(
        "complaint",
        "真 累 烦 气死 太 死 恼火 够呛 老火 遭 郁闷 无语 熬 受不了 又要 得很 天气 下雨 真是 天天",
        r"真(?:不够|是的|烦|累|够)|累死|累得|好累|太累|太苦|烦死|烦人|气死|太热|太冷|(?:冷|热|晒|烦"
        r"|堵)得很|(?:困|累|苦|饿|忙|热|冷|笑)死了?$|恼火得很$|够呛|遭不住|遭罪|郁闷|无语|熬人|受不了"
        r"|^又要|天天(?:加班|下乡|开会|值班)|天气",
        "repair info",
    ),
    # 谢谢 / 收到 / 辛苦了
    _against(
        "thanks",
        "谢 辛苦 收到 好 知道 晓得 明白 了解 早 新年 生日 节日 恭喜 祝 拜 再见 没事 不客气 嗯 哦 噢 行 要得 可以",
        r"^(?:谢谢|多谢|感谢|辛苦|恭喜|祝|早上好|早安|晚安|大家好|新年好|新年快乐|生日快乐|节日快乐|拜拜"
        r"|再见|没事|不客气|不用谢|不消谢)[^，,。]{0,10}(?:[，,。！!~ ].{0,14})?[了啦呀啊哈~！!。，,]*$"
        r"|^(?:收到|好的|好嘞|好勒|好滴|好呢|知道|晓得|明白|了解|嗯|哦|噢|行嘞|得嘞|要得|好噶|好嘎|行"
        r"|好)(?:了|的|啦|哈|呢|嘛|噶|嘎|领导|书记|主任|乡长|p)*(?:[，,。！!~ ]+(?:谢谢|收到|辛苦|马上"
        r"|我这就|这就|立即|知道|晓得|明白|好的|麻烦|搞定|我来|我去).{0,14})?[！!。~]*$",
        "signin " + _DECIDED,
    ),
    # 我不请假 / 没请假 / 不用盖章
    _against(
        "negation",
        "不 没 莫 别 未",
        r"(?:不|没|莫|别|未|不用|不消|不需要|没有|不想|没说要?|不得|用不着)(?:t|再|去|要)?(?:请假|休假"
        r"|盖章|打印|复印|报备|签到|领用|采购|维修|借款|出差|接待|值班|报销|下乡|写纪要|收文|督办)(?!了)",
        _ASKED + " leave_cancel " + _DECIDED,
    ),
    # 刚下乡回来 / 纪要我看过了 / 打印机修好了 / 刚签完到
    _against(
        "done",
        "了 过 完 刚",
        r"(?:刚|昨t|tt)?(?:刚刚?|才)?(?:(?<=刚)从.{1,8}(?:回来|下乡)|下乡回来|开会回来|出差回来|下村回来"
        r"|值完班|下了?夜?班|签完|签过|盖完|盖过)|(?:看过|看完|看了|写好|写完|弄好|做好|整好|整理好|打好"
        r"|打印好|印好|复印好|盖好|修好|换好|办好|搞定|解决|买好|买到|买回来|到货|领到|领好|领回来|派出去"
        r"|安排好|都安排|借到|找到|发完|发好|发下去|收齐|交齐|报过|登记好|拿到|拿走|接到|送到|送完|处理好"
        r"|弄完|修了|签好|订好|到齐)(?:了|啦|咯|喽)(?!没|吗|不|么|[？?])",
        "leave_return loan signin info leave supervise archive_borrow doc_receive " + _ASKED + " " + _DECIDED,
    ),
    # 老马借我的两百块什么时候还
    _against(
        "private",
        "借我 欠我 我借你 还我 我微信 红包 转账 AA 请客 聚 喝酒 打球",
        r"借我的|欠我|还我|借你的|借你(?:l|[0-9])|微信转|红包|转账给|(?<!家里)(?<!家)请客|聚餐|喝酒|打球|一起吃",
        "",
    ),
    # 公章在孙磊那里
    _against(
        "who has it",
        "在 手上 那里",
        r"在(?:p+|他|她|我|你)(?:那里|那点|那儿|那|手上|手里|处|这里|这点)(?![，,。]?.{0,6}(?:没|吗|批))",
        _ASKED,
    ),
    _against("not me", "不是", r"不是(?:我|p+)?(?:们)?(?:要|想)?(?:请假|用车|盖章|休假|值班)", ""),
    # 文件已经盖好章了 / 纪要已经发群里了
    _against(
        "already",
        "已 已经 好",
        r"已经?(?:发|交|放|给|盖|签|印|写|弄|解决|通知|打|买|领|换|修"
        r"|上传)[^，,。没吗]{0,8}了(?:[，,。！]|$)|(?:盖|印|打|修|写|买|领|签|交|整"
        r"|弄)好[^，,。没吗]{0,4}了(?:[，,。！]|$)",
        "leave_return loan signin info archive_borrow supervise doc_receive leave " + _ASKED + " " + _DECIDED,
    ),
    # 昨天的会议记录谁写的
    _against(
        "who did it", "谁 哪个", r"(?:谁|哪个)(?:写|做|弄|拿|打|印|发|负责|管|领|买|借|开|用)的(?!班)", "duty_query"
    ),
    # 我上周请了两天假，落下不少活
    _against(
        "leave taken",
        "请了 请过 休了 休过",
        r"^(?!.*(?:补|销|忘|回来)).*(?:请|休)(?:过|了)[l个t]*(?:的)?(?:假|年假|公休|事假|病假|病"
        r"|l)(?:[，,。]|$)(?!.*(?:批|几天|多少))",
        "leave_cancel leave_return " + _ASKED + " " + _DECIDED,
    ),
    # 周末一起去爬山吧
    _against(
        "invitation",
        "一起 爬山 吃饭 逛 玩 唱歌 钓鱼 烧烤 赶街 打牌 聚",
        r"一起[^，,。]{0,10}(?:吧|不|没|噶|嘎|呗|咯)$|爬山|吃饭(?!标准|安排)|逛街|去玩|唱歌|钓鱼|烧烤"
        r"|赶街|打牌|麻将|撸串|奶茶|咖啡",
        "leave help reception info outing vehicle " + _DECIDED,
    ),
    _against(
        "odds and ends",
        "钥匙 充电 雨伞 的伞 快递 包裹 打印店 复印店 带份饭 外卖 口罩 红包",
        r"钥匙|充电[器线宝]|雨伞|的伞|快递|包裹|打印店|复印店|带(?:一?份|个)饭|外卖",
        "repair info purchase help print",
    ),
    # 请假条模板在哪里下载
    _against(
        "where is it",
        "在哪 放哪 哪点 哪里",
        r"(?:在|放)(?:哪里?|哪点|哪儿|哪个柜|哪间)(?:下载|找|领?的?|放|拿)?(?!报|办|批|申请|盖|登记|提交"
        r"|审)(?:[，,？?]|$|的)|放哪",
        "status_query help duty_query " + _DECIDED,
    ),
    # 年底采购要走政采云
    _against(
        "how things are bought",
        "采购",
        r"采购(?:的东西)?(?:都|一律|统一)?(?:要|得|必须|应当|应该)(?:走|经过|通过|按|上会|公开)(?!.*[吗么不])",
        _TOLD + " help",
    ),
    _against(
        "a thing of that name",
        "车贴 车位 车票 车库 班车 车牌 拖车 停车 堵车 火车 公交 顺风车 假期 假的 假山 放假 收假",
        r"车贴|车位|车票|车库|班车(?!去)|停车(?!场)|堵车|挡.{0,3}车|挪.{0,4}车|车挡|火车(?!站)|公交|顺风车"
        r"|(?:什么时候|几时|哪天|几号|是不是|要)放假|放假(?:通知|安排|没|吗)",
        "leave print seal repair outing doc_receive info purchase signin supplies supervise",
    ),
)


def objections(shape: str) -> list[Against]:
    """What in the message speaks against its being a request."""
    found = []
    for rule in AGAINST:
        for word in rule.near:
            if word in shape:
                if rule.pattern.search(shape):
                    found.append(rule)
                break
    return found
