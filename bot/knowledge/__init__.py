"""What the assistant knows: entries, events, people, organisations, and the immutable snapshot that holds them."""
