"""The labels by which the program counts or decides: an office may put them out of sight, but not give them other words."""

from __future__ import annotations

from collections.abc import Mapping

FIXED: Mapping[str, frozenset[str]] = {
    "day_off": frozenset(["放假", "上班"]),
    "nature": frozenset(["完成", "计划", "不足"]),
    "gender": frozenset(["男", "女"]),
    "direction": frozenset(["支出", "收入"]),
    "qualifier": frozenset(["余", "多", "近", "约"]),
    "id_type": frozenset(["身份证"]),
    "aid_class": frozenset(["帮扶救助", "送温暖慰问", "职工福利", "互助保障", "捐款", "法律援助"]),
    "aid_kind": frozenset(["节日福利"]),
    "aid_stage": frozenset(["待审核", "待发放", "已发放", "已退回"]),
    "fund_source": frozenset(["职工捐款"]),
    "household_stage": frozenset(["申请", "入户核查", "集体研究", "公示", "上报审批", "建档", "帮扶", "脱困", "注销"]),
    "closing_reason": frozenset(["脱困"]),
    "event_status": frozenset(["筹备", "进行", "完成", "取消"]),
    "event_role": frozenset(["主办", "参加", "保障"]),
    "level": frozenset(["本级"]),
    "item_kind": frozenset(["备品", "报销"]),
    "item_tenure": frozenset(["借", "购"]),
    "post_class": frozenset(["管理技术岗"]),
    "proposal_filing": frozenset(["立案", "不立案"]),
    "politics": frozenset(["中共党员"]),
    "model_level": frozenset(["非劳模"]),
    "membership_state": frozenset(["在籍", "保留会籍", "转出", "退会", "除名", "开除", "去世"]),
    "membership_change": frozenset(["入会", "转入", "转出", "保留", "恢复", "退会", "除名", "开除", "去世"]),
    "coverage_action": frozenset(["公开", "建立"]),
    "limit_basis": frozenset(
        ["每次", "每人每年", "每户每年", "每人每天", "每人每两年", "比例", "天数", "月数", "月份", "周岁"]
    ),
}
"""By the name of the list; a test reads the program's source for labels that are compared and stand not here."""


def is_fixed(name: str, label: str) -> bool:
    """Tell whether the program itself knows this label of a list."""
    return label in FIXED.get(name, frozenset())
