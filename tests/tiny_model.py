"""A model of a few words and four dimensions, in the files that a real one has."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

WORDS = {"[PAD]": 0, "[UNK]": 1, "join": 2, "enter": 3, "cost": 4, "a": 5, "b": 6, "c": 7}
# What the model says of each word. Padding's row spoils every mean that it gets into.
TABLE = np.array(
    [
        [9, 9, 9, 9],
        [0, 0, 0, 1],
        [1, 0, 0, 0],
        [0.8, 0.6, 0, 0],
        [0, 0, 1, 0],
        [0, 1, 0, 0],
        [0, 1, 0, 1],
        [0, 1, 1, 0],
    ],
    dtype=np.float32,
)


def write_tiny_model(folder: Path, truncation: int | None = None) -> Path:
    """The folder, now with a model that gives the row of each word, and its tokenizer."""
    folder.mkdir(parents=True)
    write_onnx(folder / "model.onnx")
    write_tokenizer(folder / "tokenizer.json", truncation)
    return folder


def write_onnx(
    file: Path, inputs: Sequence[str] = ("input_ids", "attention_mask"), output: str = "last_hidden_state"
) -> None:
    """A model with these inputs. Its output has the row of each word, or as `sentence_embedding` their largest."""
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["last_hidden_state"])]
    if output == "sentence_embedding":
        nodes.append(helper.make_node("ReduceMax", ["last_hidden_state"], [output], axes=[1], keepdims=0))
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, ["texts", "tokens"]) for name in inputs],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, None)],
        [numpy_helper.from_array(TABLE, "table")],
    )
    onnx.save(helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8), file)


def write_tokenizer(file: Path, truncation: int | None = None) -> None:
    """Words at spaces. It pads every text to the same width, as MiniLM's does."""
    tokenizer = Tokenizer(models.WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.enable_padding(length=16)
    if truncation:
        tokenizer.enable_truncation(truncation)
    tokenizer.save(str(file))
