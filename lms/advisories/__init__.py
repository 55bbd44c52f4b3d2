"""Advisories: short dated notices to trainees and trainers, approved by a second person (E140).

An advisory stands at the top of the modules it concerns and on start pages until it lapses; trainers confirm that they
have read it. What was approved is never changed: a correction is a new advisory that takes the place of the older."""
