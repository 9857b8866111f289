"""Registers the questions room."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "consilia.web.questions"
    label = "questions"
