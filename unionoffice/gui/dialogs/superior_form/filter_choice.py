"""Which records of a ledger count: all, those of a kept filter, or those that its page shows."""

from __future__ import annotations

from dataclasses import replace

from unionoffice.domain.ledger import Ledger
from unionoffice.domain.query import Query
from unionoffice.gui.ledger.choice_editors import CalmCombo
from unionoffice.gui.plain_widgets import plain_tip
from unionoffice.usecases.column_values import told_filters
from unionoffice.usecases.office import Office
from unionoffice.usecases.saved_filters import saved_filters

ALL, KEPT_BEFORE, OF_PAGE = "全部登记", "原来指定的筛选", "台账页上现在的筛选"
_LETTERS = 12


class FilterChoice(CalmCombo):
    """A combo box of filters; a form is filled for a period, so theirs is left out."""

    def __init__(self, office: Office, of_page: tuple[str, Query] | None = None) -> None:
        """`of_page` is the ledger and the filter of the page from which the form was opened."""
        super().__init__()
        self._office, self._of_page = office, of_page
        self._queries: list[Query] = []
        self.setAccessibleName("筛选")
        self.setMinimumContentsLength(_LETTERS)
        self.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def show_filters(self, ledger: Ledger, chosen: Query) -> None:
        """Offer the filters of a ledger, with the chosen one current."""
        offered = [(ALL, Query()), *((each.name, each.query) for each in saved_filters(self._office, ledger))]
        if self._of_page is not None and self._of_page[0] == ledger.key:
            offered.append((OF_PAGE, self._of_page[1]))
        offered = [(name, without_period(query)) for name, query in offered]
        queries = [query for _, query in offered]
        offered = [each for at, each in enumerate(offered) if each[1] not in queries[:at]]
        if chosen not in queries:
            offered.append(("；".join(told_filters(self._office, ledger, chosen)) or KEPT_BEFORE, chosen))
        self._queries = [query for _, query in offered]
        self.clear()
        self.addItems([name for name, _ in offered])
        self.setCurrentIndex(self._queries.index(chosen))
        self.setToolTip(plain_tip(self.currentText()))

    @property
    def query(self) -> Query:
        """The chosen filter."""
        at = self.currentIndex()
        return self._queries[at] if 0 <= at < len(self._queries) else Query()


def without_period(query: Query) -> Query:
    """Leave out of a filter what the form itself says when it is filled."""
    return replace(query, period=None, parent=0, trashed=False)
