"""What Docent tells people unasked: reminders, changes, overviews, broadcasts; what is due, for whom, the ledger."""
