"""What is said around one's own schedule, in English; a language brings its own record of these."""

from pydantic import BaseModel, ConfigDict


class AttendingPhrases(BaseModel):
    """Sentences with places for facts."""

    model_config = ConfigDict(frozen=True)

    untitled: str = "(no title)"
    cancelled: str = "CANCELLED"
    label_when: str = "When"
    label_room: str = "Room"
    label_rooms: str = "Rooms"
    label_speaker: str = "Speaker"
    label_speakers: str = "Speakers"
    label_chair: str = "Chair"
    label_track: str = "Track"
    star: str = "☆ Add to my schedule"
    unstar: str = "★ Take off my schedule"
    calendar: str = "Calendar"
    my_schedule: str = "My schedule"
    details: str = "Session page"

    starred: str = "It is on your schedule."
    starred_before: str = "It is on your schedule already."
    unstarred: str = "It is off your schedule."
    unstarred_before: str = "It was not on your schedule."
    gone: str = "That session is not in the schedule any more."
    which: str = "Which session do you mean?"
    nobody: str = "I cannot tell who you are here, so I cannot keep a schedule for you."
    mine: str = "Your schedule for {event}:"
    nothing: str = "Your schedule is empty. Press “{star}” under a session to begin one."
    clash: str = "“{first}” ({first_times}) and “{second}” ({second_times}) are at the same time."
    again: str = "The same is on again:"
    same_track: str = "In the same track at another time:"
    free: str = "When you are free:"
    times: str = "Times are those of the venue ({zone})."
    calendar_of_session: str = "“{title}” for your calendar:"
    calendar_file: str = "Calendar file"
    my_calendar: str = (
        "Your schedule as a calendar that follows every change. Add this address to your calendar program, and keep it"
        " to yourself: whoever has it can read your schedule."
    )
    new_address: str = "New address"
    revoked: str = "The old address leads nowhere now. This is the new one:"
    no_address: str = "Calendars can be had once this assistant has a public address; its operator can give it one."


ENGLISH = AttendingPhrases()
