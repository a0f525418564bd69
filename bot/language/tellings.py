"""Matters that are told about, not asked for: how something went, what somebody did, where something lies.

The patterns see the shape of the message: p for people, t for times, l for lengths of time.
"""

from __future__ import annotations

from bot.language.against import ASKED, DECIDED, TOLD, Against, against

_BACK = "leave_return leave_cancel signin"
_PAPER = r"(?:章子?|文件|材料|表格?|册子?|资料|条子?|证明|合同|复印件|档案|假条|发票|单子?|报告|稿子?|协议|通知)"
_SOMEBODY = r"(?:p+|他|她|小[\u4e00-\u9fff]|老[\u4e00-\u9fff]|人家)(?:们|那边)?"

TELLINGS: tuple[Against, ...] = (
    # 车已经回来了，停院坝里
    against(
        "the car told of",
        "车 皮卡",
        r"^(?:那?[辆台张])?(?:[\u4e00-\u9fff]{0,3}车|皮卡)子?(?:已经?|刚刚?|都|也|t)*"
        r"(?:回来|开回来|到楼下|到院坝|停好|停在[^，,。]{1,6}|加好油|加满油|洗好|洗)了(?!没|吗|么|[？?])",
        ASKED,
    ),
    # 昨天的接待搞得不错 / 会开得可以: how it went is told
    against(
        "how it went",
        "得不错 得好 得很 得可以 得扎实 得差 得挺 得还 得太 得真",
        r"(?:搞|办|做|弄|整|写|开|准备|安排|组织|完成|修|打印|印)得(?:很|挺|太|真|还|比较|相当|蛮|不|好|扎实|可以|差)(?!.{0,4}[吗么？?])",
        TOLD + " " + DECIDED,
    ),
    # 刚才的请假条是给新来的看的样本 / 那是用印的模板
    against(
        "a sample of it",
        "样本 样板 模板 范本 例子 示范 演示",
        r"(?:是|当|做|作|个)[^，,。]{0,12}(?:样本|样板|模板|范本|例子|示范|演示)[。！!]?$",
        "print seal help " + TOLD,
    ),
    # 采购合同谈得差不多了 / 值班表排得有点密
    against(
        "how it was done",
        "得有点 得差不多 得有些 得不怎么 得一般 得好累 得七七八八",
        r"[\u4e00-\u9fff]得(?:有点|差不多|有些|不怎么|一般|七七八八|好(?:累|快|慢|多|看))",
        TOLD + " repair " + DECIDED,
    ),
    # 老杨的假条是我代交的
    against(
        "who it was",
        "是我 是p 是他 是她",
        r"是(?:我|p+|他|她)(?:们)?(?!要|想)[^，,。？?]{1,8}的[。！!]?$",
        _BACK + " " + DECIDED,
    ),
    # 下午收文的事小黄在弄
    against(
        "somebody is at it",
        "在弄 在办 在搞 在做 在写 在整 在管 在跟 在处理 在负责",
        rf"{_SOMEBODY}(?:正|还|都|也|t)*在(?:弄|办|搞|做|写|整|管|跟|处理|负责)(?!.*[吗没？?])",
        _BACK + " info",
    ),
    # 盖好的章在文件袋里 / 复印件一共三份，放你抽屉
    against(
        "where it lies",
        "在 放 压 搁 锁",
        rf"{_PAPER}[^，,。]{{0,4}}(?:在|放|压|搁|锁)(?:在|了)?[^，,。]{{1,8}}(?:里面?|上|边|旁|处|下面?|抽屉|柜子?|桌)[了。！!]*$"
        r"|(?:放|压|搁|留|发|给)(?:在)?(?:你|您)(?:们)?(?:的)?(?:抽屉|桌|邮箱|微信|柜|门口|椅|包|办公室|那)",
        ASKED + " info",
    ),
    # 昨天出差的发票贴好了 / 档案室的门锁换过了 / 事情办完了
    against(
        "it is done",
        "好了 过了 完了",
        r"^(?!.*(?:坏|请|要|想|帮|申请|派|领|借|报|登记|麻烦|撤|取消|不休|不用|销)).*"
        r"(?:贴|换|装|填|改|谈|写|看|找|抄|送|寄|洗|擦|搬|清|算|对|核|备|订|校|排|理|说|问|讲|走|交接)(?:好|过|完)了[。！!]?$",
        _BACK + " status_query loan archive_borrow " + TOLD + " " + DECIDED,
    ),
    # 昨天用车的油钱谁报 / 打印机旁边那堆纸是谁的
    against(
        "whose it is",
        "谁报 谁出 谁拿 谁的 谁弄 谁写 谁交 谁做 哪个的 哪个报 哪个出",
        r"(?:是)?(?:谁|哪个)(?:来)?(?:报|出|拿|的|弄|写|交|做)[？?。]?$(?<!班[？?。])",
        "duty_query",
    ),
    # 这个月接待费超了
    against(
        "what it cost",
        "费 钱 预算 开支",
        r"(?:费用?|油钱|预算|开支|花销)[^，,。]{0,3}(?:超了|超支|太高|太贵|有点高|花完了|用完了|不少|涨了|降了)[。！!]?$"
        r"|用了[一二两三四五六七八九几0-9][百千万]",
        _BACK + " loan " + TOLD + " " + DECIDED,
    ),
    # 今年年假大家都没怎么休 / 昨天晚上值班没睡好
    against(
        "hardly at all",
        "没怎么 不怎么 没睡 没吃",
        r"[没不]怎么(?!办|说|弄)[\u4e00-\u9fff]|没(?:睡|吃|休息)(?:好|成|着|饱)",
        "leave repair info " + DECIDED,
    ),
    # 投稿被县报采用了，开心
    against(
        "taken up",
        "被",
        r"(?:投稿|信息|稿子?|文章|简报|视频)[^，,。]{0,3}被[^，,。]{1,8}(?:采用|录用|刊登|转发|表扬|点赞)了?",
        "status_query " + DECIDED,
    ),
    # 外出的时候记得关灯
    against(
        "a reminder",
        "记得 别忘",
        r"(?:记得|别忘了?)(?:把|要|给)?[\u4e00-\u9fff]",
        "leave info " + DECIDED,
    ),
    # 放假那天我值班
    against(
        "one's own duty",
        "值班 带班",
        r"^(?!.*(?:什么|哪|几|l|问下|问一下|查|轮|是不是|多久|好久|啥)).*我(?:t|也|又|在|还|刚好|正好)*(?:值班|带班)(?:呢|啊|哈|的)?(?:[，,][^查看问]{1,8})?[。！!]?$",
        "leave outing status_query leave_cancel vehicle",
    ),
    # 周末去钓鱼不
    against(
        "leisure",
        "钓鱼 爬山 唱歌 烧烤 赶街 打牌 麻将 撸串 奶茶 逛街 打球 喝酒 看电影 泡温泉",
        r"(?:钓鱼|爬山|唱歌|烧烤|赶街|打牌|麻将|撸串|奶茶|逛街|打球|喝酒|看电影|泡温泉)(?:不|吗|没|嘛|吧|走|去|噶|嘎|呗)+[？?！!。]*$",
        DECIDED,
    ),
    # 前天请假的事多亏你帮忙
    against(
        "thanks for it",
        "多亏 幸亏 谢谢你 帮了大忙 麻烦你了",
        r"多亏|幸亏|谢谢你的?(?!帮我)|帮了?大忙|麻烦你了[。！!]?$",
        DECIDED,
    ),
    # 采购的那批椅子质量一般
    against(
        "what it is like",
        "质量 效果 味道 手感 服务 态度 条件 环境 口味 画质",
        r"(?:质量|效果|味道|手感|服务|态度|条件|环境|口味)[^，,。]{0,3}(?:一般|不错|可以|好|差|不行|还行)(?:得很)?[。！!]?$",
        "repair info " + DECIDED,
    ),
    # 上次报销卡了半个月才下来
    against(
        "how it was then",
        "上次 上回 那次 那回 去年",
        r"(?:上次|上回|那次|那回|去年)[^，,。]*(?:才[^，,。]{1,4}|结果|居然|害得|差点)",
        ASKED + " info " + DECIDED,
    ),
    # 领导都去县里开会了
    against(
        "where they all went",
        "都 全 已",
        r"(?:领导|书记|乡长|主任|他们|大家|班子|同事|人|p+)(?:们)?(?:都|全|全部|已经?)+(?:去|回|走|下村|下乡|出差)[^，,。]{0,10}了[。！!]?$",
        "signin leave_return info " + DECIDED,
    ),
    # 请柬收到了没
    against(
        "a private thing",
        "请柬 请帖 喜帖 短信 微信 邮件 视频",
        r"(?:请柬|请帖|喜帖|短信|微信|邮件|视频)[^，,。]{0,4}(?:收到|看到|看)了?(?:没|吗)",
    ),
    # 昨天用车跑了一天 / 上周接待了三拨人: what was, and nothing is asked
    against(
        "told of the past",
        "昨天 昨晚 前天 上周 上月 上个月 前几天 刚才 刚刚 上次 上回 去年 那天",
        r"^(?=.*(?:t|刚才|刚刚|上次|上回|那天))(?!.*(?:请|要|想|帮|麻烦|补|报|登记|写|出|整理|申请|还|销|撤|取消|没|吗|谁|哪|怎么|咋|查|几|多少"
        r"|[？?]|明|后天|下周|今)).*了",
        _BACK + " leave minutes repair seal archive_borrow " + ASKED + " " + TOLD + " " + DECIDED,
    ),
)
