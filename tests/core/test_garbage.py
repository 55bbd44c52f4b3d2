"""What a process has loaded to serve pages is not looked through for garbage on somebody's page."""

import gc

from flask.testing import FlaskClient


def test_what_is_there_at_the_first_page_is_never_looked_through_again(new_app):
    client = FlaskClient(new_app(TESTING=False))
    before = []
    client.get("/sign-in")
    after = []
    client.get("/sign-in")
    looked_through = {id(each) for each in gc.get_objects()}
    assert (id(before) in looked_through, id(after) in looked_through) == (False, True)
