"""What every domain stands on: the database and its one commit, the clock, events, named refusals, languages,
the encryption of personal fields. Knows no domain."""
