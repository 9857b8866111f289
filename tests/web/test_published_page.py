"""The published page: every element in its order, and nothing private."""

import pytest
from bs4 import BeautifulSoup

from tests.web.factories import a_published_question

pytestmark = pytest.mark.usefixtures("noise")


def page_of(client, question):
    response = client.get(f"/questions/{question.slug}/")
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def test_a_published_page_shows(client):
    question = a_published_question(derive=True)
    page = page_of(client, question)
    assert page.h1.text == "Twitching calf"
