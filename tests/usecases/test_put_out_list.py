from __future__ import annotations

from pathlib import Path

from unionoffice.domain.draft import AnnexTable
from unionoffice.storage import trail
from unionoffice.usecases.office import Office
from unionoffice.usecases.put_out_list import list_file, list_pdf

TABLE = AnnexTable("生日名单：职工甲", ("姓名",), (("职工甲",), ("职工乙",)), (False,))


def test_what_leaves_the_office_is_on_the_trail_without_a_name(office: Office, tmp_path: Path) -> None:
    assert list_pdf(office, TABLE).startswith(b"%PDF")
    list_file(office, TABLE, tmp_path / "名单.xlsx")
    (printed,), (written,) = (trail.events(office.file.db, kind) for kind in ("print", "export"))
    assert printed.new == {"list": "生日名单", "rows": 2}
    assert written.new is not None
    assert (written.new["list"], written.new["rows"], len(written.new["file"])) == ("生日名单", 2, 64)
    assert "职工甲" not in str(printed.new) + str(written.new)
