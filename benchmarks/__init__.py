"""What the figures in notes and READMEs come from: run by hand, never by the tests."""
