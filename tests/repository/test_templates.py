"""Every page stands in the frame of the house, with its warning, and holds no script or style of its own."""

import re

import pytest

from tests.repository.files import texts

TEMPLATES = {name: text for name, text in texts().items() if name.endswith(".html") and "/templates/" in name}
# Pieces: answers to a request from within a page, and what is included.
PIECES = re.compile(r"/parts/|/pages\.html$|/field\.html$|/errors\.html$|/live\.html$")
BASE = "consilia/web/shared/templates/shared/base.html"
# Help texts of forms are written in Python, by Django and by us, and some are lists.
MARKUP_OF_OURS = {"consilia/web/accounts/templates/accounts/field.html"}
WHOLE = sorted(name for name in TEMPLATES if not PIECES.search(name) and name != BASE)


def test_there_are_templates():
    assert len(WHOLE) > 20


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_stands_in_the_frame_of_the_house(name):
    parent = re.match(r'\s*{% extends "([^"]+)" %}', TEMPLATES[name])

    assert parent is not None
    assert any(other.endswith(f"/templates/{parent[1]}") for other in TEMPLATES)


def test_the_frame_holds_the_warning_and_the_number_to_ring():
    words = " ".join(re.sub(r"<[^>]+>", " ", TEMPLATES[BASE]).split())

    assert "Not a medical device. No clinician has reviewed the rules yet." in words
    assert "numbers.emergency.dial" in TEMPLATES[BASE]
    assert [name for name in WHOLE if "{% block footer" in TEMPLATES[name]] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/ask/", "/guides/", "/help-now/", "/staff/log-in/", "/nowhere/"])
def test_the_warning_is_on_the_page(client, path):
    page = client.get(path).content.decode()

    assert "Not a medical device" in page
    assert "No clinician has reviewed the rules yet" in page


@pytest.mark.parametrize("name", sorted(TEMPLATES))
def test_a_template_holds_no_script_or_style(name):
    text = TEMPLATES[name]

    assert not re.search(r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"", text)


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - MARKUP_OF_OURS))
def test_a_template_marks_nothing_safe_by_itself(name):
    assert not re.search(r"\|\s*safe\b|{%\s*autoescape off", TEMPLATES[name])
