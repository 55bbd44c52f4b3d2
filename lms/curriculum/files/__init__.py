"""`courses/` on disk: read, checked, and made into the documents that are published. No database."""
