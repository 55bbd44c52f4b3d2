"""The timetable: classes made from a programme variant, their sessions, seats, waiting lists.

Words: *class* (in code `TrainingClass`), *session* (one block of it, in a room, with a trainer), *seat* (numbered, so
that the database itself knows when a class is full), *waiting list*, *offer* (a seat held for one person for a while),
*make-up* (a place in one session, for a block missed elsewhere)."""
