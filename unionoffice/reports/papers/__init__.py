"""The printed forms of the office, each from plain words to the parts that the form sheet draws."""
