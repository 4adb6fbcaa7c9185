"""The one module that loads argostranslate: only ever in a process of its own.

It is loaded without its sentence splitters: stanza is left out of the environment, and MiniSBD
would fetch a model from the internet at the first text.
"""

import os
import sys
from collections import OrderedDict
from pathlib import Path
from types import ModuleType
from typing import Any

from conversations.translation.errors import ModelBrokenError, NoModelError
from conversations.translation.packages import (
    Package,
    Pair,
    find_way,
    packages_folder,
    read_packages,
)
from conversations.translation.sentences import split_sentences

# As measured (docs/figures.md): what the library weighs before any model, and how much more than on
# the disk a model weighs once it has worked.
BARE = 80 * 1024**2
GROWTH = 1.9


class Splitter:
    """Our sentences, in the shape the library asks for."""

    def __init__(self, pkg: object) -> None:
        del pkg

    def split_sentences(self, text: str) -> list[str]:
        """The sentences of a paragraph."""
        return split_sentences(text)


def prepare_environment(folder: Path) -> None:
    """Tell the library where it lives and to use one thread; to be called before it is loaded."""
    home = str(folder / "library")
    os.environ |= {
        "ARGOS_PACKAGES_DIR": str(packages_folder(folder)),
        "ARGOS_DEVICE_TYPE": "cpu",
        "ARGOS_INTER_THREADS": "1",
        "ARGOS_INTRA_THREADS": "1",
        "ARGOS_BEAM_SIZE": "4",
        "ARGOS_CHUNK_TYPE": "MINISBD",  # replaced by ours; any other is loaded or refused
        "OMP_NUM_THREADS": "1",
        # The library makes folders as soon as it is loaded: in ours, not in somebody's home.
        "XDG_DATA_HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_CACHE_HOME": home,
    }
    for variable in ("ARGOS_MODEL_PROVIDER", "ARGOS_DEBUG", "SNAP"):
        os.environ.pop(variable, None)


def load_library() -> Any:
    """argostranslate's `translate` module, with our splitter in it."""
    for missing in ("stanza", "spacy"):
        sys.modules.setdefault(missing, ModuleType(missing))
    from argostranslate import translate

    translate.MiniSBDSentencizer = Splitter
    return translate


class Shelf:
    """The models in memory: those used last, as many as weigh no more than `limit` bytes."""

    def __init__(self, folder: Path, limit: int, library: Any) -> None:
        self._folder = folder
        self._limit = limit
        self._library = library
        self._loaded: OrderedDict[Pair, tuple[Package, Any]] = OrderedDict()

    def convert(self, texts: list[str], source: str, target: str) -> list[str]:
        """The texts in the other language; raises NoModelError or ModelBrokenError."""
        packages = {package.pair: package for package in read_packages(self._folder)}
        way = find_way(frozenset(packages), source, target)
        if not way:
            raise NoModelError(f"no model leads from {source} to {target}")
        for leg in way:
            texts = self._convert_leg(texts, packages[leg])
        return texts

    def loaded(self) -> list[Pair]:
        """What is in memory, the one to be dropped first in front."""
        return list(self._loaded)

    def _convert_leg(self, texts: list[str], package: Package) -> list[str]:
        model = self._take(package)
        try:
            return [str(model.translate(text)) for text in texts]
        except (RuntimeError, ValueError, OSError, AttributeError, KeyError) as error:
            del self._loaded[package.pair]
            message = f"the model {package.folder.name} does not load or run"
            raise ModelBrokenError(message) from error

    def _take(self, package: Package) -> Any:
        known = self._loaded.get(package.pair)
        if known and known[0] == package:
            self._loaded.move_to_end(package.pair)
            return known[1]
        self._loaded.pop(package.pair, None)  # another version was installed meanwhile
        self._make_room(package.size)
        model = self._open(package)
        self._loaded[package.pair] = (package, model)
        return model

    def _make_room(self, size: int) -> None:
        """Drop what was used longest ago; one model stays possible, however large."""
        while self._loaded and self._weight() + size * GROWTH > self._limit:
            _pair, (_package, model) = self._loaded.popitem(last=False)
            model.translator = None

    def _weight(self) -> float:
        return sum(package.size * GROWTH for package, _model in self._loaded.values())

    def _open(self, package: Package) -> Any:
        library = self._library
        try:
            made = library.Package(package.folder)
            languages = (library.Language(code, code) for code in package.pair)
            return library.PackageTranslation(*languages, made)
        except (RuntimeError, ValueError, OSError, KeyError, AttributeError) as error:
            raise ModelBrokenError(f"the model {package.folder.name} cannot be read") from error
