"""A person who asks, for the tests: walks the steps with a browser that has no JavaScript."""

from bs4 import BeautifulSoup, Tag
from django.http import HttpResponse
from django.test import Client

WORDS = "My left calf has been twitching for three weeks. There is no pain and no weakness. Should I worry?"
PERSON = {"for_someone_else": "no", "age_years": "34", "sex": "female"}
HEALTH = {"pregnant": "no", "conditions": "", "medicines": ""}
DOCTOR = {"department": "neurology", "pseudonym": "Juniper"}


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


class Asker:
    """Fills in what is wanted, step by step; `at` is the address where the last step led."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.at = "/ask/"

    def look(self) -> BeautifulSoup:
        """The page where the asker stands."""
        response = self.client.get(self.at, follow=True)
        self.at = response.redirect_chain[-1][0] if response.redirect_chain else self.at
        return soup(response)

    def send(self, address: str, **given: str) -> HttpResponse:
        """Send a form the way a browser does: with the hidden fields of the page."""
        page = soup(self.client.get(address))
        hidden = {field["name"]: field.get("value", "") for field in page.select("main input[type=hidden]")}
        response = self.client.post(address, hidden | given)
        if response.status_code == 302:
            self.at = response["Location"]
        return response

    def write(self, words: str = WORDS, **given: str) -> HttpResponse:
        return self.send("/ask/", words=words, subject="Twitching calf", **given)

    def go_on(self) -> None:
        """Pass the safety questions with "no" and the pages that only inform."""
        while self.at in {"/ask/help/", "/ask/safety/", "/ask/similar/"}:
            page = self.look()
            names = {radio["name"] for radio in page.select("main input[type=radio]")}
            self.send(self.at, **dict.fromkeys(names, "no"))

    def fill_in(self, *, visibility: str = "private", person: dict[str, str] = PERSON) -> None:
        """Everything between the words and the review."""
        self.go_on()
        self.send("/ask/person/", **person)
        self.go_on()
        self.send("/ask/health/", **HEALTH)
        self.go_on()
        self.send("/ask/doctor/", **DOCTOR)
        self.go_on()
        self.send("/ask/who-sees/", visibility=visibility)
        self.go_on()

    def ask(self, words: str = WORDS, **how: str) -> str:
        """The whole way; return the path of the secret link."""
        self.write(words)
        self.fill_in(**how)
        assert self.at == "/ask/review/", self.at
        self.send("/ask/review/")
        address = self.look().select_one("#secret-link")
        assert isinstance(address, Tag)
        return "/q/" + str(address["value"]).split("/q/")[1]
