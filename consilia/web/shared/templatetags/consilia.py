"""Template tags that every room uses."""

from collections.abc import Mapping
from datetime import date, datetime

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """Return a date as YYYY/MM/DD inside a <time> element; nothing for None."""
    if value is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', value.strftime("%Y-%m-%d"), value.strftime("%Y/%m/%d"))


@register.filter
def share(value: float | None) -> str:
    """Return a share as a percentage, "-" for None.

    >>> share(0.125), share(None)
    ('12.5 %', '-')
    """
    return "-" if value is None else f"{100 * value:.1f} %"


@register.filter
def signed(value: float) -> str:
    """Return a change with its sign.

    >>> signed(0.031), signed(-0.5)
    ('+0.031', '-0.500')
    """
    return f"{value:+.3f}"


@register.filter
def details(held: Mapping[str, object]) -> str:
    """Return what an event of the trail holds, in words.

    >>> details({"reason": "spam", "noted": True, "looked_at": {"asked-1": "covered"}})
    'reason: spam; noted: yes; looked at: asked-1 covered'
    """
    return "; ".join(f"{name.replace('_', ' ')}: {_in_words(value)}" for name, value in held.items())


def _in_words(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_in_words(inner)}" for name, inner in value.items()) or "nothing"
    return str(value)


@register.simple_tag(takes_context=True)
def here(context: Context, name: str) -> SafeString | str:
    """Mark a link of that name as the page that is open."""
    request = context.get("request")
    match = getattr(request, "resolver_match", None)
    return mark_safe(' aria-current="page"') if match and match.url_name == name else ""


@register.inclusion_tag("shared/pages.html")
def pages(page: object, label: str, query: str = "") -> dict[str, object]:
    """Show the links to the other pages of a list; `query` is kept in each link ("q=...&")."""
    return {"page": page, "label": label, "query": query}
