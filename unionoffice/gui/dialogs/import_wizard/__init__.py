"""The import wizard: file, heads, preview, result."""
