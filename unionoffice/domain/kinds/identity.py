"""Kinds that hold the numbers a person is known by: ID papers, telephones, bank cards."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import ClassVar, NamedTuple

from unionoffice.domain.kinds.kind import Context, Kind, Refused, Stored, words_of
from unionoffice.domain.text import ascii_form

_LOOKALIKES = str.maketrans({"×": "X", "х": "X", "Х": "X", "Χ": "X", "χ": "X", "x": "X", "＊": "*"})


_OF_18_DIGITS, _OF_15_DIGITS = re.compile(r"[1-9][0-9]{16}[0-9X]"), re.compile(r"[1-9][0-9]{14}")


class Citizen(NamedTuple):
    """What a citizen ID number says about its holder."""

    born_on: date
    gender: str


def citizen(number: str) -> Citizen | None:
    """Read birth date and gender from an 18- or 15-digit citizen ID number; None for other papers."""
    if _OF_18_DIGITS.fullmatch(number):
        born, order = number[6:14], number[16]
    elif _OF_15_DIGITS.fullmatch(number):
        born, order = "19" + number[6:12], number[14]
    else:
        return None
    try:
        return Citizen(date.fromisoformat(born), "男" if order in "13579" else "女")
    except ValueError:
        return None


_LENGTH_OF_OLD = 15
"""The digits of a citizen number before 1999."""
_PERMITS = {"81": "香港", "82": "澳门", "83": "台湾"}
"""港澳台居民居住证 (国办发〔2018〕81号) begins with 810000, 820000 or 830000."""
_LOOKS = {
    "身份证": r"[1-8][0-9]{16}[0-9X]|[1-9][0-9]{14}",
    "港澳居民来往内地通行证": r"[HM][0-9]{8}(?:[0-9]{2})?",
    "台湾居民来往大陆通行证": r"[0-9]{8}|[0-9]{10}(?:\([A-Z0-9]\))?",
    "港澳台居民居住证": r"8[123]0000[0-9]{11}[0-9X]",
    "外国人永久居留身份证": r"9[0-9]{16}[0-9X]|[A-Z]{3}[0-9]{12}",
    "护照": r"(?![HM][0-9]{8}$)[A-Z]{1,2}[0-9]{7,8}|[0-9]{9}",
}
"""What the numbers of common papers look like."""
_PAPERS = {paper: re.compile(look) for paper, look in _LOOKS.items()}


def papers_like(number: str) -> tuple[str, ...]:
    """Name the papers whose numbers look like this one."""
    return tuple([paper for paper, look in _PAPERS.items() if look.fullmatch(number)])


def is_like(number: str, paper: str) -> bool:
    """Tell whether a number looks like those of this paper; False of a paper whose numbers are not known by their look."""
    return paper in _PAPERS and bool(_PAPERS[paper].fullmatch(number))


def with_18_digits(number: str) -> str:
    """Write an old 15-digit citizen number as the 18 digits it became (GB 11643-1999); empty for any other."""
    if not _OF_15_DIGITS.fullmatch(number) or citizen(number) is None:
        return ""
    first_17 = f"{number[:6]}19{number[6:]}"
    return first_17 + _check_digit(first_17)


def _check_digit(first_17: str) -> str:
    """Work out the last sign (GB 11643-1999, ISO 7064 MOD 11-2)."""
    # The digits weigh powers of 2 modulo 11, and so do those of a number to the base of 13.
    rest = (1 - 2 * int(first_17, 13)) % 11
    return "X" if rest == 10 else str(rest)


def province(number: str) -> str:
    """Name the province in which a citizen ID was given out (GB/T 2260, first two digits); empty where none has them."""
    return _place(number).get("province", "")


def region(number: str) -> str:
    """Name the place in which a citizen ID was given out (GB/T 2260): 北京市朝阳区; empty where the code is none."""
    place = _place(number)
    province, county = place.get("province", ""), place.get("county", "")
    return province + county.removeprefix(province)


def _place(number: str) -> Mapping[str, str]:
    return _place_of(number[:6])


@lru_cache(maxsize=4096)
def _place_of(code: str) -> Mapping[str, str]:
    """Read province and county from the table of GB/T 2260 that comes with python-stdnum, abolished counties included."""
    # Slow to import, and no window needs it before a number is looked at.
    from stdnum import numdb

    return {key: value for _, found in numdb.get("cn/loc").info(code) for key, value in found.items()}


def region_doubts(number: str) -> list[str]:
    """Say whether the first six digits of a citizen ID are no place of China."""
    if number[:2] in _PERMITS and number[2:6] == "0000":
        return [f"是{_PERMITS[number[:2]]}居民居住证号，请核对证件"]
    place = _place(number)
    if "province" not in place:
        return [f"前两位“{number[:2]}”不是任何省级行政区的代码（GB/T 2260），请核对"]
    if "county" not in place:
        return [f"前 6 位“{number[:6]}”不是{place['province']}已知的行政区划代码，请核对"]
    return []


def _ends_with_x(first_17: str) -> bool:
    return first_17.isdigit() and citizen(first_17 + "X") is not None and _check_digit(first_17) == "X"


class IdNumber(Kind[str]):
    """A citizen ID number, or the number of another paper, which is kept with a warning."""

    name: ClassVar[str] = "身份证号"
    identifies = True
    hint = "18 位，末位可为 X"

    def parse(self, raw: object, context: Context) -> str | None:
        """Read a number; a wrong check digit (GB 11643), length or birth date is refused, and so is a number cell."""
        if isinstance(raw, str) and _OF_18_DIGITS.fullmatch(raw):
            return self._citizen(raw, context.today)  # as nearly all are written: nothing to clean
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            raise Refused("身份证号是数值格式，末位已丢失，请在 Excel 中改为文本后重新填写")
        words = re.sub(r"[\s-]", "", ascii_form(words_of(raw))).translate(_LOOKALIKES).upper()
        if not words:
            return None
        if re.search(r"[0-9]\.[0-9]*E\+?[0-9]+", words):
            raise Refused("身份证号已被 Excel 变成科学计数，末位已丢失，请按证件重新填写")
        if re.fullmatch(r"[0-9]{17}[0-9X]", words):
            return self._citizen(words, context.today)
        if re.fullmatch(r"[0-9]+X?", words) and len(words) not in (8, 9, 10, 15):
            wrong = f"还差 {18 - len(words)} 位" if len(words) < 18 else f"多了 {len(words) - 18} 位"
            lost = "，可能少了末位的 X" if len(words) == 17 and _ends_with_x(words) else ""
            raise Refused(f"应为 18 位，{wrong}{lost}")
        if not re.fullmatch(r"[0-9A-Z()]{6,24}", words):
            raise Refused("证件号码只能有数字和字母")
        return words

    @staticmethod
    def _citizen(number: str, today: date) -> str:
        person = citizen(number)
        if person is None:
            raise Refused("身份证号中的出生日期不对，请核对")
        if _check_digit(number[:17]) != number[17]:
            if number.endswith("000"):
                raise Refused("身份证号末三位成了 000，是被 Excel 当作数值存过，末位已丢失，请按证件重新填写")
            raise Refused("身份证号校验位不对，请逐位核对")
        if person.born_on > today:
            raise Refused(f"身份证号中的出生日期 {person.born_on} 在今天之后，请核对")
        return number

    def text(self, value: str) -> str:
        """Write the number."""
        return value

    def doubts(self, value: str) -> list[str]:
        """Anything but an 18-digit citizen ID is unusual."""
        if citizen(value) is None:
            likely = "或".join(each for each in papers_like(value) if each != "身份证")
            return [f"不是居民身份证号，{f'像是{likely}，' if likely else ''}按其他证件保存"]
        if longer := with_18_digits(value):
            return [f"是 15 位旧证号，换成 18 位应为 {longer}，请按证件核对"]
        if value.startswith("9"):
            return ["9 开头的是外国人永久居留身份证号，请核对证件"]
        return region_doubts(value)

    def from_row(self, *stored: Stored) -> str:
        """Take the number back."""
        return str(stored[0])

    def masked(self, value: str) -> str:
        """Hide the middle: 110105********002X; of other papers, which are shorter, all but the ends: H1*******90."""
        if len(value) >= _LENGTH_OF_OLD:
            return value[:6] + "*" * (len(value) - 10) + value[-4:]
        head, tail = (2, 2) if len(value) > 10 else (1, 0)
        return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]


_MOBILE, _LANDLINE = re.compile(r"1[3-9][0-9]{9}"), re.compile(r"0[0-9]{9,11}|[2-9][0-9]{6,7}")


class Phone(Kind[str]):
    """A telephone number: digits, and a dash after an area code."""

    name: ClassVar[str] = "电话"
    plain = _MOBILE
    identifies = True
    hint = "13800000000 或 0712-1234567"

    def parse(self, raw: object, context: Context) -> str | None:
        """Read digits; spaces go, dashes only stay after an area code."""
        words = re.sub(r"[\s().]", "", ascii_form(words_of(raw)))
        if not words:
            return None
        bare = words.replace("-", "").removeprefix("+86")
        if not re.fullmatch(r"[0-9]{3,20}", bare):
            raise Refused("电话应为 3 至 20 位数字")
        return bare

    def text(self, value: str) -> str:
        """Write the digits."""
        return value

    def doubts(self, value: str) -> list[str]:
        """A mobile number has 11 digits and begins with 1."""
        return [] if _MOBILE.fullmatch(value) or _LANDLINE.fullmatch(value) else ["不像手机或固定电话号码，请核对"]

    def from_row(self, *stored: Stored) -> str:
        """Take the number back."""
        return str(stored[0])

    def masked(self, value: str) -> str:
        """Hide the middle: 138****1234."""
        return value[:3] + "****" + value[-4:] if len(value) >= 11 else "*" * len(value)


class BankCard(Kind[str]):
    """The number of a bank card or account."""

    name: ClassVar[str] = "银行卡号"
    identifies = True
    hint = "12 至 30 位数字"

    def parse(self, raw: object, context: Context) -> str | None:
        """Read digits with or without spaces; a number cell has lost its last digits and is refused."""
        if isinstance(raw, int | float) and not isinstance(raw, bool) and abs(raw) >= 1e15:
            raise Refused("银行卡号是数值格式，末位已丢失，请在 Excel 中改为文本后重新填写")
        words = re.sub(r"[\s-]", "", ascii_form(words_of(raw)))
        if not words:
            return None
        if not re.fullmatch(r"[0-9]{8,30}", words):
            raise Refused("银行卡号应为 8 至 30 位数字")
        return words

    def text(self, value: str) -> str:
        """Write the digits."""
        return value

    def doubts(self, value: str) -> list[str]:
        """The last digit of a card is a check digit (Luhn, ISO/IEC 7812); accounts may differ."""
        from stdnum import luhn
        from stdnum.exceptions import ValidationError

        try:
            luhn.validate(value)
        except ValidationError:
            return ["银行卡号校验位不符，若是存折账号可不理会"]
        return []

    def from_row(self, *stored: Stored) -> str:
        """Take the number back."""
        return str(stored[0])

    def masked(self, value: str) -> str:
        """Show the last four digits only."""
        return "*" * (len(value) - 4) + value[-4:]
