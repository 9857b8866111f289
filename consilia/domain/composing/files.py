"""The schema of the composer's knowledge files: items, the conditions they hang on, and the words for facts."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

Keep = Literal["must", "want", "extra"]
Kind = Literal["paragraph", "item", "card"]
Status = Literal["draft", "to verify", "reviewed"]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class When(_File):
    """A condition on what was read. Every line must hold; in a list one hit is enough.

    `possible` is present, or unsure without leaning to "no"; `denied` is absent, or unsure leaning to "no", and not
    possible elsewhere in the text; `clear_of` holds when none of the concepts is possible; `silent_on` when none is
    spoken of at all.
    """

    present: tuple[str, ...] = ()
    present_all: tuple[str, ...] = ()
    possible: tuple[str, ...] = ()
    possible_all: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    denied: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    feared: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    clear_of: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()
    mentioned: tuple[str, ...] = ()
    normal: tuple[str, ...] = ()
    abnormal: tuple[str, ...] = ()
    planned: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    one_sided: tuple[str, ...] = ()
    detail: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    takes_two: tuple[str, ...] = ()  # two different medicines of one group
    lead: tuple[str, ...] = ()  # the complaint that leads the page
    fired: tuple[str, ...] = ()
    fired_any: Literal["yes"] | None = None  # a rule that is not in the calm list
    urgency: tuple[str, ...] = ()
    longer_than_days: float | None = None
    at_most_days: float | None = None
    known_duration: Literal["yes"] | None = None
    age_from: float | None = None
    age_below: float | None = None
    young: Literal["yes", "no"] | None = None
    pregnant: Literal["yes", "no"] | None = None
    proxy: Literal["yes", "no"] | None = None
    crisis: Literal["yes"] | None = None
    open_flag: Literal["yes", "no"] | None = None
    worry_blocked: Literal["yes", "no"] | None = None
    failing: Literal["yes", "no"] | None = None  # a muscle that fails, by the signs in policy.yaml
    readable: Literal["yes", "no"] | None = None
    repeats: Literal["yes", "nothing-new", "no"] | None = None  # the same fear as in an answered question, no new sign
    information_only: Literal["yes", "no"] | None = None  # the operator may not say how soon this person should be seen
    conflict: tuple[str, ...] = ()
    bmi_below: float | None = None
    any_of: "tuple[When, ...]" = ()
    none_of: "tuple[When, ...]" = ()


ALWAYS = When()


class Statement(_File):
    """One or more sentences said together when `when` holds. `text` lists wordings that mean the same."""

    text: tuple[str, ...]
    otherwise: tuple[str, ...] = ()  # said when nothing was told that could fill the slots of `text`
    when: When = ALWAYS
    kind: Kind | None = None
    level: Literal["", "emergency", "urgent", "non-urgent"] = ""
    keep: Keep = "want"
    # said once for every few facts still unspoken
    over: Literal["", "have-first", "have", "denied", "medicines", "tests", "new-first"] = ""

    @field_validator("text", "otherwise", mode="before")
    @classmethod
    def _one_or_many(cls, text: object) -> object:
        return (text,) if isinstance(text, str) else text


class Boost(_File):
    """What moves an item up (or, with a minus, down) for this person."""

    when: When
    add: float


class Review(_File):
    """Who checked the item and when it must be looked at again. "not yet reviewed" is an honest entry."""

    status: Status
    by: str
    on: date
    again_by: date


class Item(_File):
    """One small piece of knowledge that can be said to a person."""

    id: str
    section: str
    name: str = ""
    heading: str = ""  # of an answer: the question it answers
    topics: tuple[str, ...] = (
        "covered",
    )  # complaints or families; or any, covered, uncovered, bare, crisis, unreadable
    weight: float = 1.0
    when: When = ALWAYS
    unless: tuple[When, ...] = ()  # each one keeps the item off the page: contra-indications stand here
    boosts: tuple[Boost, ...] = ()
    asks: tuple[str, ...] = ()  # of an answer: the ways people put the question
    asks_about: tuple[str, ...] = ()  # and the concepts it may speak of
    replaces: tuple[str, ...] = ()  # ids of items that add nothing beside this one
    say: tuple[Statement, ...]
    errs_safe: str = ""  # why an unverified item may reach a patient all the same
    sources: tuple[str, ...]
    review: Review

    @field_validator("say", mode="before")
    @classmethod
    def _plain_sentences(cls, say: object) -> object:
        if not isinstance(say, list):
            return say
        return [{"text": one} if isinstance(one, str) else one for one in say]


class Complaint(_File):
    """What a page can be about: its concepts, its name, its families, and how specific it is."""

    id: str
    name: str
    title: str
    concepts: tuple[str, ...]
    families: tuple[str, ...] = ()
    rank: int = 5  # lower is more specific and leads the page
    passing: tuple[str, ...] = ()  # concepts that, said once in passing, do not make a page about it
    gives_way_to: tuple[str, ...] = ()  # concepts beside which it means something else, unless it sits in a limb
    gives_way_to_details: tuple[str, ...] = ()  # and phrases of details.yaml
    own_places: tuple[str, ...] = ()  # places that the name already says
    only_places: tuple[str, ...] = ()  # where alone it can sit; none named: anywhere
    has_places: Literal["yes", "no"] = "yes"  # whether it sits somewhere: worry does not
    leads_when_failing: Literal["yes", "no"] = "no"  # comes before a twitch, once a muscle fails
    review: Review


class Section(_File):
    """A part of the page: its place is its place in the file."""

    id: str
    heading: str = ""
    heading_other: str = ""  # for a question about somebody else
    at_most: int = 3  # items
    at_most_uncovered: int | None = None  # items where nothing reviewed covers the question
    at_least: int = 99  # points that stay when the page must be shortened
    kind: Kind = "paragraph"
    not_at: tuple[str, ...] = ()  # levels of urgency at which the section is left out
    levels_at: dict[str, tuple[str, ...]] = Field(default_factory=dict)  # urgency -> the cards it is shown; others: all
    repeated: Literal["both", "only", "never"] = "never"  # whether it stands on a page for the same fear once more


class Phrase(_File):
    """How a concept is spoken of to the asker. `name` must fit after "you wrote about"."""

    name: str
    present: str = ""
    placed: str = ""  # the same with a {place}: "you feel weak in your {place}"
    absent: str = ""
    unsure: str = ""
    title: str = ""  # in a page's title, when it differs from the name


class Place(_File):
    """The words for a place of the body: the first of `finer` that stands in the text, otherwise `word`."""

    word: str
    finer: tuple[str, ...] = ()


class KnownSource(_File):
    """A source, what it says, and when it was read; no date means that nobody has read it yet."""

    title: str
    url: str = ""
    says: str
    read_on: str = ""


class AgainstAdvice(_File):
    """An item that warns some people, and the advice that must be kept from the very same people."""

    warning: str
    keeps_off: tuple[str, ...]


class Failing(_File):
    """What tells of a muscle that fails. There nerve causes come first, and harmless ones stand aside."""

    signs: tuple[str, ...]  # enough by themselves, when surely there
    weakness: tuple[str, ...]  # enough when it gets worse, or in `places`: on one side, or for so many days
    places: tuple[str, ...]
    weak_for_days: float
    not_with: tuple[str, ...]  # a known illness that explains it
    explained_by: dict[str, tuple[str, ...]]  # sign -> what beside it makes it another matter
    longest_days: float  # what has been so for longer is not failing now


class Policy(_File):
    """Limits, and what stands between a person and comfort that has not been earned."""

    most_words: int
    words_for_leftovers: int
    calm_rules: tuple[str, ...]
    blocks_reassurance: tuple[str, ...]
    failing: Failing
    # Grave illnesses: a page never tells a person that they have one, and where they are feared they are not had.
    grave: tuple[str, ...]
    salient_stances: tuple[str, ...]
    not_salient: tuple[str, ...]
    young_below: float
    young_bands: tuple[str, ...]
    most_facts_in_a_sentence: int
    most_words_quoted: int
    fewest_words_quoted: int  # fewer say little alone, and bring their sentence along
    most_words_around_a_quote: int  # when it is no longer than this
    fewest_words_told: int
    limbs: tuple[str, ...]  # places of the body
    fear_details: tuple[str, ...]  # phrases of details.yaml that tell of a fear
    fear_concepts: tuple[str, ...]  # and concepts that tell of one
    of_the_mind: tuple[str, ...]  # worry and what comes with it: no new sign of the body
    speaks_of_asker: tuple[str, ...]
    gendered_words: tuple[str, ...]
    warnings: tuple[AgainstAdvice, ...]
