"""The form of the search page: words, and what to look among."""

from collections.abc import Mapping
from typing import Any

from django import forms

from consilia.web.questions.forms import MOST_CHARACTERS, HouseForm, Words


class SearchForm(HouseForm):
    """What to look for in the answers; sent by POST, so that the words stand in no address."""

    words = Words(
        most=MOST_CHARACTERS,
        label="Your words",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": "Write a few words to look for."},
    )
    department = forms.ChoiceField(label="Department", required=False)
    topic = forms.ChoiceField(label="Topic", required=False)
    age_band = forms.ChoiceField(label="Age", required=False)
    year = forms.ChoiceField(label="Year asked", required=False)
    as_written = forms.BooleanField(required=False, widget=forms.HiddenInput)  # no word is read as another

    FILTERS = ("department", "topic", "age_band", "year")

    def __init__(
        self,
        given: Mapping[str, Any] | None = None,
        *,
        departments: list[tuple[str, str]],
        topics: list[tuple[str, str]],
        bands: list[str],
        years: list[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(given, **kwargs)
        offers = {
            "department": departments,
            "topic": topics,
            "age_band": [(band, band) for band in bands],
            "year": [(str(year), str(year)) for year in years],
        }
        for name, choices in offers.items():
            self.fields[name].choices = [("", "Any"), *choices]  # type: ignore[attr-defined]

    @property
    def filters(self) -> dict[str, str]:
        """The filters that were chosen, once the form is valid."""
        return {name: self.cleaned_data[name] for name in self.FILTERS if self.cleaned_data[name]}

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.FILTERS]

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is chosen, in a form that may be wrong."""
        return any(self[name].value() for name in self.FILTERS)
