"""What is sent to PostgreSQL in its binary formats is what comes back."""

import struct

import numpy as np
import pytest

from consilia.postgres import wire


@pytest.mark.parametrize("values", [[], [1], [-5, 0, 2**31 - 1]])
def test_numbers_come_back_as_they_were(values):
    assert wire.read_numbers(wire.numbers(np.array(values, dtype=np.int32))).tolist() == values


def test_no_numbers_at_all_are_none():
    assert wire.read_numbers(None).tolist() == []


def test_a_vector_comes_back_with_16_bits_a_place():
    vector = np.array([0.25, -1.0, 0.3333], dtype=np.float32)

    assert np.allclose(wire.read_halfvec(wire.halfvec(vector)), vector, atol=1e-3)
    assert wire.halfvec_text(vector) == "[0.25,-1,0.3333]"


def test_a_sparse_vector_comes_back_as_it_was_and_counts_from_1_in_text():
    places, values = np.array([0, 7, 999_999_999], np.int32), np.array([1.5, 0.25, 2.0], np.float32)

    found = wire.read_sparsevec(wire.sparsevec(places, values, dimensions=10**9))

    assert [part.tolist() for part in found] == [places.tolist(), values.tolist()]
    assert wire.sparsevec_text([(7, 0.25), (0, 1.5)], dimensions=9) == "{1:1.5,8:0.25}/9"


def test_a_row_has_its_fields_with_their_lengths_and_nothing_as_nothing():
    assert wire.row(b"ab", None, b"") == struct.pack(">hi", 3, 2) + b"ab" + struct.pack(">ii", -1, 0)


def test_nul_becomes_a_space_and_half_a_character_a_question_mark():
    assert wire.text("a\x00b\ud800") == b"a b?"
