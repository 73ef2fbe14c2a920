"""The model for the benchmarks with sentence embeddings, made in an environment of its own."""
