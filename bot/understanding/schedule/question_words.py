"""Words that ask: by themselves they name nothing."""

from typing import Final

from bot.understanding.schedule import lexicon

# Words of phrases below; by themselves they name nothing.
WORDS: Final = lexicon.word_set(
    "how many much long number wie viele viel lange lang dauert dauer cuanto cuantos cuanta cuantas dura duran "
    "tiempo duracion "
    "combien temps dure duree quanti quante quanto dura durano durata tempo duration length lasts last takes "
    "minutes min "
    "still cancelled canceled cancel abgesagt entfallt faellt fallt aus sigue pie cancelada cancelado "
    "cancelo "
    "annule annulee maintenu maintenue toujours annullato annullata confermato confermata confirmed postponed "
    "moved verschoben "
    "follows following follow after afterwards before next danach nach vorher vor folgt kommt despues antes "
    "sigue siguiente "
    "tras apres avant suit suivant dopo segue prima previous directly right geht trata tratta parle traite "
    "language languages "
    "topic start starts end worum worueber woruber wovon changed change there already only just first last final "
    "between until till ab bis seit during waehrend wahrend durante pendant past since hasta entre jusqu onwards "
    "times rest remaining left comes running daily gibt's is's o'clock clock "
    "lauft laeuft laufen lief los vor passiert heute now later day days tag tage tagen dias dia jours jour "
    "giorni giorno "
    "leave leaves leaving depart departs departing abfahrt fahrt faehrt sale salen part partent parte partono "
    "am pm uhr h today tomorrow morning afternoon evening night noon"
)
PROGRAMME: Final = lexicon.word_set(
    "programme program programm schedule agenda timetable zeitplan fahrplan programa horario planning programma "
    "sessions talks "
    "vortrage vortraege charlas conferences lineup"
)
ASKING: Final = lexicon.word_set(
    "what whats was que qu quoi cosa che any anything something there gibt hay quel quelle show list programme"
)
OPENERS: Final = lexicon.word_set(
    "when where who wann wo wer cuando donde quien quienes quand ou qui quando dove chi how wie which"
)
