"""Referrals: where people find help that a centre does not give, and the note that somebody was sent there (E135).

The *directory* holds the offices to which people are sent. A *referral* is the least that must be known: to whom, for
what kind of help, on which day, and later whether the person was helped. What troubles somebody is written nowhere."""
