"""The pages as people use them: what one can do there, found by what one can read there."""

import re
from dataclasses import dataclass
from urllib.parse import urlparse

from playwright.sync_api import Locator, Page

_MOST_STEPS = 12


@dataclass
class House:
    """The site in one person's browser."""

    page: Page

    def visit(self, path: str) -> "House":
        """Go to an address of the site."""
        self.page.goto(path)
        return self

    @property
    def path(self) -> str:
        """Where this person is."""
        return urlparse(self.page.url).path

    @property
    def words(self) -> str:
        """What can be read on the page, without what only the header and the footer say."""
        return self.page.locator("main").inner_text()

    def press(self, name: str) -> None:
        """Press the button of that name, in the content of the page."""
        self.page.locator("main").get_by_role("button", name=name, exact=True).first.click()

    def follow(self, name: str) -> None:
        """Follow the link of that name."""
        self.page.get_by_role("link", name=name, exact=True).first.click()

    def heading(self) -> str:
        """The first heading."""
        return self.page.locator("h1").first.inner_text()


@dataclass
class Asking:
    """Somebody on the way from their words to the secret link."""

    house: House
    age: str = "34"
    sex: str = "Female"
    visibility: str = "Only I and the doctors here"
    department: str = ""

    @property
    def page(self) -> Page:
        return self.house.page

    def write(self, words: str, *, subject: str = "") -> "Asking":
        """Write the question on the first page and go on."""
        self.house.visit("/ask/")
        self.page.get_by_label("What is worrying you?").fill(words)
        if subject:
            self.page.get_by_label("A short heading").fill(subject)
        self.house.press("Continue")
        return self

    def go_on(self, *, until: str = "sent") -> "Asking":
        """Answer page after page until the address ends in `until`."""
        for _ in range(_MOST_STEPS):
            if self.step == until:
                return self
            self.go_one()
        raise AssertionError(f"still at {self.house.path} after {_MOST_STEPS} steps")

    @property
    def step(self) -> str:
        """The step that is shown, by the last part of its address."""
        return self.house.path.strip("/").rpartition("/")[2]

    def go_one(self) -> None:
        """Answer the page that is shown."""
        self._answer(self.step)

    def secret_link(self) -> str:
        """The path of the secret link, read from its field."""
        return urlparse(self.page.get_by_label("Secret link").input_value()).path

    def _answer(self, step: str) -> None:
        is_urgent = self.page.get_by_role("button", name="Answer some questions first").count()
        fill, button = {
            "help": (
                _nothing,
                "Answer some questions first" if is_urgent else "I have read this. Go on with my question",
            ),
            "safety": (Asking._be_unsure, "Continue"),
            "similar": (_nothing, "Go on with my question"),
            "person": (Asking._say_who, "Continue"),
            "health": (Asking._say_not_pregnant, "Continue"),
            "doctor": (Asking._choose_department, "Continue"),
            "who-sees": (Asking._choose_readers, "Continue"),
            "review": (_nothing, "Send my question"),
        }[step]
        fill(self)
        self.house.press(button)

    def _be_unsure(self) -> None:
        for unsure in self.page.get_by_label("I am not sure").all():
            unsure.check()

    def _say_who(self) -> None:
        self.page.get_by_label("Yes, about me").check()
        self.page.get_by_label("Age of the person, in years").fill(self.age)
        self.page.get_by_label(self.sex, exact=True).check()

    def _say_not_pregnant(self) -> None:
        if self.page.get_by_text("Is the person pregnant?").count():
            self.page.get_by_label("No", exact=True).check()

    def _choose_department(self) -> None:
        if self.department:
            self.page.get_by_label("Which kind of doctor should answer?").select_option(self.department)

    def _choose_readers(self) -> None:
        if self.page.get_by_label(self.visibility).count():
            self.page.get_by_label(self.visibility).check()


def _nothing(asking: Asking) -> None:
    """A page without anything to fill in."""


@dataclass
class Doctor:
    """A doctor at work."""

    house: House

    @property
    def page(self) -> Page:
        return self.house.page

    def log_in(self, username: str, *, password: str) -> "Doctor":
        """Log in as one of the demonstration's people."""
        self.house.visit("/staff/log-in/")
        self.page.get_by_label(re.compile("user ?name", re.IGNORECASE)).fill(username)
        self.page.get_by_label("Password").fill(password)
        self.house.press("Log in")
        return self

    def open_from_queue(self, subject: str) -> "Doctor":
        """Find a question in the queue of all departments, page by page, and open it."""
        self.house.visit("/desk/?department=all")
        while not self._in_queue(subject).count():
            self.page.get_by_role("link", name=re.compile("Next")).click()
        self._in_queue(subject).click()
        return self

    def answer(self, words: str) -> "Doctor":
        """Write an answer, look it over, and sign it."""
        self.page.get_by_label("Text of the answer").fill(words)
        self.house.press("Save and go on to sign")
        for point in self.page.locator("select[name^=look-]").all():
            point.select_option("covered")
        self.house.press("Sign this answer")
        return self

    def publish(self) -> "Doctor":
        """Prepare the public page, which follows signing at once; look at its preview, confirm, and publish."""
        self.house.press("Show me the public page")
        self.page.get_by_label("I have read all of it").check()
        self.house.press("Publish")
        return self

    def _in_queue(self, subject: str) -> Locator:
        return self.page.locator("ol.queue").get_by_role("link", name=subject, exact=True)
