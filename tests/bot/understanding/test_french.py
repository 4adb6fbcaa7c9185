"""French texts as people send them, and what they mean."""

import pytest

from bot.understanding.request import Intent

TEXTS = [
    (
        "où est ce que je peux avoir un sandwich gratuit vers la gare de Rennes",
        "food",
        "Gare de Rennes",
    ),
    ("kel asso done a manger sur clermont", "food", "Clermont-Ferrand"),
    ("jcherche un endroit pour prendre 1 douche a st nazaire", "shower", "Saint-Nazaire"),
    ("ki peu maider a remplir mon dossier de logement a toulon", "housing paperwork", "Toulon"),
    ("j'ai besoin d'un duvet et de chaussettes, je suis à Amiens", "clothing", "Amiens"),
    ("bsr je sors de prison demain et je c pas ou dormir, c a fresnes", "shelter", "Fresnes"),
    ("ma mere a 72 ans et besoin d'un dentiste pas cher sur evry", "dentist", "Évry-Courcouronnes"),
    ("on est 3 avec mon copain et ma fille, pas de toit ce soir, Angers", "shelter", "Angers"),
    ("ou trouver des serviettes hygieniques a montreuil", "hygiene", "Montreuil"),
    ("g le sida ou trouver un docteur discret lyon 8", "health sexual_health", "Lyon 8"),
    ("consigne pour mes bagages pres de la gare de strasbourg", "luggage", "Gare de Strasbourg"),
    ("cherche colis de nourriture pr ma famille a roubaix", "groceries", "Roubaix"),
    ("comment avoir la cmu a besançon", "health", "Besançon"),
    ("je voudrais apprendre à lire et écrire à Limoges", "language_course", "Limoges"),
    ("avocat gratuit pour divorce à Metz", "legal", "Metz"),
    ("il fait 38 degrés, un endroit climatisé à Avignon svp", "rest", "Avignon"),
    ("ma fille de 4 ans a besoin d'un manteau, poitiers", "clothing", "Poitiers"),
    ("où puis-je voir un psychologue gratuit à Lorient", "mental_health", "Lorient"),
    ("je suis à la rue avec mon berger allemand a pau", "shelter", "Pau"),
    (
        "je dors dans une tente a grande synthe j'ai besoin d'une couverture",
        "clothing",
        "Grande-Synthe",
    ),
    ("où charger mon tel à la gare de lyon part dieu", "phone", "Gare de Lyon"),
    ("wc ouverts la nuit vers chatelet paris", "toilets", "Châtelet"),
    ("besoin de couches et lait pour bébé de 6 mois tourcoing", "groceries", "Tourcoing"),
    ("ou faire un test de grossesse gratuit caen", "sexual_health", "Caen"),
    ("ou laver mes vetements le dimanche a nimes", "laundry", "Nîmes"),
    ("imprimer un cv à bobigny", "digital job", "Bobigny"),
    ("je cherche un boulot de nuit au mans", "job", "Le Mans"),
    ("ou recevoir mon courrier quand on est sdf a bayonne", "address", "Bayonne"),
    ("repas de noel pour sdf a nancy", "food", "Nancy"),
    ("coupe de cheveux a petit prix à Dunkerque", "haircut", "Dunkerque"),
    ("medecin ki parle arabe a saint denis", "health", "Saint-Denis"),
    ("une assistante sociale qui parle anglais à calais", "social_worker", "Calais"),
    ("je suis enceinte de 3 mois sans papiers à vitry", "pregnancy", "Vitry-sur-Seine"),
    ("je suis alcoolique et je veux arrêter, Quimper", "addiction", "Quimper"),
    ("croquettes gratuites pour mon chat a tours", "animals", "Tours"),
    ("un endroit pour jouer au basket à Créteil", "activities", "Créteil"),
    ("comment avoir la carte de bus gratuite à Dunkerque", "transport", "Dunkerque"),
    ("je peux pas payer mon loyer ce mois ci, marseille 3", "money", "Marseille 3"),
    ("pas besoin de manger, juste une douche à lille", "shower", "Lille"),
    ("je viens de Lyon, je suis à Rennes, je cherche un médecin", "health", "Rennes"),
    ("il me faut des bonnes chaussures a brest", "clothing", "Brest"),
    ("je cherche la croix rouge a bayonne", "", "Bayonne"),
    ("jdor dehor a tour", "shelter", "Tours"),
    ("kartier nord marseil distribution repas", "food", "Marseille"),
    ("je suis pres dagen jai faim", "food", "Agen"),
    ("une laverie a coté dalbi", "laundry", "Albi"),
]


@pytest.mark.parametrize(("text", "needs", "place"), TEXTS, ids=[text for text, *_ in TEXTS])
def test_a_text_is_understood(read, text, needs, place):
    request = read(text)

    assert request.language == "fr"
    assert " ".join(sorted(request.needs)) == needs
    assert request.places[0].place.name == place


EVERYDAY = [
    "c'est celle de la rue du marché",
    "bonne nuit à toi", "le cours est annulé", "ça n'a pas de sens", "je vais chercher du pain",
    "elle est partie hier", "appelle moi quand tu peux", "nous sommes tous fatigués",
    "la porte est fermée", "il fait beau aujourd'hui", "le patron est gentil", "vous avez raison",
    "mon sac est lourd", "la machine est en panne", "la roue est crevée", "au bout de la rue",
    "à côté de l'église", "j'ai traversé la mer", "je suis arrivé en france en mars",
]  # fmt: skip


@pytest.mark.parametrize("text", EVERYDAY)
def test_everyday_words_are_no_places(read, text):
    assert read(text).places == ()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("merci beaucoup", Intent.THANKS),
        ("bonsoir", Intent.GREETING),
        ("STOP", Intent.STOP),
        ("stop merci", Intent.STOP),
        ("effacez toutes mes données svp", Intent.ERASE),
        ("je voudrais parler à une vraie personne", Intent.OPERATOR),
        ("qui êtes vous", Intent.MENU),
        ("d'autres adresses", Intent.MORE),
        ("la deuxième adresse", Intent.CHOICE),
        ("ils ont déménagé le mois dernier", Intent.REPORT),
        ("votre colis est en attente, cliquez ici", Intent.OTHER),
        ("tu viens manger dimanche à la maison ?", Intent.OTHER),
    ],
)
def test_what_is_said_to_the_bot_is_heard(read, text, intent):
    assert read(text).intent is intent
