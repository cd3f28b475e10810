"""One set of widgets for all ledgers: table, form, filters, child grids."""
