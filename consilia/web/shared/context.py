"""What every page needs: the numbers to ring and the name of the house."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from consilia import loaded


def house(request: HttpRequest) -> dict[str, Any]:
    """Return the locale pack, whether this is a demo, and who runs the service."""
    return {
        "numbers": loaded.locale(settings.LOCALE),
        "is_demo": settings.DEMO,
        "operator": settings.OPERATOR_NAME,
        "operator_contact": settings.OPERATOR_CONTACT,
    }
