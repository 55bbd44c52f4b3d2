"""The outbox: what is to be sent to people, written in the same transaction as its cause and sent after the commit."""
