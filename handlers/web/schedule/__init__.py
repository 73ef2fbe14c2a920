"""The schedule on the web page: a programme, a page for each session, one's own schedule, calendars."""
