"""What forms of other offices call a field: read after its title and its former titles, and never shown to the clerk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from unionoffice.domain.ledger import Field, Ledger

_EVERYWHERE = {
    "id_number": "证件号 身份号码 身份证件号码 居民身份证号 本人身份证号 身份证编号",
    "id_type": "证件名称 证件种类",
    "phone": "移动电话 移动电话号码 手机电话 本人手机 本人联系电话 联系手机 联络电话",
    "politics": "政治面目 政治身份",
    "nation": "族别",
    "education": "受教育程度 最高学历 现有学历",
    "born_on": "生日 出生时间",
    "health": "身体状况 身体健康状况",
    "doc_ref": "文件依据 文件号 发文字号 文件文号 依据 文件名称 表彰文件 相关文件",
    "source": "资金来源 经费来源 经费列支 列支渠道 经费渠道 资金渠道 救助资金来源 慰问资金来源",
    "handler": "责任人 承办人 填报人",
    "co_org": "协办 合办单位",
    "note": "附注 其他说明 备注说明",
}
_OF_LEDGERS = {
    "member": {
        "no": "会员证号码 会员证编号 工会会员证号",
        "unit": "工作单位及部门 单位及部门 单位部门 用工单位 所在单位 所在工会 所属基层工会 所在基层工会 基层工会 工会名称 科室 所在科室 车间 所属工会组织 所在工会组织 工会组织名称",
        "native": "户籍 户籍所在地 户籍地址 户口所在地 户口地址",
        "household_type": "户口性质 户籍性质",
        "employment": "用工性质 用工类别 用工类型 用工方式 就业形式",
        "is_migrant": "是否农民工会员 农民工会员 是否为农民工",
        "new_form": "八大群体 新就业形态劳动者类型 新就业形态群体 新就业形态类别 是否新就业形态劳动者 新业态类型",
        "group": "班组 所在班组 工会小组名称",
        "post": "职务职级 职务/职级 工作岗位 现任职务 从事岗位 所在岗位 岗位工种",
        "title": "技术职称 专业技术职称 专业技术职务 职称名称",
        "skill": "职业资格等级 职业资格 技能水平 职业技能水平 职业资格证书等级",
        "joined_on": "加入工会时间 加入时间 批准入会时间",
        "worked_since": "参加工作年月 开始工作时间",
        "union_post": "会内任职 工会任职 在工会担任职务 工会内职务",
        "model": "劳模称号 劳模级别",
    },
    "household": {
        "head": "申请人 申请人姓名 家长姓名 困难职工 帮扶对象 困难职工户主姓名",
        "id_number": "户主身份证号 申请人身份证号 家长身份证号 困难职工身份证号",
        "employer": "所在单位 家长工作单位 职工单位 职工工作单位 户主工作单位 工作单位及部门",
        "phone": "户主电话 户主联系电话 申请人电话 家长电话 家长联系电话",
        "address": "详细地址 家庭详细地址 家庭详细住址 居住地址 现住址 现居住地址 常住地址 家庭居住地址",
        "category": "困难等级 困难程度 困难职工类型",
        "checked_on": "入户调查日期 入户走访日期 调查日期 核查日期",
        "cause": "主要困难原因 致困主因",
        "causes": "其他致困原因 次要困难原因",
        "income_month": "职工月收入 本人月均收入 本人月工资 户主月收入",
        "income_year": "家庭年收入 家庭全年收入 家庭年度收入 家庭年收入总额 家庭全年总收入",
        "per_head": "月人均收入 家庭人均月收入 人均月收入 家庭成员月人均收入",
        "size": "家庭总人口 家庭成员数 家庭人口数量 共同生活人口",
        "housing": "住房性质 住房情况 房屋性质 房屋类型",
        "floor_area": "房屋面积 住房建筑面积 房屋建筑面积",
        "insurance": "医疗保险 医保类型 医疗保险情况 参加医保情况",
        "no_job_household": "是否零就业家庭 是否零就业",
        "household_type": "户口性质 户籍性质",
        "single_parent": "单亲家庭 是否单亲家庭",
        "bank_name": "开户名 开户人 账户名 账户名称 持卡人",
        "bank_card": "账号 银行卡账号 收款账号 银行账户 个人账号",
        "work_state": "就业情况 职工状态 在岗情况",
    },
    "family": {
        "name": "家属姓名",
        "relation": "与本人关系 与申请人关系 称谓",
        "income_month": "月均收入 月平均收入",
        "identity": "职业 人员身份",
        "school": "就读学校 单位/学校 工作单位 所在学校",
        "enrolled": "入学时间",
    },
    "aid": {
        "when": "救助日期 帮扶日期 领取日期 走访日期 补助日期",
        "recipient": "受助对象 发放对象 被慰问对象 慰问对象姓名 慰问职工 领款人",
        "kind": "慰问类别 慰问项目 救助项目 救助类别 补助项目 补助类别",
        "amount": "慰问金 慰问款 救助金 补助金 助学金 实发金额 金额合计 慰问金数额",
        "per_amount": "补助标准 慰问标准 救助标准 人均标准 每人标准 人均补助",
        "persons": "慰问人数 救助人数 帮扶人数",
        "households": "慰问户数 救助户数 帮扶户数",
        "goods": "实物 物品 慰问物资 慰问物品 发放物资 发放物品",
        "occasion": "慰问原因 补助原因 救助原因 补助事由 救助事由",
        "pay_way": "支付方式 付款方式",
    },
    "insurance": {
        "when": "参保日期 缴费日期 投保日期",
        "scheme": "互助项目 互助计划 保障计划 保障项目 参保项目 互助保障计划 计划名称 险种",
        "valid": "保障起止日期 保障期间 保险期间",
        "issue": "期数 期号 保障期次",
        "insured": "参保职工数 参保职工人数 投保人数",
        "fee": "人均保费 每人保费 人均缴费 缴费标准 保费标准",
        "amount": "缴费金额 缴费总额 保费金额 保费合计 保费总额 参保金额",
        "paid_people": "赔付人数 理赔人数 给付人数",
        "paid": "赔付金额 理赔金额 给付金额",
    },
    "event": {
        "title": "项目 活动项目 班次名称 主题",
        "place": "活动地点 举办地点 活动场地",
        "unit": "主办单位 举办单位 组织单位 主办工会",
        "headcount": "参赛人数 出席人数",
        "teams": "参赛队伍 参赛队伍数",
        "budget": "经费预算 活动预算",
        "spent": "决算金额 支出金额 活动支出 实际费用 实际花费 费用 经费 经费支出 花费",
        "review": "活动成效 活动效果 活动情况",
        "people": "对象 参加对象 参加人员 参加单位",
        "status": "活动状态",
    },
    "attendance": {
        "name": "参加人员姓名 参加人员 参与人 参与人员 签到人 报名人",
        "group": "分组 小组 所在组",
        "received": "领取纪念品 领取奖品 物品领取 纪念品领取",
        "registered": "是否报名",
    },
    "prize": {
        "winner": "获奖人 获奖人员 选手姓名 获奖选手 获奖队伍",
        "grade": "获奖等次 获奖名次 奖项",
        "amount": "奖金 奖励金额 奖品金额 奖品价值",
    },
    "award": {
        "when": "授予日期 表彰日期 获奖日期 命名日期 颁奖日期",
        "title": "奖项名称 获得荣誉 获奖名称 授予称号 表彰名称",
        "winner": "获奖单位/个人 获奖集体 获奖集体/个人 获奖人员 获奖个人 受表彰对象 受表彰人员 获得者 劳模姓名 姓名",
        "level": "荣誉级别 奖项级别 表彰级别 获奖级别 荣誉等级",
        "granted_by": "授予机关 授予部门 表彰单位 表彰机关 颁奖单位 颁发单位 授奖单位",
        "unit": "所在单位 工作单位",
        "works": "获奖作品",
    },
    "unit": {
        "name": "企业名称 工会全称 单位全称 工会组织名称 基层工会组织名称",
        "industry": "行业类别 所属行业类别",
        "type": "单位性质 经济类型 企业类型 企业性质",
        "staff": "员工人数 员工总数 从业人员数 在职职工数",
        "women": "女职工 女员工数",
        "members": "工会会员数 工会会员总数 会员",
        "women_members": "女会员 女工会会员数",
        "founded_on": "成立时间 工会成立时间 工会组建时间 建会年月",
        "elected_on": "最近换届时间 选举时间 本届选举时间",
        "chair": "工会主席 主席姓名 工会主席姓名 工会负责人",
        "term": "当前届次 本届届次",
    },
    "work_log": {
        "title": "工作名称 会议名称 工作任务 工作项目",
        "content": "主要内容 会议内容 具体内容 工作情况 办理情况",
        "place": "会议地点 工作地点",
        "people": "参会人员 出席人员 参加人员",
        "headcount": "参会人数 出席人数",
        "due": "完成时限 截止日期",
    },
    "legal": {
        "when": "来访日期 接待日期 受理日期 信访日期",
        "visitor": "来访者 来访职工 信访人 当事人 来访人员",
        "demand": "诉求内容 主要诉求 反映问题 来访事由 信访事项",
        "people": "来访人数 涉及职工数",
        "closed_on": "办结日期 处结日期",
        "result": "处理结果 办理结果 处理情况",
        "recovered": "追回金额 挽回损失",
    },
    "studio": {"leader": "负责人 领军人 领衔人姓名", "members": "成员人数"},
}


def synonyms(ledger: Ledger) -> Iterator[tuple[str, Field[Any]]]:
    """List the words that mean a field of a ledger, with the field."""
    own: Mapping[str, str] = _OF_LEDGERS.get(ledger.key, {})
    for key, words in (*own.items(), *_EVERYWHERE.items()):
        field = ledger.get(key, None)
        if field is not None:
            yield from ((each, field) for each in words.split())
