"""Italian texts as people send them, and what they mean."""

import pytest

from bot.understanding.request import Intent, Wish
from conversations.remarks import Remark

TEXTS = [
    ("dove danno da mangiare gratis a Lione", "food", "Lyon"),
    ("ho fame e non ho soldi, sono a Nizza", "food", "Nice"),
    ("una mensa per stasera a Marsiglia", "food", "Marseille"),
    ("pannolini e latte per il bambino a Tolone", "groceries", "Toulon"),
    ("non so dove dormire stanotte, sono a Grenoble", "shelter", "Grenoble"),
    ("cerco un dormitorio a Parigi", "shelter", "Paris"),
    ("dove posso farmi una doccia a Mentone", "shower", "Menton"),
    ("mi serve un medico, non ho documenti, Bordeaux", "health", "Bordeaux"),
    ("mia figlia ha la febbre, siamo a Strasburgo", "health", "Strasbourg"),
    ("mi fa male un dente, Nizza", "dentist", "Nice"),
    ("scarpe numero 43 e una coperta a Nizza", "clothing", "Nice"),
    ("avvocato per il permesso di soggiorno a Lione", "legal", "Lyon"),
    ("cerco lavoro a Nizza", "job", "Nice"),
    ("corso di francese a Marsiglia", "language_course", "Marseille"),
    ("dove caricare il telefono vicino alla gare de lyon", "phone", "Gare de Lyon"),
    ("lavare i vestiti a Tolosa", "laundry", "Toulouse"),
    ("assistente sociale a Nantes", "social_worker", "Nantes"),
    ("cerco una psicologa gratis a Rennes", "mental_health", "Rennes"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "it"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("un letto per stanotte", "tonight"),
        ("mensa domani sera", "tomorrow_evening"),
        ("doccia domattina", "tomorrow_morning"),
        ("dottore venerdì mattina", "friday_morning"),
        ("pranzo alle 13", "hour:13"),
    ],
)
def test_a_moment_is_read(read, text, moment):
    assert read(text).moment.name == moment


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("sono una donna sola, cerco un letto", "woman"),
        ("ho 16 anni, ci sono corsi?", "minor"),
        ("mia moglie è incinta", "pregnant"),
        ("mio figlio ha 4 anni", "family"),
    ],
)
def test_who_asks_is_read(read, text, audience):
    assert audience in read(text).audiences


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("voglio farla finita", "suicide"),
        ("non voglio più vivere", "suicide"),
        ("il mio compagno mi ha picchiata", "violence"),
        ("mi hanno preso il passaporto e non mi lasciano uscire", "violence"),
        ("il mio amico non respira", "medical"),
        ("ha preso troppe pastiglie e non si sveglia", "medical"),
        ("il vicino picchia i figli", "child"),
        ("ho 15 anni e mi hanno cacciato di casa", "child"),
    ],
)
def test_danger_is_heard(read, text, kind):
    request = read(text)

    assert request.danger == kind
    assert request.intent is Intent.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "muoio di sonno, un letto a Nizza",
        "il capo mi ammazza se arrivo tardi",
        "il telefono sta morendo, una presa elettrica?",
        "non voglio più vivere in strada, una stanza in affitto?",
        "overdose di pasta, altro da mangiare?",
    ],
)
def test_a_way_of_speaking_is_no_danger(read, text):
    assert read(text).danger is None


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("buonasera", Intent.GREETING),
        ("grazie mille", Intent.THANKS),
        ("altri posti", Intent.MORE),
        ("aiuto", Intent.MENU),
        ("voglio parlare con una persona vera", Intent.OPERATOR),
        ("non mandatemi più messaggi", Intent.STOP),
        ("cancellate i miei dati", Intent.ERASE),
        ("il secondo", Intent.CHOICE),
        ("complimenti hai vinto, clicca qui", Intent.OTHER),
        ("vaffanculo", Intent.OTHER),
    ],
)
def test_what_is_wanted_of_us_is_known(read, text, intent):
    assert read(text).intent is intent


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("mi puoi ripetere l'indirizzo?", Wish.AGAIN),
        ("come ieri", Wish.SAME),
        ("troppo lontano", Wish.NEARER),
        ("in un'altra città", Wish.ELSEWHERE),
        ("a che ora chiude?", Wish.HOURS),
        ("come ci arrivo?", Wish.WAY),
        ("servono i documenti?", Wish.PAPERS),
        ("chi legge i miei messaggi?", Wish.PRIVACY),
        ("falso allarme, sto bene", Wish.SAFE),
        ("non sto bene", None),
        ("il 115 non risponde", Wish.BUSY),
        ("mia moglie parla solo arabo", Wish.OTHER_SPEAKS),
    ],
)
def test_what_else_is_asked_is_heard(read, text, wish):
    assert read(text, language="it").wish is wish


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("era pieno", Remark.FULL),
        ("RIFIUTO", Remark.REFUSED),
        ("si sono trasferiti", Remark.MOVED),
        ("CHIUSO", Remark.CLOSED),
    ],
)
def test_what_is_said_of_a_place_is_heard(read, text, remark):
    assert read(text, language="it").remark is remark


@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("non servo a niente", "mental_health"),
        ("cerco una coperta a Nizza", "clothing"),
    ],
)
def test_a_few_words_are_enough_for_a_need(read, text, need):
    assert read(text, language="it").needs == (need,)


def test_an_age_said_short_is_one_and_a_time_is_not(read):
    assert "minor" in read("16 anni da solo a Lyon").audiences
    assert "minor" not in read("vivo in strada da 5 anni da solo").audiences
