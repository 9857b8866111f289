"""A house of the tests' own, served by the product's own server, and Debian's Chromium to visit it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.pages import Doctor, House

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "screenshots"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# A sandbox within a container needs rights that a test should not have. The rest keeps Chromium from ringing home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_READY_WITHIN_SECONDS = 120  # with migrations and samples
_PATIENCE_MS = 10_000


@dataclass(frozen=True)
class Demonstration:
    """A running site and the folder of its data."""

    address: str
    folder: Path

    def password(self, username: str) -> str:
        """The password of one of the demonstration's people."""
        return str(json.loads((self.folder / "demo-logins.json").read_text("utf-8"))[username])


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demonstration]:
    """A demonstration with sample content, started as an operator starts it, in a data folder of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder = tmp_path_factory.mktemp("house")
    settings = {
        "CONSILIA_DATA_DIR": str(folder),
        "CONSILIA_DEMO": "1",
        "CONSILIA_LOCALE": "en-GB",
        "WEB_CONCURRENCY": "1",
        "PORT": str(port),
    }
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("CONSILIA_", "DJANGO_"))}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "consilia", "demo"], env=ours | settings, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            _wait_until_ready(f"http://127.0.0.1:{port}/ops/health/", server=server, log=folder / "server.log")
            yield Demonstration(f"http://127.0.0.1:{port}", folder)
        finally:
            server.terminate()
            server.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    if CHROMIUM is None:
        pytest.fail("Chromium is not installed. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def visitors(browser: Browser, demonstration: Demonstration, request: pytest.FixtureRequest) -> Iterator["Visitors"]:
    """Lets people in, each with a browser of their own; a picture of each is kept when the test fails."""
    visitors = Visitors(browser, demonstration.address)
    yield visitors
    if getattr(request.node, "failed", False):
        SCREENSHOTS.mkdir(exist_ok=True)
        for number, page in enumerate(visitors.pages, 1):
            page.screenshot(
                path=SCREENSHOTS / f"{request.node.name[:80].replace('/', '_')}-{number}.png", full_page=True
            )
    complaints = visitors.complaints
    visitors.leave()
    assert complaints == [], "the browser's console complains"


@pytest.fixture
def house(visitors: "Visitors") -> House:
    """The house as a stranger with JavaScript sees it."""
    return visitors.come_in()


@pytest.fixture
def plain_house(visitors: "Visitors") -> House:
    """The house as a stranger without JavaScript sees it."""
    return visitors.come_in(with_scripts=False)


@pytest.fixture
def doctor(visitors: "Visitors", demonstration: Demonstration) -> Doctor:
    """A verified doctor of neurology, logged in."""
    return Doctor(visitors.come_in()).log_in("doctor", password=demonstration.password("doctor"))


class Visitors:
    """The people of one test. Each has cookies of their own."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.pages: list[Page] = []
        self.complaints: list[str] = []

    def come_in(self, *, with_scripts: bool = True, width: int = 1280) -> House:
        """Open a browser for one more person."""
        context = self.browser.new_context(
            base_url=self.address,
            java_script_enabled=with_scripts,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
        )
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        page.on("console", lambda message: self._listen(message.type, message.text))
        page.on("pageerror", lambda error: self._listen("error", str(error)))
        self.pages.append(page)
        return House(page)

    def leave(self) -> None:
        """Close every browser."""
        for page in self.pages:
            page.context.close()

    def _listen(self, kind: str, text: str) -> None:
        if kind == "error" and "status of 4" not in text:  # a refused form is an answer, no fault of the page
            self.complaints.append(text)


def _wait_until_ready(address: str, *, server: subprocess.Popen[bytes], log: Path) -> None:
    latest = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < latest:
        if server.poll() is not None:
            pytest.fail(f"the server ended: {log.read_text('utf-8', errors='replace')[-2000:]}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("the server was not ready in time")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item):
    """Tell the fixtures whether the test failed."""
    report = yield
    item.failed = getattr(item, "failed", False) or report.failed
    return report
