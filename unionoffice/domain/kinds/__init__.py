"""The kinds of value a field can hold.

To add a kind: 1. write a class with Kind's methods in the module of its family; 2. name it here; 3. give it an editor in
gui/ledger/editors.py if a line of text will not do; 4. give it sample values in tests/domain/test_kind_laws.py.
"""

from __future__ import annotations

from unionoffice.domain.kinds.dates import DayKind, DaySpan, PeriodName
from unionoffice.domain.kinds.figures import Entry, Figures
from unionoffice.domain.kinds.identity import BankCard, IdNumber, Phone, citizen
from unionoffice.domain.kinds.kind import Column, Context, Kind, Link, Refused, Unknown, shortened
from unionoffice.domain.kinds.links import Attachment, Files, Ref
from unionoffice.domain.kinds.numbers import Count, Flag, Money, Quantity, Rate, Share
from unionoffice.domain.kinds.words import Choice, Choices, LongText, PersonName, Text

__all__ = [
    "Attachment",
    "BankCard",
    "Choice",
    "Choices",
    "Column",
    "Context",
    "Count",
    "DayKind",
    "DaySpan",
    "Entry",
    "Figures",
    "Files",
    "Flag",
    "IdNumber",
    "Kind",
    "Link",
    "LongText",
    "Money",
    "PeriodName",
    "PersonName",
    "Phone",
    "Quantity",
    "Rate",
    "Ref",
    "Refused",
    "Share",
    "Text",
    "Unknown",
    "citizen",
    "shortened",
]
