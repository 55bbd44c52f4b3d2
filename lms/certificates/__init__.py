"""Completion certificates: the rule, issuing by itself, the printed page, the public check.

Words: *requirement* (what the programme edition asks), *evidence* (what was found, frozen at issue), *missing* (what
stands between the two); *issued*, *replaced*, *revoked*, *expired*."""
