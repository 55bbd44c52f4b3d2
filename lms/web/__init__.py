"""What every page stands on: layout, form parts, access guards, error pages, static files. Knows no domain."""
