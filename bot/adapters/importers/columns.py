"""What a table's columns hold, by their usual names in English, German, Spanish, French and Italian."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.adapters.importers.private import by_name, folded

# Written as `folded` writes them, without spaces.
_NAMES = {
    "id": "id eventkey confkey sessionid talkid eventid guid uid uuid code key sitzungsid",
    "title": """
        title titel titulo titre titolo sessiontitle talktitle eventtitle papertitle presentationtitle lecturetitle
        vortragstitel titeldesvortrags titulodelasesion titulosesion titresession titredelasession talk vortrag
        programmpunkt veranstaltung ponencia charla actividad activity activite attivita presentation expose
        agendaitem item bezeichnung intitule paper lecture programmeitem programitem entry was que quoi what
        sessionname nombredelasesion sessiontitel
        """,
    "maybe_title": """
        session name event evento nombre nom nome subject topic thema tema theme summary sesion seance sitzung
        sessione programme program programm programa programma ablauf agenda
        """,
    "subtitle": "subtitle untertitel subtitulo soustitre sottotitolo",
    "date": """
        date datum fecha data day tag dia jour giorno startdate eventdate sessiondate startdatum fechainicio
        fechadeinicio datedebut datededebut datainizio conferenceday wochentag
        """,
    "end_date": "enddate enddatum fechafin fechadefin datefin datedefin datafine",
    "start": """
        start starttime startzeit begin beginn anfang von from inicio horainicio horadeinicio desde debut heuredebut
        heurededebut inizio orainizio startsat startat starts timestart startdatetime starttimeutc
        scheduledat eventstart beginning comienzo horacomienzo startdatumzeit beginntum dtstart starttimelocal
        datetime datetimestart de dalle
        """,
    "end": """
        end endtime ende endzeit bis to until fin horafin horadefin hasta heurefin heuredefin fine orafine endsat
        ends endat finish finishtime enddatetime eventend timeend ending dtend endtimelocal a alle
        """,
    "time": """
        time times zeit zeiten uhrzeit hora horas horario heure heures horaire ora orario slot timeslot when wann
        zeitslot cuando quand
        """,
    "duration": """
        duration dauer duracion duree durata length lange lengthminutes minutes minuten minutos mins min
        scheduledduration durationmin durationminutes durationmins dauermin dauerminuten durationhours dauerstunden
        durationinminutes
        """,
    "room": """
        room rooms roomname raum raume raumname saal sala salas salle salles location locations ort lugar lieu place
        venue stage stages buhne escenario scene hall aula auditorium where wo donde ou luogo horsaal roomlocation
        locationroom
        """,
    "track": """
        track tracks trackname stream strand schiene category categories kategorie kategorien categoria categorie
        themenbereich area maintopic linea eje filiere parcours pista percorso themenstrang subjectarea
        """,
    "type": """
        type typ tipo format sessiontype sessionformat sessiontyp kind art talktype eventtype formato contenttype
        typedesession tipodesesion presentationtype vortragsart formattype
        """,
    "speakers": """
        speaker speakers speakername speakernames referent referentin referenten referentinnen
        referentinnenundreferenten vortragende vortragender vortragenden sprecher sprecherin sprecherinnen redner
        rednerin rednerinnen ponente ponentes orador oradora oradores conferenciante conferenciantes intervenant
        intervenante intervenants conferencier conferenciers orateur orateurs relatore relatori relatrice presenter
        presenters presentername presentedby author authors autor autores autoren auteur auteurs autori who wer
        quien qui chi lecturer lecturers panelist panelists panellists person persons personen people by instructor
        instructors trainer fullname speakerfullname speakersnames participants
        """,
    "first_name": "firstname vorname nombredepila prenom givenname speakerfirstname",
    "last_name": """
        lastname nachname familienname apellido apellidos nomdefamille cognome surname familyname speakerlastname
        """,
    "chairs": """
        chair chairs chairperson chairpersons sessionchair sessionchairs moderator moderators moderatorin moderation
        moderador moderadora moderadores moderateur moderatrice moderateurs moderatore moderatori president
        presidente presidencia vorsitz sitzungsleitung leitung chairedby host hosts convenor convener animateur
        moderatedby modera conveners
        """,
    "description": """
        description beschreibung descripcion descrizione abstract abstracts zusammenfassung resumen resume inhalt
        details text content blurb kurzbeschreibung sinopsis synopsis sessiondescription talkdescription
        longdescription shortdescription about riassunto contenido
        """,
    "language": """
        language languages sprache sprachen idioma idiomas langue langues lingua lang sessionlanguage
        vortragssprache
        """,
    "status": "status state estado statut etat stato sessionstatus",
    "cancelled": "cancelled canceled iscancelled iscanceled abgesagt cancelado cancelada annule annulla annullato",
    "link": "url link website sessionurl weblink enlace lien webseite sessionlink talkurl",
    "zone": """
        timezone timezones tz zeitzone zonahoraria fuseauhoraire fusohorario fusoorario zone zona venuetimezone tzid
        """,
    "part_of": "partof block parent parentsession parentid bloque bloc blocco blockid sessionblock isin",
    "serves": "isservicesession servicesession isbreak",
}
_NUMBER = re.compile(r"^(\D*)\b\d{1,2}\b(\D*)$")
_OF_WHAT = re.compile(
    r"^(?:session|talk|event|slot|presentation|proposal|submission|paper|contribution|programme item) "
)
_FIELDS = {name: meaning for meaning, names in _NAMES.items() for name in names.split()}
_SEVERAL = frozenset({"speakers", "chairs", "description", "subtitle"})  # fields that several columns may hold together
_FITTING = frozenset({"title", "start", "time", "date", "room", "speakers"})
_INSTEAD = {"session": "part_of", "sesion": "part_of", "seance": "part_of", "sitzung": "part_of", "sessione": "part_of"}
_INSTEAD |= {"name": "speakers", "nombre": "speakers", "nom": "speakers", "nome": "speakers", "summary": "description"}
_INSTEAD |= {"topic": "track", "thema": "track", "tema": "track", "theme": "track", "subject": "track"}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table by what they hold; `several` fields may have more than one."""

    headers: tuple[str, ...]
    held: dict[str, tuple[int, ...]] = field(default_factory=dict)
    private: tuple[int, ...] = ()
    unused: tuple[int, ...] = ()

    @property
    def fits(self) -> int:
        """How many of a programme's own fields there are."""
        return len(_FITTING & self.held.keys())

    @property
    def usable(self) -> bool:
        """Whether this can be the head of a programme: it says when, and something else."""
        return bool({"start", "time", "date"} & self.held.keys()) and self.fits > 1

    @property
    def titled(self) -> bool:
        """Whether there are titles; what has none may be a grid, with rooms for heads."""
        return "title" in self.held

    def cells(self, line: Sequence[object], means: str) -> list[object]:
        """The cells of a row that hold this, empty ones left out."""
        held = (line[at] for at in self.held.get(means, ()) if at < len(line))
        return [cell for cell in held if cell is not None and cell != ""]

    def cell(self, line: Sequence[object], means: str) -> object:
        """The first of them; an empty text where there is none."""
        return next(iter(self.cells(line, means)), "")

    def names(self, at: Sequence[int]) -> list[str]:
        return [self.headers[index] for index in at]


def understood(headers: Sequence[str]) -> Columns:
    """What the columns under these headers hold."""
    meanings = [meant_by(header) for header in headers]
    titled = "title" in meanings
    held: dict[str, list[int]] = {}
    private: list[int] = []
    unused: list[int] = []
    for at, (header, meaning) in enumerate(zip(headers, meanings, strict=True)):
        means = _instead(header, titled=titled, held=held) if meaning == "maybe_title" else meaning
        if means and (means in _SEVERAL or means not in held):
            held.setdefault(means, []).append(at)
        elif header.strip():
            (private if by_name(header) else unused).append(at)
    return Columns(tuple(headers), {means: tuple(at) for means, at in held.items()}, tuple(private), tuple(unused))


def meant_by(header: str) -> str:
    """What a header stands for; empty where that is unknown.

    "Room / Raum", "Start (CEST)", "Speaker 2 name" and "Session start" are understood as well.
    """
    bare = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|\*|:$", " ", header)
    for name in [header, bare, *re.split(r"[/|\n]", bare)]:
        words = folded(name)
        one_of_several = _NUMBER.sub(r"\1 \2", words)
        for tried in (words, one_of_several, _OF_WHAT.sub("", one_of_several)):
            if found := _FIELDS.get(tried.replace(" ", "")):
                return found
    return ""


def _instead(header: str, *, titled: bool, held: dict[str, list[int]]) -> str:
    """What a header such as "Session" or "Name" stands for beside a column of titles, and without one."""
    if not titled and "title" not in held:
        return "title"
    return _INSTEAD.get(folded(header).replace(" ", ""), "")
