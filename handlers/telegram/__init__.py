"""Telegram: private chats and groups, through python-telegram-bot."""
