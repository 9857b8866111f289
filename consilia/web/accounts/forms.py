"""Forms of the accounts room."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from consilia.web.accounts.actions import NewDoctor
from consilia.web.accounts.models import Department, Doctor, Hospital, User

REASONS = [
    ("registration-not-confirmed", "The registration could not be confirmed"),
    ("left", "No longer works with us"),
    ("own-wish", "At the doctor's own wish"),
    ("under-review", "Answers are under review"),
    ("mistake", "Verified by mistake"),
]


class LogInForm(AuthenticationForm):
    """User name and password. Both may be pasted and filled in by a password manager."""

    error_messages = {
        "invalid_login": "The user name or the password is wrong. Passwords are case-sensitive.",
        "inactive": "This account is closed. Ask your administrator.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name"


class DoctorForm(forms.Form):
    """A new doctor: the person and the account in one form."""

    name = forms.CharField(max_length=120, label="Name, without a title", help_text="As it stands under answers.")
    username = forms.CharField(
        max_length=150, label="User name", validators=[User.username_validator], help_text="To log in with."
    )
    email = forms.EmailField(label="E-mail address", required=False, help_text="For notices. May stay empty.")
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="Department", empty_label="Choose one"
    )
    hospital = forms.ModelChoiceField(
        Hospital.objects.order_by("name"), label="Hospital", required=False, empty_label="None"
    )
    registration = forms.CharField(
        max_length=60, required=False, label="Registration number", help_text="With the medical register."
    )

    def clean_username(self) -> str:
        """Return the user name. Refuses one that differs from another only in its case."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("There is an account with this user name. Choose another.")
        return username

    def new_doctor(self) -> NewDoctor:
        """Return what was filled in. Call it on a valid form."""
        return NewDoctor(**self.cleaned_data)


class MoveForm(forms.ModelForm):  # type: ignore[type-arg]
    """Where a doctor works."""

    class Meta:
        model = Doctor
        fields = ["department", "hospital"]


class UnverifyForm(forms.Form):
    """Why a doctor may no longer sign."""

    reason = forms.ChoiceField(choices=REASONS, widget=forms.RadioSelect, label="Why may this doctor no longer sign?")


class DepartmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A department: the id that the rules suggest, and the name that people read. The id never changes."""

    class Meta:
        model = Department
        fields = ["id", "name"]
        labels = {"id": "Short name", "name": "Name"}
        help_texts = {"id": 'As in the rules, such as "neurology".', "name": 'As people read it, such as "Neurology".'}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["id"]


class HospitalForm(forms.ModelForm):  # type: ignore[type-arg]
    """A hospital and its other spellings."""

    class Meta:
        model = Hospital
        fields = ["name", "aliases"]
        labels = {"aliases": "Other spellings, one a line"}
        widgets = {"aliases": forms.Textarea(attrs={"rows": 3})}
