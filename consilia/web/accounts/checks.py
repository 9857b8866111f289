"""Checks on a new administrator, for the terminal, where no form does it."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from consilia.web.accounts.models import User


def check_new_administrator(*, username: str, email: str, password: str) -> None:
    """Raise ValidationError, with every reason, when the user name is taken or odd, or the password too weak."""
    errors: list[str] = []
    checks: tuple[tuple[Callable[[str], object], str], ...] = (
        (User.username_validator, username),
        (validate_email, email),
        (partial(validate_password, user=User(username=username, email=email)), password),
    )
    for check, value in checks:
        try:
            if value or check is not validate_email:
                check(value)
        except ValidationError as error:
            errors += error.messages
    if User.objects.filter(username__iexact=username).exists():
        errors.append("There is an account with this user name. Choose another.")
    if errors:
        raise ValidationError(errors)
