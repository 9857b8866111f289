"""Registers the questions room."""

from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "consilia.web.questions"
    label = "questions"

    def ready(self) -> None:
        """Let the search engine of the settings learn of every entry that goes, whoever deletes it."""
        from consilia.web.questions.index_choice import keeper

        keeper()
