"""The words that questions about a programme are made of, folded, in English, Spanish, French, German and Italian.

What is in none of these lists is taken to name something; so a word that asks for more than a programme knows
("price", "password", "parking") must never be added here.
"""

from typing import Final


def word_set(lines: str) -> frozenset[str]:
    """The words of a text, parted by spaces."""
    return frozenset(lines.split())


# Before a name; never a part of it.
HONORIFICS: Final = word_set(
    "dr prof professor mr mrs ms miss sir mag dipl ing phd msc mba herr frau sr sra dra profa profesor profesora "
    "doctora mme monsieur madame docteur professeur professeure sig signor signora dott dottor dottoressa professoressa"
)
# Articles, prepositions, auxiliaries, politeness: they say nothing about what is asked for.
SMALL: Final = HONORIFICS | word_set(
    "a an the of for in on at to from by with and or but is are was were be been being am do does did doing done "
    "has have "
    "had having will would shall should can could may might must i me my we us our you your he him his she her "
    "they them "
    "their it its this that these those there here what which s t re ve ll d m n not no yes any some all every "
    "each other "
    "another else ever also too just only please pls plz thx thanks thank tell show give gimme list find get got "
    "know see "
    "want wanna need like looking look let lets say hey hi hello ok okay so then well um uh if as into about "
    "around up out "
    "off over more most much many one ones thing things stuff something anything everything nothing anyone someone "
    "somebody anybody going gonna happening happen happens happened taking take takes place scheduled planned attend "
    "attending visit join go goes come comes coming interesting interested good cool nice great best awesome "
    "recommend "
    "could u r ur im ive whats wheres whens whos hows theres dont isnt dear sorry excuse oh actually really "
    "exactly still "
    "yet already currently again possible possibly maybe perhaps per via than such same both either "
    "held hold holding run runs running present presented presenting called named titled title entitled name names "
    "occur occurs part offered contain contains concerning regarding related relating dealing deals "
    "deal cover "
    "covers covering topic topics subject subjects theme themes themed area me remind quick quickly "
    "question info "
    "information about conference conferences event events congress meeting barcamp con fest festival please "
    # Spanish
    "el la los las un una unos unas lo de del al y e o u en con por para sin sobre es son esta estan este esto "
    "esta estos "
    "estas ese esa esos esas hay habra ser sera seran tiene tienen tengo puedo puede quiero quisiera dime decir "
    "muestra "
    "mostrar me te se le les nos su sus mi mis tu tus que cual cuales alguna alguno algun algunas algunos algo "
    "todo toda "
    "todos todas favor porfa gracias hola si no ya mas muy tambien pero como va van ir hace ocurre pasa llama "
    "llamada "
    "titulo titulada lugar tema temas trata tratan busco otra otro otras otros sesion evento eventos congreso "
    "ahi alli "
    # French
    "le les l d du des quoi un une au aux et ou dans sur avec sans pour par chez est sont sera seront c ce cet "
    "cette ces ca "
    "cela qu que quel quelle quels quelles y a t il elle ils elles on je j me tu te vous nous votre vos notre "
    "nos mon ma "
    "mes son sa ses leur leurs ont avoir etre fait faire peut peux puis veux voudrais voir donner donne dites "
    "dis moi "
    "montre svp plait merci bonjour salut oui non ne n pas plus tres aussi mais comme lieu titre intitule intitulee "
    "nomme quelque quelques chose tout toute tous toutes autre autres sujet sujets theme themes evenement concernant "
    "passe s si m en se truc trucs machin "
    # German
    "der die das den dem des ein eine einen einem einer eines und oder aber im in am an auf aus bei mit nach von "
    "vom zu "
    "zum zur fur fuer uber ueber um durch ist sind war waren sein wird werden wurde hat haben gibt gibts es er "
    "sie ihn ihm "
    "ihr wir uns ihnen ich du dich dir mich mir man kann konnen koennen konnte kannst mochte moechte will wollen "
    "soll "
    "sollte zeig zeige sag sage nenne nenn bitte danke hallo hi ja nein nicht kein keine noch schon auch nur so "
    "dann denn "
    "mal doch eigentlich da dort hier was welche welcher welches welchen welchem etwas alles alle jede jeder "
    "jedes andere "
    "anderen heisst heissen namens titel thema themen statt findet finden stattfindet stattfinden gehalten halt "
    "haelt halten "
    "macht los geht gehts konferenz tagung veranstaltung veranstaltungen s als ob dieser diese dieses diesem "
    "diesen mein "
    "meine meinen seine ihre zeigen wissen weiss weisst suche interessiert zeug zeugs kram sachen dran drankommt "
    # Italian
    "il lo gli i la le un uno una di del dello della dei degli delle da dal dalla al allo alla agli alle nel "
    "nello nella "
    "nei negli nelle sul sullo sulla sui con per tra fra e ed o che cosa cos c ci e sono sara saranno ha hanno "
    "ho si no mi "
    "ti vi me te dimmi mostra mostrami voglio vorrei posso puo fare fa questo questa questi queste quello quella "
    "qualche "
    "qualcosa tutto tutta tutti tutte altro altra altri altre grazie ciao favore come piu anche ma non intitolato "
    "intitolata chiamato argomento tema temi luogo tiene tengono evento eventi conferenza riguardo"
)

# What a session is called when nothing is said of its type.
SESSIONS: Final = word_set(
    "talk talks session sessions presentation presentations lecture lectures slot slots speech speeches item items "
    "programme program programm schedule agenda timetable entry entries row rows lineup activity activities "
    "charla charlas ponencia ponencias sesion sesiones conferencia presentacion presentaciones programa horario "
    "horarios "
    "actividad actividades platica platicas "
    "expose exposes seance seances presentation presentations intervention interventions programme planning discours "
    "vortrag vortrage vortraege vortragen vortraegen vortrags sitzung sitzungen beitrag beitrage beitraege "
    "programmpunkt "
    "programmpunkte programmpunkten zeitplan fahrplan sessions referat referate termin termine prasentation "
    "prasentationen praesentation praesentationen talks "
    "conferenze sessione sessioni discorso discorsi intervento interventi relazione relazioni programma "
    "presentazione "
    "presentazioni attivita conf confs"
)

WHEN: Final = word_set(
    "when wann cuando quand time times timing uhrzeit zeit hora horas heure heures ora ore start starts starting "
    "begin begins beginning beginnt anfangt anfaengt startet empieza comienza comenzar commence debute inizia "
    "comincia end "
    "ends ending finish finishes over endet acaba termina finit finisce day date tag datum dia fecha jour date "
    "giorno "
    "uhr clock wieviel wanns"
)
WHERE: Final = word_set(
    "where wo donde dove room rooms raum raume raeume saal sala salas salle salles stanza aula horsaal hoersaal hall "
    "location place wohin hin ort zimmer floor sale lieu auditorium"
)
ROOM: Final = word_set("room raum saal sala salle stanza aula horsaal hoersaal hall zimmer auditorium")
WHO: Final = word_set(
    "who wer wen wem quien quienes qui chi whose speaker speakers presenter presenters host referent referenten "
    "referentin "
    "referentinnen sprecher sprecherin ponente ponentes orador oradores oradora intervenant intervenants "
    "intervenante "
    "orateur orateurs relatore relatori relatrice vortragende vortragender vortragenden lecturer lecturers "
    "instructor "
    "panelist panelists wers author authors redner"
)
SPEAKS: Final = word_set(
    "speak speaks speaking spoke talks talking talk presents presenting present gives giving give given gave "
    "delivers "
    "delivering teaches runs running hosts hosting appear appears perform performs leads leading lead "
    "spricht sprechen redet reden halt haelt halten referiert vortragt prasentiert praesentiert gibt "
    "habla hablan hablara presenta presentan da dan imparte imparten dara daran dicta interviene "
    "parle parlent presente presentent donne donnent intervient anime "
    "parla parlano presenta presentano tiene tengono interviene terra"
)
BY: Final = word_set("by von por par da di de with mit con avec from feat featuring")
CHAIRS: Final = word_set(
    "chair chairs chaired chairing chairperson chairman chairwoman moderator moderators moderates moderate moderated "
    "moderating moderiert moderieren moderation leitet leitung sitzungsleitung vorsitz modera moderan moderador "
    "moderadora "
    "preside presiden presidente moderateur moderatrice moderent moderatore moderatrice moderano presiede"
)
DESCRIBES: Final = word_set(
    "description abstract summary summarize summarise detail details explain describe worum beschreibung inhalt "
    "zusammenfassung descripcion resumen detalles resume contenu contenuto descrizione riassunto dettagli"
)
TYPES: Final = word_set("type types kind kinds format formats typ typen art tipo tipos tipi formato formati genre sort")
TRACK: Final = word_set("track tracks strang schiene reihe linea parcours percorso filiere traccia stream streams")
LANGUAGE: Final = word_set("language languages sprache sprachen idioma idiomas lengua langue langues lingua lingue")

NUMBERS: Final = {
    word: value
    for value, own in enumerate(
        (
            "one una uno une ein eins eine",
            "two dos deux zwei due",
            "three tres trois drei tre",
            "four cuatro quatre vier quattro",
            "five cinco cinq funf fuenf cinque",
            "six seis sechs sei",
            "seven siete sept sieben sette",
            "eight ocho huit acht otto",
            "nine nueve neuf neun nove",
            "ten diez dix zehn dieci",
            "eleven once onze elf undici",
            "twelve doce douze zwolf zwoelf dodici",
        ),
        start=1,
    )
    for word in own.split()
}
ORDINALS: Final = {
    word: value
    for value, own in enumerate(
        (
            "first 1st primer primera primero premier premiere erste ersten erster erstes prima primo 1er",
            "second 2nd segundo segunda deuxieme zweite zweiten zweiter zweites secondo seconda",
            "third 3rd tercer tercera tercero troisieme dritte dritten dritter drittes terzo terza",
            "fourth 4th cuarto cuarta quatrieme vierte vierten vierter viertes quarto quarta",
            "fifth 5th quinto quinta cinquieme funfte fuenfte funften funftes fifth",
        ),
        start=1,
    )
    for word in own.split()
}
LAST: Final = word_set("last final latest ultimo ultima dernier derniere letzte letzten letzter letztes")
WEEKDAYS: Final = {
    word: value
    for value, own in enumerate(
        (
            "monday mon montag montags lunes lundi lunedi mo",
            "tuesday tue tues dienstag dienstags martes mardi martedi di",
            "wednesday wed weds mittwoch mittwochs miercoles mercredi mercoledi mi",
            "thursday thu thur thurs donnerstag donnerstags jueves jeudi giovedi do",
            "friday fri freitag freitags viernes vendredi venerdi fr",
            "saturday sat samstag samstags sonnabend sabado samedi sabato sa",
            "sunday sun sonntag sonntags domingo dimanche domenica so",
        )
    )
    for word in own.split()
    if len(word) > 2  # noqa: PLR2004 "so" and "do" are other words first
}
MONTHS: Final = {
    word: value
    for value, own in enumerate(
        (
            "january jan januar enero janvier gennaio janner jaenner",
            "february feb februar febrero fevrier febbraio",
            "march mar marz maerz marzo mars",
            "april apr abril avril aprile",
            "may mai mayo maggio",
            "june jun juni junio juin giugno",
            "july jul juli julio juillet luglio",
            "august aug agosto aout",
            "september sep sept septiembre setiembre septembre settembre",
            "october oct oktober okt octubre octobre ottobre",
            "november nov noviembre novembre",
            "december dec dezember dez diciembre decembre dicembre",
        ),
        start=1,
    )
    for word in own.split()
}
LANGUAGES: Final = {
    word: code
    for code, own in {
        "en": "english englisch englische englischen englischsprachige ingles inglesa anglais anglaise inglese en eng",
        "de": "german deutsch deutsche deutschen deutschsprachige aleman alemana allemand tedesco tedeschi de deu",
        "fr": "french franzosisch franzoesisch franzosische frances francesa francais francaise francese fr fra fre",
        "es": "spanish spanisch spanische espanol espanola castellano espagnol espagnole spagnolo spagnola es spa",
        "it": "italian italienisch italienische italiano italiana italien italienne it ita",
        "pt": "portuguese portugiesisch portugues portuguesa portugais portugaise portoghese pt por",
        "nl": "dutch niederlandisch niederlaendisch holandes neerlandes neerlandais olandese nl nld",
        "pl": "polish polnisch polaco polonais polacco pl pol",
        "cs": "czech tschechisch checo tcheque ceco cs cze ces",
        "ru": "russian russisch ruso russe russo ru rus",
        "ja": "japanese japanisch japones japonais giapponese ja jpn",
        "zh": "chinese chinesisch chino chinois cinese mandarin zh zho",
        "th": "thai thailandisch tailandes thailandais tailandese th tha",
        "ko": "korean koreanisch coreano coreen ko kor",
        "ca": "catalan katalanisch catala catalane ca cat",
        "uk": "ukrainian ukrainisch ucraniano ukrainien ucraino uk ukr",
        "ar": "arabic arabisch arabe arabo ar ara",
    }.items()
    for word in own.split()
}
# Other words for what programmes call by one of them; the first is what a reading shows.
SYNONYMS: Final = tuple(
    word_set(line)
    for line in (
        "lunch mittagessen mittagspause almuerzo comida dejeuner pranzo lunchtime eat mangeons comemos mangiamo",
        "coffee kaffee kaffeepause cafe caffe tea coffeebreak",
        "break breaks pause pausen pausa pausas descanso pauses kaffeepause mittagspause recess",
        "dinner abendessen cena diner banquet gala banquete",
        "breakfast fruhstuck fruehstueck desayuno colazione brekkie",
        "registration registrierung anmeldung registro inscripcion inscriptions registrazione iscrizione",
        "opening eroffnung eroeffnung begrussung begruessung welcome apertura inauguracion bienvenida ouverture",
        "closing abschluss schluss clausura cierre cloture chiusura farewell verabschiedung",
        "workshop workshops taller talleres atelier ateliers laboratorio laboratori hands-on tutorial tutorials",
        "keynote keynotes hauptvortrag eroffnungsvortrag magistral plenary",
        "panel panels podium podiumsdiskussion podiumsgesprach tavola mesa discussion",
        "poster posters",
        "lightning blitz relampago eclair kurzvortrage kurzvortraege",
        "party feier fiesta fete festa social",
        "demo demos demonstration",
        "reception empfang recepcion ricevimento cocktail aperitif apero",
        "visit visits besuch besichtigung visita visite tour",
        "assembly versammlung mitgliederversammlung asamblea assemblee assemblea agm",
    )
)
PRONOUNS: Final = word_set(
    "it its that this he him his she her hers they them their those these there one ones er sie ihn ihm ihr dieser "
    "diese dieses dort davon darin ella ello eso esto alli ese esa lui elle ils elles cela celui celle lei esso essa "
    "quello quella questo questa"
)
JOINS: Final = word_set("and und y e et ed also dann then or but only just nur solo solamente seulement juste soltanto")
NOUN_ONLY: Final = word_set("only just nur solo solamente seulement juste soltanto bloss")

# What people ask at an event and no programme knows; a session may be about it all the same.
OUTSIDE: Final = word_set(
    "wifi wlan wi-fi password passwort contrasena ssid internet parking park parken parkplatz parkplatze "
    "aparcamiento "
    "aparcar estacionamiento stationnement stationner parcheggio garage ticket tickets price prices cost costs "
    "fee fees precio precios coste prix preis preise kostet kosten cuesta cuestan coute prezzo costa biglietto "
    "biglietti "
    "entrada entradas billet billets eintritt eintrittskarte hotel hotels unterkunft "
    "accommodation alojamiento hebergement alloggio restaurant restaurants toilet toilets restroom bathroom toilette "
    "toiletten klo wc bano banos bagno slides folien diapositivas diapos recording recordings recorded video videos "
    "stream streams livestream streaming aufzeichnung aufzeichnungen grabacion enregistrement email e-mail "
    "mail mails phone telephone telefon telefono number twitter linkedin mastodon instagram github website webseite "
    "address adresse direccion indirizzo visa visum refund discount code rabatt codigo dress vegan vegetarian "
    "vegetarisch "
    "vegano vegetariano vegetarien allergy allergies allergien allergic gluten childcare kinderbetreuung badge "
    "badges "
    "certificate certificates zertifikat certificado luggage gepack cloakroom garderobe sponsor sponsors "
    "sponsored sponsoren "
    "weather wetter meteo clima taxi bus train airport bahnhof flughafen aeropuerto gare aeroport "
    "door tur puerta porte porta seats seat sitzplatze capacity kapazitat attendees teilnehmer asistentes "
    "participants "
    "salary gehalt age old alt married company firma menu speisekarte food essen drinks getranke "
    "smoking smoke rauchen dog hund pharmacy doctor arzt hospital insurance job jobs t-shirt tshirt shirt power "
    "socket steckdose "
    "plug charger opens closes works worked work lives live handle people attendance temperature venue bring buy "
    "kaufen comprar acheter comprare pay bezahlen pagar payer pagare free gratis gratuit kostenlos"
)

# Every word that asks instead of naming something.
GRAMMAR: Final = frozenset().union(
    SMALL, SESSIONS, WHEN, WHERE, WHO, SPEAKS, BY, CHAIRS, DESCRIBES, TYPES, TRACK, LANGUAGE, PRONOUNS, JOINS
)
