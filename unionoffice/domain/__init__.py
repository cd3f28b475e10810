"""What the office's records mean: plain Python, no Qt, no SQL, no spreadsheet."""
