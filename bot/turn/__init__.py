"""One message of one conversation: understood piece by piece, answered, and joined to one reply."""
