"""The frame of the staff pages: where one is, and the trail in words."""

import pytest

from consilia.web.audit.actions import note
from consilia.web.shared.templatetags.consilia import details
from tests.web.asker import soup
from tests.web.factories import an_administrator
from tests.web.staff import a_doctor_who_logs_in, browser_of

pytestmark = pytest.mark.usefixtures("noise")


@pytest.mark.parametrize(
    ("address", "name"), [("/desk/", "Queue"), ("/desk/closed/", "Closed"), ("/desk/answered/", "My answers")]
)
def test_the_page_that_is_open_is_marked_among_the_links(address, name):
    page = soup(browser_of(a_doctor_who_logs_in()).get(address))

    assert [link.text for link in page.select(".staff-nav a[aria-current=page]")] == [name]


def test_the_trail_tells_its_details_in_words():
    note("answer signed", by=None, actor="doctor", thing="question:1", looked_at={"asked-1": "covered"}, final=True)

    page = browser_of(an_administrator()).get("/ops/trail/")

    assert "looked at: asked-1 covered; final: yes" in soup(page).main.text


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({}, ""),
        ({"public": False}, "public: no"),
        ({"looked_at": {}}, "looked at: nothing"),
        ({"count": 3, "reason": "spam"}, "count: 3; reason: spam"),
    ],
)
def test_details_in_words(held, told):
    assert details(held) == told
