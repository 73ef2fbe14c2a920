"""An organiser's programme, out of whatever file they have: `reading.read_programme` recognises and reads it.

Each format has a reader that takes a file's rows as they stand (`drafts.py`); what all formats share, such as time
zones, ids, blocks, private data and plain words, happens once, in `drawing_up.py`.
"""
