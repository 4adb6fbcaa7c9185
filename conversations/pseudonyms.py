"""Names for people whose name and number nobody needs to know: short, stable, easy to say."""

from conversations.sealing import Keyring

# Syllables that French and English speakers read alike, without those that make coarse words.
SYLLABLES = tuple(
    consonant + vowel
    for consonant in "bdflmnrtv"
    for vowel in "aeio"
    if consonant + vowel not in ("bi", "de", "te", "fi")
)
FIRST, SECOND = 2, 3


def pseudonym_of(thread_id: int, keyring: Keyring) -> str:
    """What operators call the person of this thread: `Mila Tarono`."""
    number = int.from_bytes(keyring.pseudonym_hash(thread_id)[:8])
    spoken = []
    for _ in range(FIRST + SECOND):
        number, rest = divmod(number, len(SYLLABLES))
        spoken.append(SYLLABLES[rest])
    first, second = "".join(spoken[:FIRST]), "".join(spoken[FIRST:])
    return f"{first.capitalize()} {second.capitalize()}"
