"""From typed text to what was asked for: words, names, targets, and the decision to answer, to ask which, or to abstain."""
