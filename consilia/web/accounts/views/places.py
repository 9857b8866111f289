"""The administrator's screens for departments and hospitals."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from consilia.web.accounts import access, actions
from consilia.web.accounts.access import SignedInRequest, administrators_only
from consilia.web.accounts.forms import DepartmentForm, HospitalForm


@administrators_only
def department(request: SignedInRequest, department_id: str = "") -> HttpResponse:
    """Add a department, or rename one."""
    known = access.department_to_manage(department_id) if department_id else None
    form = DepartmentForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        actions.save_department(form.save(commit=False), by=request.user)
        messages.success(request, "Saved.")
        return redirect("people")
    return render(request, "accounts/place.html", {"form": form, "kind": "department", "known": known})


@administrators_only
def hospital(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """Add a hospital, or change its name and its other spellings."""
    known = access.hospital_to_manage(pk) if pk else None
    form = HospitalForm(request.POST or None, instance=known)
    if request.method == "POST" and form.is_valid():
        actions.save_hospital(**form.cleaned_data, hospital=known, by=request.user)
        messages.success(request, "Saved.")
        return redirect("people")
    return render(request, "accounts/place.html", {"form": form, "kind": "hospital", "known": known})
