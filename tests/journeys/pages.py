"""The key pages of every role: what the looks are tested on, and what the sheets for designers show."""

# Addresses by role; in braces, what the demo world says of itself.
PAGES = {
    "visitor": (
        "/", "/dates", "/programmes/tj-pilot", "/learn", "/learn/money/", "/register", "/sign-in", "/check",
        "/check/{certificate_code}", "/check/WRONG", "/privacy", "/privacy/full", "/nothing-here",
    ),
    "trainee": (
        "/", "/course", "/course/safe-migration/1", "/course/bank-account/before",
        "/course/safe-migration/end", "/classes", "/classes/mine",
        "/classes/mine/give-up", "/me", "/me/certificate", "/evaluation",
        "/me/privacy", "/me/data", "/me/looks",
    ),
    "trainer": (
        "/", "/teach", "/teach/classes/{class_today}", "/teach/classes/{class_today}/papers",
        "/teach/classes/{class_today}/days/day-1", "/teach/classes/{class_today}/days/day-1/sheet",
    ),
    "officer": (
        "/", "/desk/registrations", "/desk/registrations/new", "/desk/classes", "/desk/classes/{open_class}",
        "/desk/classes/{finished_class}/attendance", "/desk/classes/new",
        "/desk/classes/planner", "/desk/certificates", "/desk/messages", "/desk/groups", "/desk/groups/new",
        "/desk/classes/{open_class}/support", "/desk/referrals",
    ),
    "author": ("/", "/author", "/author/modules/money", "/author/programmes/tj-pilot"),
    "mne": (
        "/", "/reports", "/reports/centre", "/reports/month", "/desk/evaluations", "/desk/evaluations/{finished_class}",
    ),
    "partner": ("/desk/calendar", "/desk/calendar/register"),
    "admin": (
        "/", "/account", "/account/second-factor", "/accounts", "/accounts/new", "/accounts/2", "/reports/names",
        "/desk/centres", "/desk/centres/1", "/desk/trainers", "/desk/trainers/1",
    ),
}  # fmt: skip


def sign_in_quietly(page, world: dict, role: str) -> None:
    """Sign in as one of the demo's people without looking at the pages on the way."""
    account = world["accounts"][role]
    page.goto(f"{world['base_url']}/sign-in")
    page.locator("#login").fill(account["login"])
    page.locator("#password").fill(account["password"])
    with page.expect_navigation():
        page.locator("main form button").click()
