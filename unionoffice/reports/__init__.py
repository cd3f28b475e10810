"""Puts the summary on paper.

`half_year_pdf.write_pdf` prints an official paper (GB/T 9704-2012), `half_year_word.write_word` and
`half_year_json.draft_as_json` give the same words to the superior and to programs, `page_images` shows the pages.
Nothing here reads the office file: a `domain.draft.Draft` holds all that is printed.
"""
