"""Counts in shared memory: right while there is room, never larger than true, and ended in time."""

import hashlib

from consilia.web.shared.counters import SharedCounts

NOW, LATER = 1_000_000, 1_000_060


def key(name: object) -> bytes:
    return hashlib.sha256(str(name).encode()).digest()[:16]


def test_a_key_is_counted_up_and_others_are_not():
    counts = SharedCounts(slots=100)

    assert [counts.add(key("a"), by=1, now=NOW, until=LATER) for _ in range(3)] == [1, 2, 3]
    assert counts.add(key("b"), by=1, now=NOW, until=LATER) == 1


def test_looking_counts_nothing():
    counts = SharedCounts(slots=100)

    assert counts.add(key("a"), by=0, now=NOW, until=LATER) == 0
    counts.add(key("a"), by=1, now=NOW, until=LATER)
    assert [counts.add(key("a"), by=0, now=NOW, until=LATER) for _ in range(2)] == [1, 1]


def test_after_its_end_a_count_begins_anew():
    counts = SharedCounts(slots=100)
    counts.add(key("a"), by=5, now=NOW, until=LATER)

    assert counts.add(key("a"), by=1, now=LATER, until=LATER + 60) == 1


def test_thousands_of_addresses_are_told_apart():
    counts = SharedCounts(slots=50_000)
    many = [key(n) for n in range(10_000)]
    for one in many:
        counts.add(one, by=1, now=NOW, until=LATER)

    assert [counts.add(one, by=0, now=NOW, until=LATER) for one in many] == [1] * len(many)


def test_when_the_memory_is_full_the_smallest_count_makes_room_and_nobody_is_charged_for_another():
    counts = SharedCounts(slots=8)
    for _ in range(50):
        counts.add(key("machine"), by=1, now=NOW, until=LATER)
    told = [counts.add(key(n), by=1, now=NOW, until=LATER) for n in range(500)]

    assert set(told) == {1}
    assert counts.add(key("machine"), by=0, now=NOW, until=LATER) == 50


def test_ended_counts_make_room_first():
    counts = SharedCounts(slots=8)
    counts.add(key("old"), by=99, now=NOW, until=LATER)
    for n in range(7):
        counts.add(key(n), by=2, now=NOW, until=LATER + 100)

    counts.add(key("new"), by=1, now=LATER + 1, until=LATER + 100)

    assert [counts.add(key(n), by=0, now=LATER + 1, until=LATER + 100) for n in range(7)] == [2] * 7
