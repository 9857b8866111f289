"""Logging in and out, and one's own password."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import views as django_views
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from consilia.web.accounts import actions
from consilia.web.accounts.forms import LogInForm


class LogIn(django_views.LoginView):
    """The door for staff. Guesses are counted by axes, which shows `accounts/locked.html` after too many."""

    template_name = "accounts/log_in.html"
    authentication_form = LogInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        actions.note_session(form.get_user(), began=True)
        return response

    def get_default_redirect_url(self) -> str:
        """A doctor goes to the queue, an administrator who is no doctor to the people."""
        return reverse("queue") if hasattr(self.request.user, "doctor") else reverse("people")


class LogOut(django_views.LogoutView):
    """Out. Only by POST, so that no link or picture elsewhere can log somebody out."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not isinstance(request.user, AnonymousUser):
            actions.note_session(request.user, began=False)
        response = super().post(request, *args, **kwargs)
        messages.success(request, "You are logged out.")
        return response


class _WritesPasswordDown:
    """Of a view that sets a password: the trail says that it changed, and the person reads so."""

    done = ""

    def form_valid(self, form: "SetPasswordForm[Any]") -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]  # of the view that it is mixed into
        actions.note_password_change(form.user)
        messages.success(self.request, self.done)  # type: ignore[attr-defined]
        return response


@method_decorator(never_cache, name="dispatch")
class OwnPassword(_WritesPasswordDown, django_views.PasswordChangeView):
    """A new password for somebody who knows the old one."""

    template_name = "accounts/own_password.html"
    success_url = reverse_lazy("own-password")
    done = "Your password is changed."


class SetPassword(_WritesPasswordDown, django_views.PasswordResetConfirmView):
    """The first password, or a new one, by the one-time link that an administrator handed over."""

    template_name = "accounts/set_password.html"
    success_url = reverse_lazy("log-in")
    done = "Your password is set. Log in with it."
