"""Towns whose name is written in another script than those the data has it in."""

from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from directory.gazetteer.scripts import Romaniser, skeletons
from directory.gazetteer.sounds import sound

LEAST = 2  # consonants; with fewer a name could be anything
BONES, FLESH = 0.62, 0.38  # what consonants and the whole sound weigh in a likeness
ONE_OFF = 0.85  # how alike skeletons are that differ by one consonant


class Foreign:
    """The larger towns by the consonants of their names."""

    def __init__(
        self, keys: Sequence[str], bones: Sequence[str], lifts: Sequence[float], names: Romaniser
    ) -> None:
        self._keys, self._lifts, self._names = keys, lifts, names
        self._whole: dict[str, tuple[int, ...]] = {}
        self._one_less: dict[str, tuple[int, ...]] = {}
        for row, forms in enumerate(bones):
            for form in forms.split():
                self._whole[form] = (*self._whole.get(form, ()), row)
                for less in _one_less(form):
                    self._one_less[less] = (*self._one_less.get(less, ()), row)

    def alike(self, key: str, least: float) -> list[tuple[float, int]]:
        """How like (0 to 1) and which rows, the likeliest first."""
        heard = self._names.romanise(key)
        scores: dict[int, float] = {}
        for form in skeletons(heard):
            for row, bones in self._of_form(form):
                likeness = bones * BONES + self._flesh(heard, row) * FLESH + self._lifts[row]
                scores[row] = max(scores.get(row, 0.0), min(likeness, 0.97))
        ranked = sorted(((score, row) for row, score in scores.items()), reverse=True)
        return [pair for pair in ranked if pair[0] >= least]

    def _of_form(self, form: str) -> list[tuple[int, float]]:
        if len(form) < LEAST:
            return []
        rows = {row: ONE_OFF for less in _one_less(form) for row in self._whole.get(less, ())}
        rows |= dict.fromkeys(self._one_less.get(form, ()), ONE_OFF)
        rows |= dict.fromkeys(self._whole.get(form, ()), 1.0)
        return list(rows.items())

    def _flesh(self, heard: str, row: int) -> float:
        key = self._keys[row]
        return max(ratio(heard, key), ratio(sound(heard), sound(key))) / 100


def _one_less(form: str) -> set[str]:
    if len(form) <= LEAST:
        return set()
    return {form[:at] + form[at + 1 :] for at in range(len(form))}
