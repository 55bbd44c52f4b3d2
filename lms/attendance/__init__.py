"""The roll call of a session: who was there for which block. Marks are facts; shares are computed from them.

Words: *roll call* (of one session: opened, closed), *mark* (present, late, left early, absent); a correction adds a
mark and keeps the old one."""
