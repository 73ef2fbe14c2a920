"""Slack: mentions and their threads, direct messages, `/docent`, buttons, and the Home tab."""
