"""Everything that writes to the people and places of the house. Each deed leaves an audit event."""

from dataclasses import dataclass

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX, make_password
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.text import slugify

from consilia.web.accounts.models import Department, Doctor, Hospital, User
from consilia.web.audit.actions import note


@dataclass(frozen=True)
class NewDoctor:
    """What an administrator fills in for a new doctor, checked by the form."""

    name: str
    username: str
    email: str
    department: Department
    hospital: Hospital | None = None
    registration: str = ""


@dataclass(frozen=True)
class Details:
    """What an administrator may change of a doctor, checked by the form."""

    name: str
    email: str
    registration: str
    about: str
    department: Department
    hospital: Hospital | None


class OwnAccount(ValueError):
    """An administrator tried to close their own account."""


def password_link(user: User) -> str:
    """Return the path by which the user sets a password: it works once, and for the time the settings allow."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("set-password", args=[key, default_token_generator.make_token(user)])


@transaction.atomic
def create_doctor(new: NewDoctor, *, by: User) -> Doctor:
    """Make the account and the doctor in one deed. Nobody has verified them yet, and there is no password to guess."""
    user = User(username=new.username, email=new.email, role=User.Role.DOCTOR)
    user.password = UNUSABLE_PASSWORD_PREFIX + get_random_string(40)
    user.save()
    doctor = Doctor.objects.create(
        user=user,
        name=new.name,
        slug=_free_slug(new.name),
        department=new.department,
        hospital=new.hospital,
        registration=new.registration,
    )
    _note("doctor created", doctor, by=by, department=new.department.pk)
    return doctor


def _free_slug(name: str) -> str:
    stem = slugify(name)[:120] or "doctor"
    if stem == "new":  # the address of the form for a new doctor
        stem = "doctor-new"
    slug, number = stem, 1
    while Doctor.objects.filter(slug=slug).exists():
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _note(what: str, doctor: Doctor, *, by: User, **details: str | bool) -> None:
    note(what, by=by, actor="admin", thing=f"doctor:{doctor.pk}", **details)


@transaction.atomic
def new_password_link(doctor: Doctor, *, by: User) -> str:
    """Return a fresh link for a doctor who lost the password or the first link; older links stop to work."""
    user = doctor.user
    assert user is not None  # noqa: S101 - access hands out only doctors who log in
    user.password = UNUSABLE_PASSWORD_PREFIX + get_random_string(40)
    user.save(update_fields=["password"])
    _note("password link made", doctor, by=by)
    return password_link(user)


@transaction.atomic
def link_from_terminal(user: User) -> str:
    """Return a fresh link for anybody who works here, for whoever has the server; older links stop to work."""
    user.password = UNUSABLE_PASSWORD_PREFIX + get_random_string(40)
    user.save(update_fields=["password"])
    note("password link made", by=None, actor="system", thing=f"user:{user.pk}")
    return password_link(user)


@transaction.atomic
def set_administrator_active(administrator: User, *, active: bool, by: User) -> None:
    """Open or close the account of another administrator. Nobody closes their own, so that one always remains."""
    if administrator.pk == by.pk:
        raise OwnAccount
    administrator.is_active = active
    administrator.save(update_fields=["is_active"])
    what = "administrator's account opened" if active else "administrator's account closed"
    note(what, by=by, actor="admin", thing=f"user:{administrator.pk}")


@transaction.atomic
def verify(doctor: Doctor, *, by: User) -> None:
    """Let the doctor sign: the administrator has checked who they are and that they are registered."""
    doctor.verified_at, doctor.verified_by = timezone.now(), by
    doctor.save(update_fields=["verified_at", "verified_by"])
    _note("doctor verified", doctor, by=by)


@transaction.atomic
def unverify(doctor: Doctor, *, reason: str, by: User) -> None:
    """Take the right to sign away, for a reason out of `forms.REASONS`. What was signed stays signed."""
    doctor.verified_at = doctor.verified_by = None
    doctor.save(update_fields=["verified_at", "verified_by"])
    _note("doctor unverified", doctor, by=by, reason=reason)


@transaction.atomic
def set_active(doctor: Doctor, *, active: bool, by: User) -> None:
    """Open or close the doctor's account. A closed one is logged out at the next page."""
    user = doctor.user
    assert user is not None  # noqa: S101 - access hands out only doctors who log in
    user.is_active = active
    user.save(update_fields=["is_active"])
    _note("account opened" if active else "account closed", doctor, by=by)


@transaction.atomic
def change_doctor(doctor: Doctor, new: Details, *, by: User) -> None:
    """Change what is known of a doctor. The address of the public page stays, for others link to it.

    Another name or registration has to be checked anew: it ends the right to sign.
    """
    user = doctor.user
    assert user is not None  # noqa: S101 - access hands out only doctors who log in
    is_another = (doctor.name, doctor.registration) != (new.name, new.registration)
    doctor.name, doctor.registration, doctor.about = new.name, new.registration, new.about
    doctor.department, doctor.hospital = new.department, new.hospital
    if is_another:
        doctor.verified_at = doctor.verified_by = None
    doctor.save()
    user.email = new.email
    user.save(update_fields=["email"])
    _note("doctor changed", doctor, by=by, department=new.department.pk, to_verify_again=is_another)


@transaction.atomic
def save_department(department: Department, *, by: User) -> Department:
    """Add a department, or give it another name."""
    is_new = department._state.adding  # noqa: SLF001 - Django's documented way to ask
    department.save()
    note(
        "department added" if is_new else "department renamed",
        by=by,
        actor="admin",
        thing=f"department:{department.pk}",
    )
    return department


@transaction.atomic
def save_hospital(*, name: str, aliases: str, by: User, hospital: Hospital | None = None) -> Hospital:
    """Add a hospital with its other spellings, or change one."""
    what = "hospital changed" if hospital else "hospital added"
    hospital = hospital or Hospital()
    hospital.name, hospital.aliases = name, aliases
    hospital.save()
    note(what, by=by, actor="admin", thing=f"hospital:{hospital.pk}")
    return hospital


@transaction.atomic
def create_administrator(*, username: str, email: str, password: str) -> User:
    """Make an administrator from the terminal of the server; whoever can do that may do anything anyway."""
    user = User(username=username, email=email, role=User.Role.ADMIN, password=make_password(password))
    user.save()
    note("administrator created", by=None, actor="system", thing=f"user:{user.pk}")
    return user


def note_password_change(user: User) -> None:
    """Write down that somebody set a new password for their own account."""
    note("password changed", by=user, actor=user.role, thing=f"user:{user.pk}")


def note_session(user: User, *, began: bool) -> None:
    """Write down that somebody logged in or out."""
    note("logged in" if began else "logged out", by=user, actor=user.role, thing=f"user:{user.pk}")
