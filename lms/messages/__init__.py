"""The outbox: what is to be told to people, written in the same transaction as its cause and sent after the commit.

Words: *message* (one text to one person), *channel* (SMS, e-mail, a printed slip), *subject* (what makes a message
the only one of its kind: a class and a day, an offer), *way* (what carries a channel here)."""
