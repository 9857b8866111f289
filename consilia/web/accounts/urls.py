"""Addresses of the accounts room."""

from django.urls import path

from consilia.web.accounts.views import people, places, sessions

urlpatterns = [
    path("staff/log-in/", sessions.LogIn.as_view(), name="log-in"),
    path("staff/log-out/", sessions.LogOut.as_view(), name="log-out"),
    path("staff/password/", sessions.OwnPassword.as_view(), name="own-password"),
    path("staff/set-password/<uidb64>/<token>/", sessions.SetPassword.as_view(), name="set-password"),
    path("staff/people/", people.people, name="people"),
    path("staff/people/new/", people.new_doctor, name="new-doctor"),
    path("staff/people/<slug:slug>/", people.doctor, name="doctor-account"),
    path("staff/people/<slug:slug>/password-link/", people.password_link, name="password-link"),
    path("staff/people/<slug:slug>/verify/", people.verify, name="verify-doctor"),
    path("staff/people/<slug:slug>/unverify/", people.unverify, name="unverify-doctor"),
    path("staff/people/<slug:slug>/change/", people.change, name="change-doctor"),
    path("staff/people/<slug:slug>/close/", people.set_active, {"active": False}, name="close-account"),
    path("staff/people/<slug:slug>/open/", people.set_active, {"active": True}, name="open-account"),
    path(
        "staff/administrators/<int:pk>/close/", people.set_administrator_active, {"active": False}, name="close-admin"
    ),
    path("staff/administrators/<int:pk>/open/", people.set_administrator_active, {"active": True}, name="open-admin"),
    path("staff/departments/new/", places.department, name="new-department"),
    path("staff/departments/<slug:department_id>/", places.department, name="department-account"),
    path("staff/hospitals/new/", places.hospital, name="new-hospital"),
    path("staff/hospitals/<int:pk>/", places.hospital, name="hospital-account"),
]
