"""The migrant's record: names, family, the journey, and the enrolment in a programme version.

Words: *registration* (one person's record, for life), *journey* (one departure), *enrolment* (the person in one
edition of one programme, in the variant that fits), *number* (what is on the card: nine digits, the last a check)."""
