"""An organiser's door for tests of the platforms: the real one, with everything it keeps in memory."""

from itertools import count

from bot.bootstrap import read_file
from bot.organising.door import Organising
from bot.organising.organisers import Organisers
from tests.fakes import FakeClock
from tests.schedule_fakes import FakeFeeds, FakeProgrammes, FakeUploads

TABLE = b"""\
title,date,start,end,room,speakers,timezone
Opening,2026-06-02,09:00,10:00,Hall,Ana Silva,Europe/Vienna
Of Bells,2026-06-02,10:00,11:00,Belfry,Ben Okoro,Europe/Vienna
"""


class Backstage:
    """What is kept, and the door to it."""

    def __init__(self, *organisers: str) -> None:
        self.programmes, self.uploads = FakeProgrammes(), FakeUploads()
        numbers, clock = count(1), FakeClock()
        self.door = Organising(
            self.programmes,
            FakeFeeds(),
            self.uploads,
            read_file,
            clock,
            organisers=Organisers(organisers, clock),
            fresh_id=lambda: f"u{next(numbers)}",
        )

    async def releases(self) -> dict[str, int]:
        return dict(await self.programmes.newest())
