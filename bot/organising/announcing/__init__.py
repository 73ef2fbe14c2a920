"""Changes that wait for an organiser's word: found, shown with the exact texts, let go or dropped."""
