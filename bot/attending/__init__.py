"""What a person can do outside a question: look through the programme, keep a schedule of their own, follow it."""
