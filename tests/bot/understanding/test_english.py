"""English texts as people send them, and what they mean."""

import pytest

from bot.understanding.request import Intent

TEXTS = [
    ("any soup kitchen open this evening in Nantes", "food", "Nantes"),
    ("need somewhere to crash tonight, toulouse", "shelter", "Toulouse"),
    ("i have not eaten since yesterday, i am in grenoble", "food", "Grenoble"),
    ("looking for free shower near gare du nord", "shower", "Gare du Nord"),
    ("where to wash my clothes in dunkirk", "laundry", "Dunkerque"),
    ("can a doctor see me without insurance in Caen?", "health", "Caen"),
    ("my tooth hurts so bad, metz", "dentist", "Metz"),
    ("i need a winter coat and boots size 42 in lille", "clothing", "Lille"),
    ("where can i leave my bags in marseille for a few hours", "luggage", "Marseille"),
    ("free wifi and computer in rouen", "digital", "Rouen"),
    ("how do i claim asylum, im in paris", "legal", "Paris"),
    ("pregnant and homeless in lyon need help tonight", "pregnancy shelter", "Lyon"),
    ("nappies for my baby please calais", "groceries", "Calais"),
    ("where can i get my mail, i have no address, bordeaux", "address", "Bordeaux"),
    ("i want to learn french in nancy", "language_course", "Nancy"),
    ("any work for me in avignon", "job", "Avignon"),
    ("need to talk to a psychologist in brest", "mental_health", "Brest"),
    ("clean needles in nice please", "addiction", "Nice"),
    ("i want to get tested for hiv in lyon", "sexual_health", "Lyon"),
    ("somebody to help me fill caf form in tours", "paperwork", "Tours"),
    ("a place to rest and warm up in strasbourg", "rest", "Strasbourg"),
    ("public toilets near part dieu", "toilets", "Gare de la Part-Dieu"),
    ("drinking water barcelona", "water", "Barcelona"),
    ("charge my phone gare de l'est", "phone", "Gare de l'Est"),
    ("vet for my sick dog in dijon", "animals", "Dijon"),
    ("free haircut in reims", "haircut", "Reims"),
    ("bus ticket to go to hospital, angers", "health transport", "Angers"),
    ("my landlord wants to evict me, montpellier", "housing", "Montpellier"),
    ("sanitary pads le havre", "hygiene", "Le Havre"),
    (
        "we are 5 people with 2 babies sleeping in the street in saint denis",
        "shelter",
        "Saint-Denis",
    ),
    ("is there a food bank in perpignan on friday", "groceries", "Perpignan"),
    ("social worker in rennes who speaks english", "social_worker", "Rennes"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "en"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("thanks a lot", Intent.THANKS),
        ("hello", Intent.GREETING),
        ("delete my data please", Intent.ERASE),
        ("can i talk to a real person", Intent.OPERATOR),
        ("what can you do", Intent.MENU),
        ("more please", Intent.MORE),
        ("the second one", Intent.CHOICE),
        ("sorry wrong number", Intent.OTHER),
    ],
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent
