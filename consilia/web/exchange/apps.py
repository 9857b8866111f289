"""Registers the exchange room."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "consilia.web.exchange"
    label = "exchange"
