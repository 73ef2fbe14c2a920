"""What the English ways of asking have in common."""

REMIND = r"(?:remind|notify|alert|warn|ping)"
REMIND_ME = (
    rf"(?:{REMIND} me|give me a heads[- ]?up|"
    r"i(?:'d| would)? (?:want|like|need) to be (?:reminded|notified|alerted|warned))"
)
DO_NOT = r"(?:do not|don'?t|never|(?:there is )?no need to|i (?:do not|don'?t) (?:want|need) you to)"
NO_MORE_REMINDING = (
    rf"(?:{DO_NOT} {REMIND} me|stop (?:remind|notify|alert|warn|ping)ing me|"
    r"i (?:do not|don'?t) want to be (?:reminded|notified|alerted|warned))"
)
BEFORE = r"(?:before(?:hand)?|b4|ahead(?: of)?|earl(?:y|ier)(?: than)?|in advance(?: of)?|prior(?: to)?)"
OF = r"(?:of|about|to attend|to go to|for|before)"
OFF = r"(?:stop|no(?: more)?|cancel|end|turn off|switch off|without|disable|mute|silence|pause)"
DROP = rf"(?:{OFF}|delete|remove|clear|drop|get rid of)"
ON = r"(?:turn on|switch on|enable|activate|unmute|resume)"
SET = r"(?:set(?: up)?|give me|add|make|put|create)"
REMINDER = r"reminders?"
NOTICES = r"(?:notifications?|alerts?|notices?|messages?|msgs?)"  # of whatever kind
EACH = rf"(?:{REMINDER}|{NOTICES})"
# One word a turn: what can be read in several ways takes a long message of such words forever.
MY = r"(?:(?:all|of|the|my|any|a) )*"
ANY_MORE = r"(?: any ?more| again)?"
STARTS = r"(?:starts?|begins?)"
