"""Every address of the site, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("consilia.web.questions.urls")),
    path("", include("consilia.web.library.urls")),
    path("", include("consilia.web.accounts.urls")),
    path("desk/", include("consilia.web.workbench.urls")),
    path("ops/", include("consilia.web.smoothing.urls")),
    path("ops/", include("consilia.web.ops.urls")),
]
handler400 = "consilia.web.shared.errors.bad_request"
handler403 = "consilia.web.shared.errors.forbidden"
handler404 = "consilia.web.shared.errors.not_found"
handler500 = "consilia.web.shared.errors.server_error"
