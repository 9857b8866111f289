"""Forms of the workbench."""

from typing import Any

from django import forms

from consilia.web.questions.models import Question
from consilia.web.workbench.actions import PublicWords

LONGEST_ANSWER = 20_000


class DraftForm(forms.Form):
    """An answer while it is being written. It may be empty, and is kept as typed."""

    text = forms.CharField(
        required=False,
        strip=False,
        max_length=LONGEST_ANSWER,
        label="Your answer",
        error_messages={"max_length": "This is longer than 20,000 characters. It is not saved yet: shorten it."},
    )
    revision = forms.IntegerField(min_value=0)
    window = forms.CharField(max_length=40)

    def clean_text(self) -> str:
        """Return the words with the line ends that a text has, not those that a browser sends."""
        text: str = self.cleaned_data["text"]
        return text.replace("\r\n", "\n")


class SignForm(forms.Form):
    """The doctor has read the whole answer as shown."""

    revision = forms.IntegerField(min_value=0)


class PublicForm(forms.Form):
    """The words for the public page: subject, question and each signed answer."""

    subject = forms.CharField(max_length=200, label="Subject")
    text = forms.CharField(max_length=20_000, label="Question", widget=forms.Textarea)
    confirmed = forms.BooleanField(required=False)
    seal = forms.CharField(required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reply_ids = list(question.replies.exclude(signed_at=None).values_list("pk", flat=True))
        for pk in self.reply_ids:
            self.fields[f"reply-{pk}"] = forms.CharField(
                max_length=LONGEST_ANSWER, label="Answer", widget=forms.Textarea
            )

    def words(self) -> PublicWords:
        """Return the words that were filled in. Call it on a valid form."""
        given = {name: str(value).replace("\r\n", "\n") for name, value in self.cleaned_data.items()}
        return PublicWords(given["subject"], given["text"], {pk: given[f"reply-{pk}"] for pk in self.reply_ids})


class ReportForm(forms.Form):
    """What came of a report."""

    outcome = forms.CharField(max_length=200, label="What came of it")
    take_down = forms.BooleanField(required=False, label="Take the page away from the public now")
