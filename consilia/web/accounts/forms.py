"""Forms of the accounts room."""

import re
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.validators import RegexValidator

from consilia import loaded
from consilia.web.accounts.actions import Details, NewDoctor
from consilia.web.accounts.models import Department, Hospital, User

REASONS = [
    ("registration-not-confirmed", "The registration could not be confirmed"),
    ("left", "No longer works with us"),
    ("own-wish", "At the doctor's own wish"),
    ("under-review", "Answers are under review"),
    ("mistake", "Verified by mistake"),
]


_EMAIL_HELP = "To tell that something urgent waits. May stay empty."
_TITLE = re.compile(r"^\s*(?:dr|doctor)\b\.?\s*", re.IGNORECASE)


def _bare_name(name: str) -> str:
    bare = _TITLE.sub("", name).strip()
    if not bare:
        raise forms.ValidationError("Write the name itself, not only the title.")
    return bare


class LogInForm(AuthenticationForm):
    """User name and password. Both may be pasted and filled in by a password manager."""

    error_messages = {
        "invalid_login": (
            "The user name or the password is wrong, or the account is closed. Small and capital letters count."
        ),
        "inactive": "This account is closed. Ask your administrator.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "User name"


class DoctorForm(forms.Form):
    """A new doctor: the person and the account in one form."""

    name = forms.CharField(
        max_length=120,
        label="Name, without a title",
        help_text='As it stands under answers. "Dr." is put before it.',
        error_messages={"required": "Write the name of the doctor."},
    )
    username = forms.CharField(
        max_length=150,
        label="User name",
        validators=[
            RegexValidator(User.username_validator.regex, "Use letters, numbers and . _ - + @ alone. No spaces.")
        ],
        help_text="To log in with. Letters and numbers, no spaces.",
        error_messages={"required": "Choose a user name."},
    )
    email = forms.EmailField(label="E-mail address", required=False, help_text=_EMAIL_HELP)
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"),
        label="Department",
        empty_label="Choose one",
        error_messages={"required": "Choose a department."},
    )
    hospital = forms.ModelChoiceField(
        Hospital.objects.order_by("name"), label="Hospital", required=False, empty_label="None"
    )
    registration = forms.CharField(
        max_length=60, required=False, label="Registration number", help_text="With the medical register."
    )

    def clean_name(self) -> str:
        """Return the name without a title, which is put before it wherever it is shown."""
        return _bare_name(self.cleaned_data["name"])

    def clean_username(self) -> str:
        """Return the user name. Refuses one that differs from another only in its case."""
        username: str = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("There is an account with this user name. Choose another.")
        return username

    def new_doctor(self) -> NewDoctor:
        """Return what was filled in. Call it on a valid form."""
        return NewDoctor(**self.cleaned_data)


class DetailsForm(forms.Form):
    """What may change of a doctor: the name, how to reach them, what readers learn of them, and where they work."""

    name = forms.CharField(max_length=120, label="Name, without a title")
    email = forms.EmailField(label="E-mail address", required=False, help_text=_EMAIL_HELP)
    registration = forms.CharField(max_length=60, required=False, label="Registration number")
    about = forms.CharField(
        max_length=1000,
        required=False,
        label="About the doctor",
        help_text="For the public page of the doctor, in a sentence or two.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    department = forms.ModelChoiceField(
        Department.objects.order_by("name"), label="Department", error_messages={"required": "Choose a department."}
    )
    hospital = forms.ModelChoiceField(
        Hospital.objects.order_by("name"), label="Hospital", required=False, empty_label="None"
    )

    def clean_name(self) -> str:
        """Return the name without a title."""
        return _bare_name(self.cleaned_data["name"])

    def details(self) -> Details:
        """Return what was filled in. Call it on a valid form."""
        return Details(**self.cleaned_data)


class UnverifyForm(forms.Form):
    """Why a doctor may no longer sign."""

    reason = forms.ChoiceField(choices=REASONS, widget=forms.RadioSelect, label="Why may this doctor no longer sign?")


class DepartmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """A department: the id that the rules suggest, and the name that people read. The id never changes."""

    class Meta:
        model = Department
        fields = ["id", "name"]
        labels = {"id": "Short name", "name": "Name"}
        help_texts = {
            "id": "Questions find their way by it. Choose one of those below, or make one up for another department.",
            "name": "As people read it. May stay empty for one of those below.",
        }
        widgets = {"id": forms.TextInput(attrs={"list": "known-departments", "autocomplete": "off"})}
        error_messages = {
            "id": {
                "required": "Write a short name.",
                "invalid": "Use letters, numbers and hyphens alone, such as neurology.",
                "unique": "There is a department with this short name.",
            },
            "name": {"unique": "There is a department with this name."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["id"]
            self.fields["name"].help_text = ""
        else:
            self.fields["name"].required = False

    def known(self) -> list[tuple[str, str]]:
        """Return the departments that the rules know and that are not here yet: short name and name."""
        here = set(Department.objects.values_list("pk", flat=True))
        return [(d.id, d.name) for d in loaded.rules().departments.values() if d.id not in here]

    def clean(self) -> dict[str, Any]:
        """Fill in the name of a department that the rules know."""
        filled = super().clean() or self.cleaned_data
        known = loaded.rules().departments.get(filled.get("id", ""))
        if not filled.get("name") and not self.errors:
            if known is None:
                self.add_error("name", "Write a name, for the program knows none for this department.")
            else:
                filled["name"] = known.name
        return filled


class HospitalForm(forms.ModelForm):  # type: ignore[type-arg]
    """A hospital and its other spellings."""

    class Meta:
        model = Hospital
        fields = ["name", "aliases"]
        labels = {"aliases": "Other spellings, one a line"}
        widgets = {"aliases": forms.Textarea(attrs={"rows": 3})}
