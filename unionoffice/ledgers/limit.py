"""限额规则: what the regulations allow and ask for, as the office has it, each with its source."""

from __future__ import annotations

from unionoffice.domain.kinds import Choice, DayKind, Flag, Quantity, Text
from unionoffice.domain.ledger import Field, Ledger
from unionoffice.ledgers.shared import DOC_REF, NOTE

LIMIT_SUBJECT = Field("subject", "事项", Choice("limit_subject", grows=True), required=True)
LIMIT_BASIS = Field("basis", "口径", Choice("limit_basis", grows=True), required=True)
LIMIT_MOST = Field("most", "上限", Quantity(), required=True)
LIMIT_AUDIENCE = Field("audience", "适用对象", Text())
LIMIT_FROM = Field("valid_from", "生效", DayKind())
LIMIT_TO = Field("valid_to", "失效", DayKind())
LIMIT_IN_USE = Field("in_use", "启用", Flag(), default="是", was=("是否启用",))
LIMIT = Ledger(
    key="limit",
    title="限额规则",
    fields=(
        LIMIT_SUBJECT,
        LIMIT_BASIS,
        LIMIT_MOST,
        LIMIT_AUDIENCE,
        LIMIT_IN_USE,
        DOC_REF,
        LIMIT_FROM,
        LIMIT_TO,
        NOTE,
    ),
    label=(LIMIT_SUBJECT,),
    shown=(LIMIT_SUBJECT, LIMIT_BASIS, LIMIT_MOST, LIMIT_AUDIENCE, LIMIT_IN_USE, DOC_REF),
    quick=(LIMIT_SUBJECT, LIMIT_BASIS),
)
