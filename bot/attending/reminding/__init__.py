"""What people do about being told: words, buttons and commands for reminders, overviews, follows and feedback."""
