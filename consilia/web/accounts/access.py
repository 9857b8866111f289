"""Who may enter the staff rooms. An administrator sees no patient's words; a doctor must be verified to see them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from consilia.web.accounts.models import Department, Doctor, Hospital, User

__all__ = [
    "Doctor",
    "DoctorRequest",
    "SignedInRequest",
    "administrator_to_manage",
    "administrators_only",
    "department_to_manage",
    "doctor_of",
    "doctor_to_manage",
    "doctors_only",
    "hospital_to_manage",
    "staff_only",
    "verified_doctor",
]

View = Callable[..., HttpResponse]


class SignedInRequest(HttpRequest):
    """A request after `login_required`: its user is one of ours."""

    user: User


class DoctorRequest(SignedInRequest):
    """A request of a verified doctor."""

    doctor: Doctor


def administrators_only(view: View) -> View:
    """Let only administrators in. Somebody else who is logged in gets 404: the page does not exist for them."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_administrator:
            raise Http404("No such page")
        return view(request, *args, **kwargs)

    return login_required(guarded)


def doctor_of(user: User) -> Doctor | None:
    """Return the doctor that logs in as this user, verified or not; None for a mere administrator."""
    return Doctor.objects.select_related("department", "user").filter(user=user).first()


def verified_doctor(request: SignedInRequest) -> Doctor:
    """Return the doctor who is logged in. Raises PermissionDenied when there is none or nobody has verified them."""
    doctor = doctor_of(request.user)
    if doctor is None or not doctor.is_verified:
        raise PermissionDenied
    return doctor


def doctors_only(view: View) -> View:
    """Let only verified doctors in, who then stand in `request.doctor`; others who are logged in get 403.

    Browsers keep no copy of what a doctor sees.
    """

    @wraps(view)
    def guarded(request: DoctorRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        request.doctor = verified_doctor(request)
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def staff_only(view: View) -> View:
    """Let verified doctors and administrators in; others who are logged in get 404. For what is public anyway."""

    @wraps(view)
    def guarded(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        doctor = doctor_of(request.user)
        if not (request.user.is_administrator or (doctor is not None and doctor.is_verified)):
            raise Http404("No such page")
        return view(request, *args, **kwargs)

    return never_cache(login_required(guarded))


def doctor_to_manage(slug: str) -> Doctor:
    """Return a doctor who can log in, for an administrator. Raises Http404 for a sample or imported one."""
    try:
        return Doctor.objects.select_related("user", "department", "hospital", "verified_by").get(
            slug=slug, user__isnull=False
        )
    except Doctor.DoesNotExist:
        raise Http404("No such doctor") from None


def administrator_to_manage(pk: int) -> User:
    """Return an administrator. Raises Http404 for anybody else."""
    try:
        return User.objects.get(pk=pk, role=User.Role.ADMIN)
    except User.DoesNotExist:
        raise Http404("No such administrator") from None


def department_to_manage(department_id: str) -> Department:
    """Return a department. Raises Http404 for an unknown one."""
    try:
        return Department.objects.get(pk=department_id)
    except Department.DoesNotExist:
        raise Http404("No such department") from None


def hospital_to_manage(pk: int) -> Hospital:
    """Return a hospital. Raises Http404 for an unknown one."""
    try:
        return Hospital.objects.get(pk=pk)
    except Hospital.DoesNotExist:
        raise Http404("No such hospital") from None
