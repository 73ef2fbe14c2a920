"""Organisations that the sources name: what they are, where, and whether they are known to be members."""

from collections.abc import Iterable

from bot import wording, writing
from bot.knowledge.records import Organisation
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Block, Kind, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target

_INTENTS = (
    "organisation.summary",
    "organisation.place",
    "organisation.member",
    "organisation.people",
    "organisation.other",
)


class Organisations:
    """Answers from the records of organisations."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        # What is asked of the association itself has entries of its own.
        lines = {
            intent: [line for line in asking.intents.get(intent, ()) if "{association}" not in line or "{org" in line]
            for intent in _INTENTS
        }
        return [
            Target(intent, "", tuple(lines[intent]), "organisations", "organisation", intent == "organisation.other")
            for intent in _INTENTS
        ]

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        for organisation_id, organisation in knowledge.organisations.items():
            called = (organisation.name, organisation.short, *organisation.also_called)
            yield from (Name(text, "organisation", organisation_id) for text in called if text)

    def answer(self, request: Request) -> Reply:
        found = _organisation(request)
        if found is None:
            return wording.unknown(request)
        match request.target:
            case "organisation.place":
                return _place(found, request)
            case "organisation.member":
                return _member(found, request)
            case "organisation.other":
                return _unknown(found, request.phrases.organisation.other, request)
            case "organisation.people":
                return _people(found, request)
            case _:
                return _about(found, request)

    def offer(self, request: Request) -> Action | None:
        found = _organisation(request)
        return wording.show(found, request.knowledge, request.language) if found else None

    def show(self, record_id: str, request: Request) -> Reply | None:
        return _about(record_id, request) if record_id in request.knowledge.organisations else None


def _organisation(request: Request) -> str | None:
    named = request.mentioned("organisation")
    known = request.knowledge.organisations
    return named[0] if named else request.remembered(lambda subject: subject in known)


def _about(organisation_id: str, request: Request) -> Reply:
    organisation = request.knowledge.organisations[organisation_id]
    people = _named_people(organisation_id, request.knowledge)
    actions = tuple(wording.show(person, request.knowledge, request.language) for person in people)[:3]
    called = request.phrases.organisation.about.format(name=request.knowledge.name_of(organisation_id))
    says = wording.said(called, organisation_id, organisation.text, request.knowledge, request.language)
    return _reply(organisation_id, says, request, actions)


def _place(organisation_id: str, request: Request) -> Reply:
    organisation = request.knowledge.organisations[organisation_id]
    if not organisation.place:
        return _unknown(organisation_id, request.phrases.organisation.place_unknown, request)
    place = wording.place(organisation.place, request.phrases)
    says = request.phrases.organisation.place.format(name=_called(organisation), place=place)
    return _reply(organisation_id, (wording.told(says),), request)


def _member(organisation_id: str, request: Request) -> Reply:
    organisation = request.knowledge.organisations[organisation_id]
    phrases = request.phrases.organisation
    if not organisation.member:
        return _unknown(organisation_id, phrases.member_unknown, request)
    association = request.knowledge.association.acronym
    says = phrases.member.format(name=_called(organisation), association=association)
    return _reply(organisation_id, (wording.told(says),), request)


def _people(organisation_id: str, request: Request) -> Reply:
    people = _named_people(organisation_id, request.knowledge)
    if not people:
        return _unknown(organisation_id, request.phrases.organisation.people_unknown, request)
    names = [request.knowledge.people[person] for person in people]
    lines = [f"{person.name} ({wording.roles_at(person, organisation_id, request)})" for person in names]
    actions = tuple(wording.show(person, request.knowledge, request.language) for person in people)[:3]
    says = request.phrases.organisation.people.format(names=writing.listed(lines, request.language))
    return _reply(organisation_id, (wording.told(says),), request, actions)


def _named_people(organisation_id: str, knowledge: Knowledge) -> list[str]:
    people = knowledge.people.items()
    return [key for key, person in people if any(role.of == organisation_id for role in person.roles)]


def _called(organisation: Organisation) -> str:
    return organisation.short or organisation.name


def _reply(organisation_id: str, says: tuple[Block, ...], request: Request, actions: tuple[Action, ...] = ()) -> Reply:
    organisation = request.knowledge.organisations[organisation_id]
    source = wording.source_line(organisation, request.knowledge, request.language)
    return Reply(Kind.ORGANISATION, (*says, source), actions, (organisation_id,), score=request.score)


def _unknown(organisation_id: str, phrase: str, request: Request) -> Reply:
    name = _called(request.knowledge.organisations[organisation_id])
    says = phrase.format(name=name, association=request.knowledge.association.acronym)
    near = (organisation_id,)
    return wording.abstention(says, request.knowledge, request.language, near=near, score=request.score)
