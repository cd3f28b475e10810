from __future__ import annotations

import pypdfium2

from unionoffice.domain.evidence import EVIDENCE_HEADS, Evidence
from unionoffice.reports.evidence_pdf import evidence_pages

ROWS = tuple(
    ("活动", f"HD-2026-{number:03d}", "2026-03-01", f"示例活动{number}", "参加人数 30") for number in range(1, 71)
)
BLOCKS = [
    Evidence("组织建设", "新建工会", "19个", "期内建会的单位数", ROWS[:2]),
    Evidence("文体", "各类活动", "70项", "期内完成的活动数", ROWS),
    Evidence("", "手写的数", "3项", "", ()),
]


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()


def made(blocks: list[Evidence]) -> bytes:
    return evidence_pages("2026年上半年工作总结佐证清单", "数据截至 2026-06-30", blocks, bundled_only=True)


def test_every_row_stands_on_landscape_pages_under_repeated_heads() -> None:
    content = made(BLOCKS)
    document = pypdfium2.PdfDocument(content)
    assert all(round(width) == 842 and round(height) == 595 for width, height in map(document.get_page_size, range(2)))
    document.close()
    told = pages(content)
    assert len(told) > 2
    assert all(f"HD-2026-{number:03d}" in "".join(told) for number in range(1, 71))
    for number, page in enumerate(told, 1):
        assert all(head in page for head in EVIDENCE_HEADS)
        assert f"第 {number} 页" in page
    assert "2. 各类活动：70项（文体）（续）" in told[1]
    assert "没有登记" in told[-1]
    assert "口径：按登记原文" in told[-1]


def test_a_heading_never_stands_alone_at_the_foot() -> None:
    for count in range(20, 32):
        blocks = [Evidence("", "甲", "1项", "口径甲", ROWS[:count]), Evidence("", "乙", "2项", "口径乙", ROWS[:1])]
        (page,) = [each for each in pages(made(blocks)) if "2. 乙：2项" in each]
        assert "HD-2026-001" in page.split("2. 乙：2项")[1]


def test_a_row_longer_than_a_page_goes_on_and_loses_no_letter() -> None:
    long = ("工作日志", "RZ-1", "2026-01-02", "长记录", "字" * 3000)
    told = pages(made([Evidence("", "长", "1项", "口径", (long,))]))
    assert len(told) > 1
    assert "".join(told).count("字") == 3000


def test_the_same_rows_give_the_same_bytes_and_no_block_gives_a_page() -> None:
    assert made(BLOCKS) == made(BLOCKS)
    assert len(pages(made([]))) == 1
