"""The web chat page: a page of our own, with no account and no visitor tracking."""
