"""From typed text to what was asked for, and the decision to answer, to ask which, or to abstain."""
