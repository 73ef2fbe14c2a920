"""The programme of an event: sessions, releases and their differences, questions and clashes. Pure."""
