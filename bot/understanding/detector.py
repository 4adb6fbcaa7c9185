"""A general language detector, for texts whose words are not in our files."""

from dataclasses import dataclass, field

from py3langid.langid import MODEL_FILE, LanguageIdentifier

SHORTEST_DETECTED = 12
"""Letters under which no detector is reliable (measured on short texts)."""


@dataclass
class Detector:
    """A general language detector, held to the languages we speak."""

    languages: tuple[str, ...]
    identifier: LanguageIdentifier = field(init=False)

    def __post_init__(self) -> None:
        """Load its model; the languages that it does not know are left to the words."""
        self.identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        known = set(self.identifier.nb_classes)
        self.identifier.set_languages([code for code in self.languages if code in known])

    def odds(self, text: str) -> dict[str, float]:
        """Each language with its odds; nothing for a text too short to tell."""
        if sum(map(str.isalpha, text)) < SHORTEST_DETECTED:
            return {}
        return {code: float(odds) for code, odds in self.identifier.rank(text)}
