"""The schemas of `knowledge/stance`; a file that does not fit its schema stops the start."""

from consilia.domain.language.files import Kind, KnowledgeFile
from consilia.domain.language.model import Stance


class CueFile(KnowledgeFile):
    """The words that decide for one stance: before the finding, after it, and look-alikes that decide nothing."""

    stance: Stance
    kinds: tuple[Kind, ...] = ()
    leans: Stance | None = None  # of a hedge: the stance it leans to
    answers: bool = False  # closes one item of a form or answers one question, and outweighs that it was asked
    dated: bool = False  # says nothing where its clause tells of a beginning
    with_denial: bool = False  # says nothing where no denial reaches the finding as well
    unowned: bool = False  # reaches no disease that somebody is said to have
    rank: int  # of several cues that reach a finding, the one of the lowest rank decides
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    next: tuple[str, ...] = ()  # right after it: "seizure like spells"
    answer: tuple[str, ...] = ()  # after it, and closing the line or the item: "fever: none"
    question: tuple[str, ...] = ()  # before it, and only where the sentence asks
    sentence: tuple[str, ...] = ()  # anywhere in the sentence
    pseudo: tuple[str, ...] = ()


class EndsFile(KnowledgeFile):
    """What ends the reach of a cue inside a sentence."""

    always: tuple[str, ...]
    joints: frozenset[str]
    weak_joints: frozenset[str]
    subjects: frozenset[str]
    after_comma: frozenset[str]
    verbs: frozenset[str]
    personal: frozenset[str]  # behind one of these a question is no longer about a thing in general
    denied_verbs: frozenset[str]  # "won't" and the like: what they deny ends at the comma ...
    list_verbs: frozenset[str]  # ... but after these verbs a list may follow
    doings: frozenset[str]  # "not sweating, ..." ends at the comma as well
    list_ends: frozenset[str]  # words that close a list, and so prove that it was one
    zeros: frozenset[str]  # they deny the one item behind them
    contrasts: frozenset[str]  # "not tired, weak": what stands behind the comma is said instead
    owners: frozenset[str]  # "no fever with my headache" denies no headache
    no_things: frozenset[str]  # but "no trouble with my balance" does deny
    turning: frozenset[str]  # "no rash, feeling sick though": what stands behind the last comma is so
    purposes: frozenset[str]  # "used to take it for my headache" says nothing of the headache
    nouns: frozenset[str]  # of the words that say "cannot": those that a denial before them takes back
    results: frozenset[str]  # a plan behind one of these is no plan of the test before it
    test_words: frozenset[str]  # a plan holds for all tests of a row: "CT and MRI are booked"
    carry: frozenset[str]
    owned_before: frozenset[str]  # before a disease: somebody has it ...
    owned_after: frozenset[str]  # ... and right behind it
    past_verbs: frozenset[str]  # with a time long ago they tell of something that is over ...
    beginning: frozenset[str]  # ... unless one of these says that it only began then


class DoubledFile(KnowledgeFile):
    """Words that make two denials a statement (knowledge/stance/doubled.yaml)."""

    lacking: frozenset[str]
    first: frozenset[str]
    strong: frozenset[str]
    thin: frozenset[str]
    saying: frozenset[str]
    times: frozenset[str]
    likening: frozenset[str]
    at: frozenset[str]
    subjects: frozenset[str]
    joints: frozenset[str]


class TenseFile(KnowledgeFile):
    """How a story tells that something is over: verbs by tense, and the times that are long gone."""

    past: frozenset[str]
    present: frozenset[str]
    perfect: frozenset[str]  # "have" before a past form tells of now
    between: frozenset[str]  # words that may stand between such a "have" and its verb
    no_verbs: frozenset[str]
    beginning: frozenset[str]  # in its clause these say that it only began then
    since_then: frozenset[str]  # before a year: from then to now
    ago: frozenset[str]
    turns: frozenset[str]
    again: frozenset[str]
    back: frozenset[str]  # after "it went away": it is here again
    not_back: frozenset[str]  # "came back to normal" is over all the same
    directions: frozenset[str]  # of these words: such as need one of `coming` right before them
    coming: frozenset[str]
    goes_on: tuple[str, ...]  # whole phrases that tell that it is not over
    returns: tuple[str, ...]  # whole phrases that tell of a return
    leaving: frozenset[str]  # "it went again" is no return
    more_of_it: frozenset[str]  # "another one"
    ones: frozenset[str]
    owners: frozenset[str]  # "my back" is no return either
    doubt: frozenset[str]  # before a return: it is only supposed
    denial: frozenset[str]  # or denied
    whiles: frozenset[str]  # a denial with one of these was one for a while
    carry: frozenset[str]  # what may stand before "gone" in a clause that speaks of what was told before ...
    pronouns: frozenset[str]  # ... by one of these
    anchors: tuple[str, ...]


class CorrectionsFile(KnowledgeFile):
    """Words that take back what was written, and words that deny a side."""

    marks: tuple[str, ...]
    denied_sides: tuple[str, ...]
    lies: tuple[str, ...]  # they take back what was denied right before
    bare: tuple[str, ...]  # and so do these, standing alone: "sorry, I do"
    after_bare: frozenset[str]
    before_no_bare: frozenset[str]
    a_little: tuple[str, ...]  # and these, when the sentence goes on with one of `little`
    little: frozenset[str]


class AbilityFile(KnowledgeFile):
    """Words that say a person can or cannot do a thing."""

    unable_before: tuple[str, ...]
    able_before: tuple[str, ...]
    unable_after: tuple[str, ...]
    able_after: tuple[str, ...]
