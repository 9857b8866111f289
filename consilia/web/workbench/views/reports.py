"""The administrator's list of reported pages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from consilia.web.accounts.access import SignedInRequest, administrators_only
from consilia.web.workbench import access, actions
from consilia.web.workbench.forms import ReportForm
from consilia.web.workbench.queries import reports as queries


@administrators_only
def reports(request: SignedInRequest) -> HttpResponse:
    """All reports, those that wait first."""
    return render(request, "workbench/reports.html", {"page": queries.reports(request.GET.get("page"))})


@administrators_only
@require_http_methods(["GET", "POST"])
def report(request: SignedInRequest, pk: int) -> HttpResponse:
    """One report: write down what came of it, and take the page away if it must go."""
    made = access.report_to_handle(pk)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.handle_report(made, **form.cleaned_data, by=request.user)
        messages.success(request, "Handled.")
        return redirect("reports")
    status = 400 if form.errors else 200
    return render(request, "workbench/report.html", {"report": made, "form": form}, status=status)
