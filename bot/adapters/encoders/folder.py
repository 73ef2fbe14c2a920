"""A model in a folder, as `model.onnx` and `tokenizer.json`: onnxruntime and tokenizers, and nothing else."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from bot.adapters.encoders.pooling import mean_of_tokens, of_length_1
from bot.errors import SetUpWrong

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
LONGEST = 128  # tokens of a text that are read; less where the tokenizer says less
BATCH = 32  # texts
INPUTS = {"input_ids", "attention_mask", "token_type_ids"}  # a model has some of these
TOKENWISE = 3  # axes of an output: texts, tokens, dimensions
OUTPUTS = ("sentence_embedding", "last_hidden_state")  # of what a model offers, the first that it has


class FolderEncoder:
    """One thread a question. What the model says of each token is averaged; what it says of a text is taken."""

    def __init__(self, folder: Path) -> None:
        """Load the model and try it.

        Raises:
            SetUpWrong: a file is missing, or the model does not do what an encoder has to.
        """
        for file in (MODEL, TOKENIZER):
            if not (folder / file).is_file():
                raise SetUpWrong(f"The model's folder {folder} has no {file}. It needs {MODEL} and {TOKENIZER}.")
        try:
            self.name = fingerprint(folder)
            self._session, self._tokenizer = _session(folder / MODEL), _tokenizer(folder / TOKENIZER)
            self._dimensions = self._try_out()
        except Exception as error:  # the libraries raise kinds of their own, and plain Exception
            why = str(error).partition("\n")[0]
            says = f"The model in {folder} cannot be used ({why}). Export it again, or name another."
            raise SetUpWrong(says) from error

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """As the port says; a text in which the tokenizer finds nothing is a row of zeros."""
        rows = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        tokens = [self._tokens(text) for text in texts]
        # Texts of like length together, because a batch is as wide as its longest.
        order = sorted((at for at in range(len(texts)) if tokens[at]), key=lambda at: len(tokens[at]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            rows[batch] = self._run([tokens[at] for at in batch])
        return rows

    def _tokens(self, text: str) -> list[int]:
        """One text at a time: the tokenizer's own batches take every core."""
        whole = text.encode(errors="replace").decode()  # half a surrogate pair is no text to the tokenizer
        return self._tokenizer.encode(whole).ids

    def _run(self, tokens: Sequence[list[int]]) -> NDArray[np.float32]:
        lengths = np.array([[len(ids)] for ids in tokens])
        mask = np.arange(lengths.max()) < lengths
        ids = np.zeros(mask.shape, dtype=np.int64)
        ids[mask] = np.concatenate(tokens)
        offered = {"input_ids": ids, "attention_mask": mask.astype(np.int64), "token_type_ids": np.zeros_like(ids)}
        wanted = {each.name: offered[each.name] for each in self._session.get_inputs()}
        (said,) = self._session.run([self._output()], wanted)
        return of_length_1(mean_of_tokens(said, mask) if said.ndim == TOKENWISE else said)

    def _output(self) -> str:
        names = [each.name for each in self._session.get_outputs()]
        return next((name for name in OUTPUTS if name in names), names[0])

    def _try_out(self) -> int:
        """The dimensions, as two texts of different lengths have them.

        Raises:
            ValueError: the model asks for what a text does not have, or they do not come out as two rows of length 1.
        """
        more = sorted({each.name for each in self._session.get_inputs()} - INPUTS)
        if more:
            raise ValueError(f"it asks for {', '.join(more)}")
        rows = self._run([self._tokens("a"), self._tokens("a b c")])
        if rows.shape[:-1] != (2,) or not np.allclose(np.linalg.norm(rows, axis=1), 1):
            raise ValueError("two texts did not come out as two vectors")
        return int(rows.shape[1])


def fingerprint(folder: Path) -> str:
    """The same for the same files, wherever they lie; large weights may stand beside the model."""
    digest = hashlib.sha256()
    for file in [*sorted(folder.glob(f"{MODEL}*")), folder / TOKENIZER]:
        with file.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return f"sha256:{digest.hexdigest()[:20]}"


def _session(file: Path) -> InferenceSession:
    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # the platforms need the others
    options.log_severity_level = 3  # errors; what the model could do better is not the operator's business
    return InferenceSession(file, options, providers=["CPUExecutionProvider"])


def _tokenizer(file: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(file))
    own = tokenizer.truncation or {"max_length": LONGEST}
    tokenizer.enable_truncation(min(own["max_length"], LONGEST))
    tokenizer.no_padding()  # MiniLM's own pads every text to 128 tokens, ten times the work
    return tokenizer
