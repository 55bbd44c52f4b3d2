"""Advisories: short dated notices to trainees and trainers, approved by a second person (E140).

An advisory stands at the top of the modules it concerns and on start pages until it lapses; trainers confirm that they
have read it. In an emergency it brings a lesson along, which whoever is on a course may read at once. *News* goes the
same way, says where it is from, and stands by topic in the companion until it lapses (E126, E136). What was approved is
never changed: a correction is a new advisory that takes the place of the older."""
