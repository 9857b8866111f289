"""Registers the accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "consilia.web.accounts"
    label = "accounts"
