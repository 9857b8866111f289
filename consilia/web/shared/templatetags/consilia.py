"""Template tags that every room uses."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

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


@register.inclusion_tag("shared/pages.html")
def pages(page: object, label: str, query: str = "") -> dict[str, object]:
    """Show the links to the other pages of a list; `query` is kept in each link ("q=...&")."""
    return {"page": page, "label": label, "query": query}
