"""Checks after a lesson and the assessment at the end of a course, written on the phone or oral through the trainer.

Words: *attempt* (one go at a set of questions), *answer* (to one question of it), *check* (after a module, repeated as
often as one likes), *final* (the course's assessment), *oral* (the trainer reads and taps)."""
