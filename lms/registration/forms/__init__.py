"""Forms of registration: the five steps of the phone, the one page of the desk, corrections."""
