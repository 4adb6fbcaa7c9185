"""Measures what translation costs: the tiny model, then models of the usual size, made at random.

    .venv/bin/python tests/models/measure_models.py [MEMORY_MB]

The random ones say nothing of sense, and always as much as they may (255 pieces), so their times
are given per piece. Eight are used in turn, twice: what was used longest ago makes room.
"""

import json
import shutil
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import numpy as np
from ctranslate2.specs import common_spec, transformer_spec

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from conversations.translation.argos import ArgosMachine  # noqa: E402 - found by the line above
from conversations.translation.installing import Store, install_file  # noqa: E402 - as above
from conversations.translation.packages import packages_folder  # noqa: E402 - as above

TINY = Path(__file__).with_name("translate-fr_en-1_0.argosmodel")
LANGUAGES = ("fr", "ar", "de", "es", "it", "pt", "ro", "ru")
WIDTH, HEADS, LAYERS, INNER, PIECES = 512, 8, 6, 2048, 32_000
LONGEST = 255
TURNS = 200


def main(memory_mb: int) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        install_file(Store(folder, "", "fr"), TINY)
        measure_tiny(folder, memory_mb)
        make_models(folder)
        measure_cap(folder, memory_mb)


def measure_tiny(folder: Path, memory_mb: int) -> None:
    machine = ArgosMachine(folder, memory_mb)
    print(f"tiny model: start, load and first text {timed(machine, 'fr')[0]:.2f} s")
    times = [timed(machine, "fr")[0] for _ in range(TURNS)]
    memory = timed(machine, "fr")[1]["memory_mb"]
    print(f"tiny model: {median(times) * 1000:.1f} ms a text, {memory} MB in all")
    machine.close()


def measure_cap(folder: Path, memory_mb: int) -> None:
    machine = ArgosMachine(folder, memory_mb, patience=300)
    told = [timed(machine, language) for language in LANGUAGES * 2]
    machine.close()
    piece = median(seconds for seconds, _said in told) / LONGEST
    most = max(said["memory_mb"] for _seconds, said in told)
    together = max(len(said["loaded"]) for _seconds, said in told)
    print(f"usual size: {piece * 1000:.1f} ms a piece, one thread")
    print(f"usual size: {most} MB at most under a cap of {memory_mb}, {together} models at once")


def timed(machine: ArgosMachine, language: str) -> tuple[float, dict[str, int]]:
    request = {"texts": ["Où est-ce que je peux dormir ?"], "source": language, "target": "en"}
    start = perf_counter()
    said = machine.ask(json.dumps(request).encode() + b"\n")
    return perf_counter() - start, said


def make_models(folder: Path) -> None:
    """Models of the size that Argos publishes, from each language to English."""
    (tiny,) = packages_folder(folder).iterdir()
    spec = make_spec(json.loads((tiny / "model" / "shared_vocabulary.json").read_text("utf-8")))
    for language in LANGUAGES:
        package = packages_folder(folder) / f"translate-{language}_en-2_0"
        (package / "model").mkdir(parents=True)
        spec.save(str(package / "model"))
        shutil.copy(tiny / "sentencepiece.model", package)
        words = {"from_code": language, "to_code": "en", "package_version": "2.0"}
        (package / "metadata.json").write_text(json.dumps(words), encoding="utf-8")
    shutil.rmtree(tiny)


def make_spec(known: list[str]) -> transformer_spec.TransformerSpec:
    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )
    table = noise(PIECES, WIDTH)
    places = noise(LONGEST + 1, WIDTH)
    for side in (spec.encoder, spec.decoder):
        side.scale_embeddings = True
        side.position_encodings.encodings = places
        fill_norm(side.layer_norm)
        for layer in side.layer:
            fill_layer(layer)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    pieces = [*known, *(f"w{number}" for number in range(PIECES - len(known)))]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    return spec


def fill_layer(layer: object) -> None:
    fill_attention(layer.self_attention, (3 * WIDTH, WIDTH))
    if hasattr(layer, "attention"):
        fill_attention(layer.attention, (WIDTH, 2 * WIDTH, WIDTH))
    fill_norm(layer.ffn.layer_norm)
    fill_linear(layer.ffn.linear_0, INNER, WIDTH)
    fill_linear(layer.ffn.linear_1, WIDTH, INNER)


def fill_attention(attention: object, sizes: tuple[int, ...]) -> None:
    fill_norm(attention.layer_norm)
    for linear, size in zip(attention.linear, sizes, strict=True):
        fill_linear(linear, size, WIDTH)


def fill_linear(linear: object, out: int, into: int) -> None:
    linear.weight, linear.bias = noise(out, into), np.zeros(out, np.float32)


def fill_norm(norm: object) -> None:
    norm.gamma, norm.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


RANDOM = np.random.default_rng(20261121)


def noise(*shape: int) -> np.ndarray:
    return (RANDOM.standard_normal(shape) * 0.02).astype(np.float32)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 600)
