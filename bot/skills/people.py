"""Who somebody is, who holds an office, and what somebody said."""

from collections.abc import Iterable, Iterator, Sequence

from bot import wording, writing
from bot.knowledge.records import Person, Role
from bot.knowledge.snapshot import Asking, Knowledge
from bot.messages import Action, Block, Kind, Quotation, Reply
from bot.understanding.mentions import Name
from bot.understanding.targets import Request, Target
from bot.understanding.words import fold, stem, words

_INTENTS = ("person.roles", "person.quotations", "quotation.speaker", "role.holder", "person.other")
_GROUPS = ({"chief executive", "director"}, {"president", "chair"})
_LEADING = "head"  # the role word that means whoever leads, whatever the title
_LEADERS = {"chief executive", "president", "director", "director general", "chair", _LEADING}

_SAID = "#said"  # after a person's id: the person's words
_REPEATED = 2  # stems of a quotation in a question that make it the one that is meant
Held = tuple[str, Person, Role]


class People:
    """Answers from the records of people: their roles and their words."""

    def targets(self, knowledge: Knowledge, asking: Asking) -> Iterable[Target]:
        said = tuple(quotation.text for person in knowledge.people.values() for quotation in person.quotations)
        particular = {
            "quotation.speaker": said,
            "person.quotations": tuple(f"what did {{person}} say about {text}" for text in said),
        }
        for intent in _INTENTS:
            own = particular.get(intent, ())
            needs = "person" if intent.startswith("person.") else None
            yield Target(intent, "", (*asking.intents.get(intent, ()), *own), "people", needs, intent == "person.other")

    def names(self, knowledge: Knowledge, asking: Asking) -> Iterable[Name]:
        for person_id, person in knowledge.people.items():
            yield Name(person.name, "person", person_id)
            yield from (Name(text, "person", person_id, whole=True) for text in person.also_called)
        for role, called in asking.roles.items():
            yield from (Name(text, "role", role) for text in (role, *called))

    def answer(self, request: Request) -> Reply:
        match request.target:
            case "role.holder":
                return _holder(request)
            case "person.quotations":
                return _quotations(request)
            case "person.other":
                return _other(request)
            case "quotation.speaker":
                return _speaker(request)
            case _:
                return _roles(request)

    def offer(self, request: Request) -> Action | None:
        found = _people(request)
        return wording.show(found[0], request.knowledge, request.language) if found else None

    def show(self, record_id: str, request: Request) -> Reply | None:
        person_id = record_id.removesuffix(_SAID)
        if person_id not in request.knowledge.people:
            return None
        if person_id != record_id:
            return _words_of([person_id], request)
        return _described([person_id], request)


def _people(request: Request) -> tuple[str, ...]:
    """Whom the question is about: those it names, else whom the conversation was about."""
    named = request.mentioned("person")
    if named:
        return named
    if request.mentioned("role") and request.target == "person.quotations":
        return tuple(dict.fromkeys(person_id for person_id, _, _ in _held(request)))
    known = request.knowledge.people
    just_named = tuple(subject for subject in request.memory.subjects[: request.memory.latest] if subject in known)
    remembered = request.remembered(lambda subject: subject in known)
    return just_named or ((remembered,) if remembered else ())


def _roles(request: Request) -> Reply:
    found = _people(request)
    if not found:
        return _holder(request) if request.mentioned("role") else wording.unknown(request)
    return _described(found[:4], request)


def _described(found: Sequence[str], request: Request) -> Reply:
    people = [request.knowledge.people[person_id] for person_id in found]
    told = tuple(wording.told(_sentence(person, request)) for person in people)
    source = wording.source_line(people[0], request.knowledge, request.language)
    label = request.phrases.label.quotations
    quoted = tuple(
        wording.show(f"{person_id}{_SAID}", request.knowledge, request.language, label)
        for person_id, person in zip(found, people, strict=True)
        if person.quotations and len(found) == 1 and request.target != "person.quotations"
    )
    return Reply(Kind.PERSON, (*told, source), quoted, tuple(found), score=request.score)


def _sentence(person: Person, request: Request) -> str:
    roles = writing.listed((_role(role, request) for role in person.roles), request.language)
    return request.phrases.person.roles.format(name=person.name, roles=roles)


def _role(role: Role, request: Request) -> str:
    phrase = request.phrases.person.former if role.former else request.phrases.person.role
    organisation = request.phrases.term(request.knowledge.name_of(role.of))
    return phrase.format(title=request.phrases.term(role.title), organisation=organisation)


def _quotations(request: Request) -> Reply:
    found = [person for person in _people(request) if request.knowledge.people[person].quotations]
    if found:
        return _words_of(found, request)
    named = _people(request)
    if not named:
        return wording.unknown(request)
    name = request.knowledge.name_of(named[0])
    says = request.phrases.person.no_quotation.format(name=name)
    return wording.abstention(says, request.knowledge, request.language, near=named, score=request.score)


def _words_of(found: Sequence[str], request: Request) -> Reply:
    blocks: list[Block] = []
    for person_id in found:
        person = request.knowledge.people[person_id]
        blocks += [_quotation(person, said.text, said.at, request) for said in person.quotations]
    quoted = wording.original(tuple(blocks), request.knowledge, request.language)
    person = request.knowledge.people[found[0]]
    source = wording.source_line(person, request.knowledge, request.language)
    about = tuple(wording.show(person_id, request.knowledge, request.language) for person_id in found)
    return Reply(Kind.PERSON, (*quoted, source), about, tuple(found), score=request.score)


def _quotation(person: Person, text: str, event_id: str, request: Request) -> Quotation:
    event = request.knowledge.events[event_id].short
    return Quotation(text, request.phrases.person.quoted_at.format(name=person.name, event=event))


def _speaker(request: Request) -> Reply:
    """Whose words the question repeats; the person of the conversation where it repeats none."""
    asked = set(map(stem, request.words))
    scored = [
        (len(asked & set(map(stem, words(fold(said.text))))), person_id)
        for person_id, person in request.knowledge.people.items()
        for said in person.quotations
    ]
    best = max(scored, default=(0, ""))
    if best[0] >= _REPEATED:
        return _words_of([best[1]], request)
    return _quotations(request)


def _holder(request: Request) -> Reply:
    held = list(_held(request))
    if not held:
        near = [person for person, _, _ in _in_office(request, set(request.mentioned("role")))]
        says = request.phrases.person.no_holder
        return wording.abstention(says, request.knowledge, request.language, near=near, score=request.score)
    return _described(list(dict.fromkeys(person_id for person_id, _, _ in held))[:4], request)


def _held(request: Request) -> Iterator[Held]:
    """The roles that fit the words for the role and the organisation, as narrowly as the question says it."""
    roles = set(request.mentioned("role")) or {_LEADING}
    named = set(request.mentioned("organisation"))
    wanted = named or set(request.mentioned("association")) or set(_default_of(roles, request))
    parts = {key for key, each in request.knowledge.organisations.items() if each.part_of in wanted & named}
    for titles, places in ((roles, wanted), (_alike(roles), wanted), (roles, parts)):
        fitting = [held for held in _in_office(request, titles) if held[2].of in places]
        if fitting:
            yield from _present(fitting)
            return


def _alike(roles: set[str]) -> set[str]:
    """The roles with those that other languages and habits call by the same word."""
    return roles.union(*(group for group in _GROUPS if group & roles))


def _present(held: Iterable[Held]) -> list[Held]:
    """Those in office; former ones where nobody is."""
    every = list(held)
    return [each for each in every if not each[2].former] or every


def _default_of(roles: set[str], request: Request) -> Iterable[str]:
    """Where no organisation is named: that of the conversation, else all, but a leader leads the association."""
    remembered = request.remembered(lambda subject: subject in request.knowledge.organisations)
    if remembered:
        return [remembered]
    if _LEADING in roles:
        return ["association"]
    return {role.of for person in request.knowledge.people.values() for role in person.roles}


def _in_office(request: Request, roles: set[str]) -> Iterator[Held]:
    wanted = roles | (_LEADERS if _LEADING in roles else set())
    for person_id, person in request.knowledge.people.items():
        for role in person.roles:
            if wanted & set(request.roles_in(role.title)):
                yield person_id, person, role


def _other(request: Request) -> Reply:
    """What is asked of somebody and stands in no record."""
    found = _people(request)
    name = request.knowledge.name_of(found[0]) if found else ""
    says = request.phrases.person.other.format(name=name) if found else request.phrases.not_published
    return wording.abstention(says, request.knowledge, request.language, near=found, score=request.score)
