"""From what a model says of each token to one row of length 1 a text."""

import numpy as np
from numpy.typing import NDArray


def mean_of_tokens(states: NDArray[np.floating], mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The mean of each text's true tokens, of which it has at least one.

    Args:
        states: texts by tokens by dimensions.
        mask: texts by tokens; False for padding.
    """
    weights = (mask / mask.sum(axis=1, keepdims=True)).astype(np.float32)
    means: NDArray[np.float32] = np.einsum("ntd,nt->nd", states.astype(np.float32), weights)
    return means


def of_length_1(rows: NDArray[np.floating]) -> NDArray[np.float32]:
    """Each row divided by its Euclidean length; a row of zeros stays one."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
