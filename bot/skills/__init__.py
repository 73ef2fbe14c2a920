"""One module for each kind of question; see `bot.understanding.targets.Skill` for what they have in common."""
