"""Registers the audit room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "consilia.web.audit"
    label = "audit"
