"""Who signs in: staff and trainees, their roles and the centres these are limited to, sessions, the audit trail.

Words: *user* (anybody who can sign in), *grant* (a role, everywhere or in one centre), *sign-in* (one session on one
device), *secret* (a password, or a trainee's six-digit PIN)."""
