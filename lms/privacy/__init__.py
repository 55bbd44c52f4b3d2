"""What people may know and decide about their own data: who looked at it, what is kept and why, their consents, the
download, and how long anything stays. Composes the other rooms; what each of them keeps stays theirs."""
