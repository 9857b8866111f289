"""What every page must hold to: the accessibility rules, the narrowest screen, the keyboard."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_NARROW, _WIDE = 320, 1600
_MOST_STOPS = 150

_OVERFLOW = """() => {
  const wide = document.documentElement.clientWidth;
  return [...document.querySelectorAll('body *')]
    .filter(e => e.getBoundingClientRect().right > wide + 1 && getComputedStyle(e).position !== 'absolute')
    .filter(e => !e.closest('.visually-hidden, .skip, pre, table'))
    .slice(0, 5).map(e => e.tagName + '.' + e.className + ' ' + e.textContent.trim().slice(0, 40));
}"""

_TABBABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(e => !e.disabled && e.type !== 'hidden' && e.tabIndex >= 0 && e.checkVisibility({visibilityProperty: true}))
  .filter(e => e.type !== 'radio' || e.checked || !document.querySelector(`input[name="${e.name}"]:checked`)
          && e === document.querySelector(`input[name="${e.name}"]`)).length"""

# A field that takes the focus by itself would let the first Tab start behind it.
_FROM_THE_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute('tabindex');
  window.scrollTo(0, 0);
}"""

_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return {
    name: e.tagName + ' ' + (e.id || e.textContent.trim().slice(0, 30)),
    seen: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none',
    onPage: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def accessible(page: Page) -> None:
    """No rule of WCAG 2.2 AA that a machine can check is broken."""
    results = Axe().run(page, options={"runOnly": {"type": "tag", "values": _WCAG}, "resultTypes": ["violations"]})
    told = [
        f"{violation['id']}: {node['html'][:120]} ({'; '.join(node['failureSummary'].splitlines()[1:3])})"
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]
    assert told == [], page.url


def fits(page: Page) -> None:
    """Nothing stands out of the narrowest screen, nor of the widest."""
    before = page.viewport_size
    assert before is not None
    for width in (_NARROW, _WIDE):
        page.set_viewport_size({"width": width, "height": before["height"]})
        inner = page.evaluate("document.documentElement.scrollWidth")
        assert inner <= width, f"{page.url} is {inner} wide on {width}: {page.evaluate(_OVERFLOW)}"
    page.set_viewport_size(before)


def works_by_keyboard(page: Page) -> None:
    """Tab reaches everything that can be used, the first stop skips to the content, and the focus is always seen."""
    page.evaluate(_FROM_THE_TOP)
    stops = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None or (stops and stop["name"] == stops[0]["name"] and len(stops) > 1):
            break
        stops.append(stop)
    assert stops, f"nothing on {page.url} can be reached by the keyboard"
    assert stops[0]["name"].endswith("Skip to the content"), stops[0]["name"]
    assert [stop["name"] for stop in stops if not stop["seen"]] == [], f"no visible focus on {page.url}"
    assert [stop["name"] for stop in stops if not stop["onPage"]] == [], f"focus out of sight on {page.url}"
    assert len(stops) >= min(page.evaluate(_TABBABLE), _MOST_STOPS), f"the keyboard does not reach all of {page.url}"


def sound(page: Page) -> None:
    """All of it, once the page is there whole."""
    page.wait_for_load_state("load")
    accessible(page)
    fits(page)
    works_by_keyboard(page)
