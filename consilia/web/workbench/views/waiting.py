"""The queue, and the doctor's own answers."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from consilia.web.accounts.access import DoctorRequest, SignedInRequest, doctor_of, doctors_only
from consilia.web.workbench.queries import waiting


@never_cache
@login_required
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits for a doctor. An administrator goes to the people; an unverified doctor reads what to do."""
    doctor = doctor_of(request.user)
    if doctor is None:
        return redirect("people")
    if not doctor.is_verified:
        return render(request, "workbench/not_verified.html", {"doctor": doctor}, status=403)
    shown = waiting.queue(
        doctor,
        show_all=request.GET.get("department") == "all",
        page=request.GET.get("page"),
        now=timezone.now(),
    )
    return render(request, "workbench/queue.html", {"queue": shown, "doctor": doctor})


@doctors_only
def answered(request: DoctorRequest) -> HttpResponse:
    """The questions this doctor has answered, to publish or unpublish them."""
    shown = waiting.answered_by(request.doctor, page=request.GET.get("page"))
    return render(request, "workbench/answered.html", {"page": shown})
