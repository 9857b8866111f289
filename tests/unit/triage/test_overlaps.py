"""What lies over some words is found as if every span had been looked at."""

from hypothesis import given
from hypothesis import strategies as st

from consilia.domain.triage.overlaps import Placed

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair)))


@given(held=st.lists(SPANS, max_size=20), asked=SPANS)
def test_every_span_that_shares_a_letter_is_found(held, asked):
    placed = Placed()
    for number, span in enumerate(held):
        placed.add(span, number)

    shared = [n for n, span in enumerate(held) if set(range(*span)) & set(range(*asked))]
    assert sorted(placed.over(asked)) == shared
    assert placed.covers(asked) is bool(shared)
