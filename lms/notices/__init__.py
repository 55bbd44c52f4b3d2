"""What people are told, and what became of it: the reminders that fall due, the slips that a centre prints, and the
outbox as the desk sees it."""
