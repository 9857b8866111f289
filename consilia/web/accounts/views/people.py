"""The administrator's screens for doctors."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from consilia.web.accounts import access, actions, queries
from consilia.web.accounts.access import SignedInRequest, administrators_only
from consilia.web.accounts.forms import DetailsForm, DoctorForm, UnverifyForm
from consilia.web.audit.queries import events_about


@administrators_only
def people(request: SignedInRequest) -> HttpResponse:
    """Every doctor who can log in, those who wait for verification first; departments and hospitals."""
    shown = {
        "doctors": queries.doctors_who_log_in(),
        "others": queries.other_doctors(),
        "administrators": queries.administrators(),
        "departments": queries.departments(),
        "hospitals": queries.hospitals(),
    }
    return render(request, "accounts/people.html", shown)


@administrators_only
def new_doctor(request: SignedInRequest) -> HttpResponse:
    """Make an account and a doctor in one go; then show the link for the password."""
    form = DoctorForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/new_doctor.html", {"form": form})
    doctor = actions.create_doctor(form.new_doctor(), by=request.user)
    return _show_link(request, doctor.slug)


@administrators_only
def doctor(request: SignedInRequest, slug: str) -> HttpResponse:
    """One doctor: account, verification, details, and what was done to them."""
    return _show(request, access.doctor_to_manage(slug))


def _show(request: SignedInRequest, managed: access.Doctor, *, details: DetailsForm | None = None) -> HttpResponse:
    shown = {
        "doctor": managed,
        "details": details or DetailsForm(initial=_details_of(managed)),
        "unverify": UnverifyForm(),
        "events": events_about(f"doctor:{managed.pk}")[:50],
    }
    return render(request, "accounts/doctor.html", shown, status=400 if details else 200)


def _details_of(managed: access.Doctor) -> dict[str, object]:
    known: dict[str, object] = {name: getattr(managed, name) for name in DetailsForm.base_fields if name != "email"}
    return known | {"email": managed.user.email if managed.user else ""}


@administrators_only
@require_POST
def password_link(request: SignedInRequest, slug: str) -> HttpResponse:
    """Make a fresh one-time link."""
    return _show_link(request, slug)


def _show_link(request: SignedInRequest, slug: str) -> HttpResponse:
    """The link is on this one page and kept nowhere."""
    managed = access.doctor_to_manage(slug)
    link = request.build_absolute_uri(actions.new_password_link(managed, by=request.user))
    response = render(request, "accounts/password_link.html", {"doctor": managed, "link": link})
    response["Cache-Control"] = "no-store"
    return response


@administrators_only
@require_POST
def verify(request: SignedInRequest, slug: str) -> HttpResponse:
    """Let a doctor sign."""
    managed = access.doctor_to_manage(slug)
    actions.verify(managed, by=request.user)
    messages.success(request, f"{managed.name} may sign answers now.")
    return redirect("doctor-account", slug)


@administrators_only
@require_POST
def unverify(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take the right to sign away, with a reason."""
    managed = access.doctor_to_manage(slug)
    form = UnverifyForm(request.POST)
    if form.is_valid():
        actions.unverify(managed, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, f"{managed.name} may no longer sign answers.")
    else:
        messages.error(request, "Say why this doctor may no longer sign.")
    return redirect("doctor-account", slug)


@administrators_only
@require_POST
def change(request: SignedInRequest, slug: str) -> HttpResponse:
    """Change what is known of a doctor; another name or registration has to be verified anew."""
    managed = access.doctor_to_manage(slug)
    was_verified = managed.is_verified
    form = DetailsForm(request.POST)
    if not form.is_valid():
        return _show(request, managed, details=form)
    actions.change_doctor(managed, form.details(), by=request.user)
    messages.success(request, "Changed.")
    if was_verified and not managed.is_verified:
        messages.warning(request, "The name or the registration is another now: check them, then verify again.")
    return redirect("doctor-account", slug)


@administrators_only
@require_POST
def set_active(request: SignedInRequest, slug: str, *, active: bool) -> HttpResponse:
    """Open or close an account."""
    managed = access.doctor_to_manage(slug)
    actions.set_active(managed, active=active, by=request.user)
    messages.success(request, f"The account of {managed.name} is {'open' if active else 'closed'}.")
    return redirect("doctor-account", slug)


@administrators_only
@require_POST
def set_administrator_active(request: SignedInRequest, pk: int, *, active: bool) -> HttpResponse:
    """Open or close the account of another administrator."""
    managed = access.administrator_to_manage(pk)
    try:
        actions.set_administrator_active(managed, active=active, by=request.user)
    except actions.OwnAccount:
        messages.error(request, "You cannot close your own account. Another administrator can.")
    else:
        messages.success(request, f"The account of {managed.username} is {'open' if active else 'closed'}.")
    return redirect("people")
