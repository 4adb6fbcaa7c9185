"""A helpline that was full or did not answer is heard in every language, and no other number."""

import pytest


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("le 115 est complet", ("115",)),
        ("le 3919 répond pas", ("3919",)),
        ("le 115 nous a dit que c complet, on est a saint nazaire", ("115",)),
        ("i called 115, they hung up on me", ("115",)),
        ("llame al 115 y me dicen que no hay plazas", ("115",)),
        ("liguei para o 115 e ninguém atende", ("115",)),
        ("he trucat al 115 i no agafen", ("115",)),
        ("am sunat la 115 nu raspunde nimeni", ("115",)),
        ("звонила на 115 никто не берет трубку", ("115",)),
        ("дзвонив на 115 кажуть місць немає", ("115",)),
        ("اتصلت ب 115 ولا احد يرد", ("115",)),
        ("به 115 زنگ زدم کسی جواب نداد", ("115",)),
        ("115 ته مې زنګ وواهه چا ځواب رانکړ", ("115",)),
        ("115-ზე დავრეკე არავინ მპასუხობს", ("115",)),
        ("ich habe 115 angerufen, keiner geht ran, alles besetzt", ("115",)),
        ("115打不通", ("115",)),
        ("comment joindre le 115", ()),
        ("how can i reach 115", ()),
        ("le 2 est complet", ()),
        ("je suis né en 1985, c'est complet", ()),
        ("manger 75018, le 1 est fermé", ()),
    ],
)
def test_the_numbers_that_were_called_in_vain(text, numbers, read):
    assert read(text).unreached == numbers


def test_a_plain_sentence_about_silence_names_no_helpline(read):
    assert read("mon frère répond pas au téléphone").wish != "busy"
