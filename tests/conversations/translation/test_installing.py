"""Models come in from a file, a folder or a list; what is damaged or hostile leaves no trace."""

import re
import struct
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from conversations.translation.archives import MOST_FILES
from conversations.translation.command import translation
from conversations.translation.installing import Store, install_file, wanted_pairs
from conversations.translation.packages import packages_folder, read_packages
from conversations.translation.published import InstallError
from tests.conversations.translation.packing import MODEL, make_package
from tests.conversations.translation.stand_in import Site, say, say_json, standing_in


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "translation", "http://127.0.0.1:9/index.json", "fr")


@pytest.fixture
def site() -> Iterator[Site]:
    with standing_in() as site:
        yield site


def run(store: Store, *words: str) -> Result:
    return CliRunner().invoke(translation, words, obj=SimpleNamespace(translation_store=store))


def listed_at(site: Site, store: Store, *entries: dict[str, object]) -> Store:
    """The store of a site whose list has these entries, each with the tiny model under its pair."""
    for entry in entries:
        name = f"/{entry['from_code']}_{entry['to_code']}.argosmodel"
        entry.setdefault("links", [f"{site.address}{name}"])
        entry.setdefault("package_version", "1.0")
        file = make_package(
            store.folder.parent / "made.argosmodel",
            from_code=str(entry["from_code"]),
            to_code=str(entry["to_code"]),
            package_version=str(entry["package_version"]),
        )
        if entry["links"] == [f"{site.address}{name}"] or name not in site.pages:
            site.pages[name] = say(200, file.read_bytes())
    site.pages["/index.json"] = say_json(list(entries))
    return Store(store.folder, f"{site.address}/index.json", store.team_language)


def pair(source: str, target: str, **more: object) -> dict[str, object]:
    return {"from_code": source, "to_code": target, **more}


def left_behind(store: Store) -> list[str]:
    return [path.name for path in store.folder.rglob("*") if path.is_file()]


# ------------------------------------------------------------------ files and folders


def test_file_is_installed_listed_and_removed(store: Store) -> None:
    assert run(store, "install", str(MODEL)).output == "Installed: fr-en 1.0, 1 MB\n"
    assert run(store, "list").output.splitlines() == [
        "fr-en 1.0, 1 MB",
        "The team (fr) reads: nothing else",
        "The team (fr) writes: en",
    ]
    assert run(store, "remove", "fr-en").output == "Removed: fr-en 1.0, 1 MB\n"
    assert left_behind(store) == []


def test_folder_is_installed_whole(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "copied"
    folder.mkdir()
    make_package(folder / "one.argosmodel")
    make_package(folder / "two.argosmodel", from_code="en", to_code="fr")
    assert run(store, "install", str(folder)).exit_code == 0
    assert set(store.installed()) == {("fr", "en"), ("en", "fr")}


def test_nothing_else_lies_among_the_models(store: Store) -> None:
    install_file(store, MODEL)
    assert [path.name for path in store.folder.iterdir()] == ["packages"]


def test_newer_version_takes_the_place_of_the_older(store: Store, tmp_path: Path) -> None:
    install_file(store, MODEL)
    install_file(store, make_package(tmp_path / "new.argosmodel", package_version="1.1"))
    assert [package.version for package in read_packages(store.folder)] == ["1.1"]


def test_same_version_may_be_installed_again(store: Store) -> None:
    install_file(store, MODEL)
    assert install_file(store, MODEL).pair == ("fr", "en")


def test_splitters_in_the_package_are_left_out(store: Store, tmp_path: Path) -> None:
    file = make_package(tmp_path / "a.argosmodel", adding={"stanza/fr/tokenize.pt": b"pickle"})
    install_file(store, file)
    assert "tokenize.pt" not in left_behind(store)


def test_what_a_mac_packs_beside_it_is_passed_over(store: Store, tmp_path: Path) -> None:
    file = make_package(tmp_path / "a.argosmodel", adding={"__MACOSX/._model.bin": b"x"})
    install_file(store, file)
    assert "._model.bin" not in left_behind(store)


def test_checksum_beside_the_file_is_compared(store: Store, tmp_path: Path) -> None:
    file = make_package(tmp_path / "a.argosmodel")
    file.with_suffix(".sha256").write_text("0" * 64 + "  a.argosmodel\n", encoding="utf-8")
    with pytest.raises(InstallError, match="checksum"):
        install_file(store, file)


# ------------------------------------------------------------------ what is refused


def text_file(file: Path) -> Path:
    file.write_text("<html>Not found</html>", encoding="utf-8")
    return file


def cut_file(file: Path) -> Path:
    file.write_bytes(MODEL.read_bytes()[:400_000])
    return file


def flipped_file(file: Path) -> Path:
    raw = bytearray(MODEL.read_bytes())
    raw[300_000] ^= 0xFF
    file.write_bytes(raw)
    return file


def link_file(file: Path) -> Path:
    make_package(file)
    link = zipfile.ZipInfo("translate-fr_en-1_0/passwords")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(file, "a") as package:
        package.writestr(link, "/etc/passwd")
    return file


def bomb(file: Path) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("translate-fr_en-1_0/model/model.bin", bytes(300_000_000))
    return file


def lying_bomb(file: Path) -> Path:
    """It says in its list that the file is small; what is packed is not."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("translate-fr_en-1_0/model.bin", bytes(20_000_000))
    raw = file.read_bytes().replace(struct.pack("<I", 20_000_000), struct.pack("<I", 10))
    file.write_bytes(raw)
    return file


def locked_file(file: Path) -> Path:
    make_package(file)
    raw = bytearray(file.read_bytes())
    for sign in (b"PK\x03\x04", b"PK\x01\x02"):
        at = raw.index(sign) + (6 if sign.endswith(b"\x04") else 8)
        raw[at] |= 1
    file.write_bytes(raw)
    return file


WRONG = {
    "a web page": (text_file, "damaged, or not a package"),
    "cut": (cut_file, "damaged, or not a package"),
    "a bit flipped": (flipped_file, "damaged, or not a package"),
    "path upwards": (
        lambda file: make_package(file, adding={"../../evil.txt": b"x"}), "outside of its folder"
    ),
    "path upwards inside": (
        lambda file: make_package(file, adding={"a/../../../evil": b"x"}), "outside of its folder"
    ),
    "path from the root": (
        lambda file: make_package(file, adding={"/tmp/evil.txt": b"x"}), "outside of its folder"
    ),
    "path of Windows": (
        lambda file: make_package(file, adding={"..\\evil.txt": b"x"}), "outside of its folder"
    ),
    "link": (link_file, "outside of its folder"),
    "locked": (locked_file, "outside of its folder"),
    "bomb": (bomb, "fill the disk"),
    "lying bomb": (lying_bomb, "damaged, or not a package"),
    "many files": (
        lambda file: make_package(
            file, adding={f"f{number}": b"" for number in range(MOST_FILES)}
        ),
        "fill the disk",
    ),
    "no model": (lambda file: make_package(file, leaving_out=("model/model.bin",)), "no model"),
    "no pieces": (
        lambda file: make_package(file, leaving_out=("sentencepiece.model",)), "no model"
    ),
    "no words about it": (
        lambda file: make_package(file, leaving_out=("metadata.json",)), "which languages"
    ),
    "odd language": (lambda file: make_package(file, from_code="../x"), "which languages"),
    "another kind": (lambda file: make_package(file, type="sbd"), "which languages"),
    "damaged model": (
        lambda file: make_package(file, adding={"model/model.bin": b"x" * 1000}),
        "does not translate",
    ),
    "damaged pieces": (
        lambda file: make_package(file, adding={"sentencepiece.model": b"x" * 1000}),
        "does not translate",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("make", "sentence"), WRONG.values(), ids=WRONG.keys())
def test_wrong_package_is_refused_with_a_sentence(
    store: Store, tmp_path: Path, make, sentence: str
) -> None:
    told = run(store, "install", str(make(tmp_path / "wrong.argosmodel")))
    assert told.exit_code == 1
    assert sentence in told.output
    assert told.output.count("\n") == 1
    assert left_behind(store) == []


def test_wrong_package_leaves_the_one_that_works(store: Store, tmp_path: Path) -> None:
    install_file(store, MODEL)
    wrong = make_package(tmp_path / "a.argosmodel", adding={"model/model.bin": b"x" * 1000})
    assert run(store, "install", str(wrong)).exit_code == 1
    assert set(store.installed()) == {("fr", "en")}


def test_folder_without_a_package_is_told(store: Store, tmp_path: Path) -> None:
    told = run(store, "install", str(tmp_path))
    assert (told.exit_code, told.output) == (
        1,
        f"Error: {tmp_path} holds no package (.argosmodel).\n",
    )


# ------------------------------------------------------------------ from the list


def test_pair_is_fetched_from_the_list(site: Site, store: Store) -> None:
    there = listed_at(site, store, pair("fr", "en"), pair("en", "fr"))
    told = run(there, "install", "fr-en")
    assert told.output == "Installed: fr-en 1.0, 1 MB\n"
    assert set(store.installed()) == {("fr", "en")}


def test_pair_through_english_brings_both_models(site: Site, store: Store) -> None:
    there = listed_at(site, store, pair("fr", "en"), pair("en", "ar"))
    assert run(there, "install", "fr-ar").exit_code == 0
    assert set(store.installed()) == {("fr", "en"), ("en", "ar")}


def test_language_alone_is_there_and_back_for_the_team(site: Site, store: Store) -> None:
    everything = [pair("fr", "en"), pair("en", "fr"), pair("ar", "en"), pair("en", "ar")]
    there = listed_at(site, store, *everything, pair("de", "en"))
    assert run(there, "install", "ar").exit_code == 0
    assert run(there, "list").output.splitlines()[-2:] == [
        "The team (fr) reads: ar, en",
        "The team (fr) writes: ar, en",
    ]


def test_what_is_installed_is_not_fetched_again(site: Site, store: Store) -> None:
    there = listed_at(site, store, pair("fr", "en"))
    run(there, "install", "fr-en")
    told = run(there, "install", "fr-en")
    assert told.output == "These models are installed already, in their newest version.\n"
    assert [path for path, _ in site.asked].count("/fr_en.argosmodel") == 1


def test_newest_version_in_the_list_is_taken(site: Site, store: Store) -> None:
    there = listed_at(
        site,
        store,
        pair("fr", "en", package_version="1.9", links=[f"{site.address}/old"]),
        pair("fr", "en", package_version="1.10"),
        pair("fr", "en", package_version="1.2", links=[f"{site.address}/old"]),
    )
    assert run(there, "install", "fr-en").output == "Installed: fr-en 1.10, 1 MB\n"


def test_second_link_is_tried_when_the_first_fails(site: Site, store: Store) -> None:
    links = [f"{site.address}/gone", "ipfs://Qm", f"{site.address}/fr_en.argosmodel"]
    there = listed_at(site, store, pair("fr", "en", links=links))
    assert run(there, "install", "fr-en").exit_code == 0


def test_download_that_breaks_off_is_tried_again(site: Site, store: Store) -> None:
    there = listed_at(site, store, pair("fr", "en"))
    whole = site.pages["/fr_en.argosmodel"]

    def first_cut(handler, raw: bytes) -> None:
        site.pages["/fr_en.argosmodel"] = whole
        say(200, b"PK", missing=1000)(handler, raw)

    site.pages["/fr_en.argosmodel"] = first_cut
    assert run(there, "install", "fr-en").exit_code == 0


def test_checksum_of_the_list_is_compared(site: Site, store: Store) -> None:
    there = listed_at(site, store, pair("fr", "en", sha256=sha256(b"another").hexdigest()))
    told = run(there, "install", "fr-en")
    assert told.exit_code == 1
    assert "checksum differs" in told.output
    assert left_behind(store) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("ps", "No model is published for ps. Operators have the phrase book for it."),
        ("ps-ka", "No model is published for ps and ka. Operators have the phrase book for it."),
        ("en-fr", "No model is published from en to fr, nor through en."),
    ],
    ids=["language", "two languages", "direction"],
)
def test_model_that_is_not_published_is_told(
    site: Site, store: Store, language: str, sentence: str
) -> None:
    there = listed_at(site, store, pair("fr", "en"))
    told = run(there, "install", language)
    assert (told.exit_code, told.output) == (1, f"Error: {sentence}\n")


LISTS = {
    "gone": (say(404, b""), "answers 404"),
    "a web page": (say(200, b"<html>"), "not a list of models"),
    "another list": (say_json({"models": [1]}), "not a list of models"),
    "numbers": (say_json([1, 2]), "not a list of models"),
}


@pytest.mark.parametrize(("respond", "sentence"), LISTS.values(), ids=LISTS.keys())
def test_list_that_cannot_be_read_is_told(site: Site, store: Store, respond, sentence: str) -> None:
    there = listed_at(site, store, pair("fr", "en"))
    site.pages["/index.json"] = respond
    told = run(there, "install", "fr-en")
    assert told.exit_code == 1
    assert sentence in told.output


def test_without_the_internet_the_other_way_is_told(store: Store) -> None:
    told = run(store, "install", "ar")
    assert told.exit_code == 1
    assert "copy the package here and give its path" in told.output


# ------------------------------------------------------------------ words at the command line


@pytest.mark.parametrize(
    "words", [("install", "nothing there"), ("install", "fr-fr"), ("remove", "x")]
)
def test_what_is_not_understood_is_misuse(store: Store, words: tuple[str, ...]) -> None:
    assert run(store, *words).exit_code == 2


def test_removing_what_is_not_there_is_told(store: Store) -> None:
    told = run(store, "remove", "fr-en")
    assert (told.exit_code, told.output) == (
        1,
        "Error: There is no model from fr to en to remove.\n",
    )


def test_list_without_models_says_how_to_begin(store: Store) -> None:
    assert "solitexto translation install ar" in run(store, "list").output


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("fr-ar", (("fr", "ar"),)),
        ("FR_AR", (("fr", "ar"),)),
        ("ar", (("ar", "fr"), ("fr", "ar"))),
        ("../ar", ()),
        ("", ()),
    ],
    ids=["pair", "pair with an underscore", "language", "path", "nothing"],
)
def test_words_are_read_as_ways(text: str, pairs: tuple[tuple[str, str], ...]) -> None:
    assert wanted_pairs(text, "fr") == pairs


def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    told = run(Store(tmp_path / "file" / "below", "", "fr"), "install", str(MODEL))
    assert told.exit_code == 1
    assert re.search(r"cannot be written: .*\.\n", told.output)


def test_other_folders_among_the_models_are_passed_over(store: Store) -> None:
    install_file(store, MODEL)
    (packages_folder(store.folder) / "notes").mkdir()
    assert set(store.installed()) == {("fr", "en")}
