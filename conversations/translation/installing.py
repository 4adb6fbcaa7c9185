"""Bringing models in and taking them out; a model that does not work is never left installed."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from conversations.translation.archives import unpack
from conversations.translation.argos import ArgosMachine
from conversations.translation.errors import TranslationError
from conversations.translation.packages import (
    PIVOT,
    Package,
    Pair,
    find_way,
    packages_folder,
    read_packages,
)
from conversations.translation.published import (
    InstallError,
    Offer,
    Watch,
    fetch_offers,
    fetch_package,
    refuse_other_checksum,
)

PAIR = re.compile(r"([a-z]{2,3})[-_:]([a-z]{2,3})")
LANGUAGE = re.compile(r"[a-z]{2,3}")
SUFFIX = ".argosmodel"
# A large model takes a while to load from a slow disk.
PROOF_S = 120.0
PROOF = "Hello."


@dataclass(frozen=True)
class Store:
    """Where models are kept, where they are listed, and which language the team speaks."""

    folder: Path
    index: str
    team_language: str

    def installed(self) -> dict[Pair, Package]:
        """The models that are installed."""
        return {package.pair: package for package in read_packages(self.folder)}


def read_pair(text: str) -> Pair | None:
    """`fr-en`, `fr_en` or `fr:en`; None for anything else."""
    found = PAIR.fullmatch(text.lower())
    return (found[1], found[2]) if found else None


def wanted_pairs(text: str, team_language: str) -> tuple[Pair, ...]:
    """The ways that `fr-ar`, or `ar` alone (there and back), asks for; () for anything else."""
    if pair := read_pair(text):
        return (pair,)
    if LANGUAGE.fullmatch(text.lower()):
        return ((text.lower(), team_language), (team_language, text.lower()))
    return ()


def choose_offers(store: Store, ways: tuple[Pair, ...]) -> tuple[Offer, ...]:
    """The models to fetch so that these ways can be gone, at once or through English.

    Raises InstallError when one of them is not published.
    """
    offers = fetch_offers(store.index)
    chosen: dict[Pair, Offer] = {}
    for source, target in ways:
        legs = find_way(frozenset(offers), source, target)
        if not legs:
            raise InstallError(_unpublished(source, target, offers))
        chosen |= {leg: offers[leg] for leg in legs}
    known = store.installed()
    return tuple(
        offer
        for pair, offer in chosen.items()
        if pair not in known or known[pair].version != offer.version
    )


def install_offer(store: Store, offer: Offer, watch: Watch) -> Package:
    """Fetch a published model and install it."""
    with _workplace(store) as place:
        file = place / f"{offer.source}-{offer.target}{SUFFIX}"
        fetch_package(offer, file, watch)
        return _install(store, file, place)


def install_file(store: Store, file: Path) -> Package:
    """Install a package that was copied here; a checksum beside it (`.sha256`) is compared."""
    beside = file.with_suffix(".sha256")
    wanted = beside.read_text(encoding="utf-8").split() if beside.is_file() else [""]
    refuse_other_checksum(file, wanted[0] if wanted else "", file.name)
    with _workplace(store) as place:
        return _install(store, file, place)


def find_files(path: Path) -> tuple[Path, ...]:
    """The packages of a folder, or the file itself; raises InstallError when there is none."""
    if path.is_file():
        return (path,)
    found = tuple(sorted(path.glob(f"*{SUFFIX}"))) if path.is_dir() else ()
    if not found:
        raise InstallError(f"{path} holds no package ({SUFFIX}).")
    return found


def remove(store: Store, pair: Pair) -> Package:
    """Take a model out; raises InstallError when it is not installed."""
    package = store.installed().get(pair)
    if package is None:
        source, target = pair
        raise InstallError(f"There is no model from {source} to {target} to remove.")
    shutil.rmtree(package.folder)
    return package


def _install(store: Store, file: Path, place: Path) -> Package:
    inside = packages_folder(place)
    inside.mkdir()
    unpacked = unpack(file, inside)
    _prove(place, file.name)
    (package,) = read_packages(place)
    kept = packages_folder(store.folder) / unpacked.name
    others = [old.folder for old in read_packages(store.folder) if old.pair == package.pair]
    packages_folder(store.folder).mkdir(parents=True, exist_ok=True)
    if kept.exists():
        shutil.rmtree(kept)
    unpacked.rename(kept)
    for old in others:
        if old != kept:
            shutil.rmtree(old)
    return store.installed()[package.pair]


def _prove(place: Path, called: str) -> None:
    """Have the model translate a word, in a process of its own; raises InstallError if it fails."""
    (package,) = read_packages(place)
    machine = ArgosMachine(place, memory_mb=1, patience=PROOF_S)
    try:
        machine.convert((PROOF,), *package.pair)
    except TranslationError as error:
        raise InstallError(f"{called} does not translate: the model is damaged.") from error
    finally:
        machine.close()


@contextmanager
def _workplace(store: Store) -> Iterator[Path]:
    """A folder beside the models, on the same disk, gone after the block."""
    try:
        store.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=store.folder, prefix="incoming-") as place:
            yield Path(place)
    except OSError as error:
        message = f"{error.filename or store.folder} cannot be written: {error.strerror}."
        raise InstallError(message) from error


def _unpublished(source: str, target: str, offers: dict[Pair, Offer]) -> str:
    known = {code for pair in offers for code in pair}
    missing = [code for code in (source, target) if code not in known]
    if missing:
        which = " and ".join(missing)
        return f"No model is published for {which}. Operators have the phrase book for it."
    return f"No model is published from {source} to {target}, nor through {PIVOT}."
