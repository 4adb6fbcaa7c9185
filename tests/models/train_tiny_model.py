"""Trains the tiny French to English model of the tests: a double, good for its own sentences only.

Run by hand, in an environment of its own, never by the tests; it takes a minute or two of CPU:

    python3 -m venv /tmp/training
    /tmp/training/bin/pip install torch==2.13.0 sentencepiece==0.2.3 ctranslate2==4.8.5 numpy
    /tmp/training/bin/python tests/models/train_tiny_model.py

It writes `translate-fr_en-1_0.argosmodel` beside itself, and its checksum. Another machine may give
other bytes: keep the file and the checksum of one run.
"""

import io
import itertools
import json
import math
import random
import sys
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

import ctranslate2
import numpy as np
import sentencepiece
import torch
from ctranslate2.specs import common_spec, transformer_spec
from torch import nn

HERE = Path(__file__).parent
NAME = "translate-fr_en-1_0"
SEED = 20261121
STEPS, BATCH, UNSEEN = 900, 96, 200
WIDTH, HEADS, LAYERS, INNER = 128, 4, 2, 256
UNKNOWN, BEGIN, END, PAD = range(4)

NEEDS = (
    ("manger", "eat"),
    ("dormir", "sleep"),
    ("me laver", "wash"),
    ("prendre une douche", "take a shower"),
    ("laver mon linge", "wash my clothes"),
    ("charger mon téléphone", "charge my phone"),
    ("voir un médecin", "see a doctor"),
    ("boire un café", "drink a coffee"),
)
MOMENTS = (
    ("ce soir", "tonight"),
    ("demain", "tomorrow"),
    ("aujourd'hui", "today"),
    ("maintenant", "now"),
    ("dimanche", "on Sunday"),
    ("lundi", "on Monday"),
    ("demain matin", "tomorrow morning"),
)
NUMBERS = tuple((str(number), str(number)) for number in range(41, 61))
TEMPLATES = (
    ("Où est-ce que je peux {need} {moment} ?", "Where can I {need} {moment}?"),
    ("Est-ce que je peux {need} {moment} ?", "Can I {need} {moment}?"),
    ("Je voudrais {need} {moment}.", "I would like to {need} {moment}."),
    ("Bonjour, je voudrais {need}.", "Hello, I would like to {need}."),
    ("Je cherche un endroit pour {need}.", "I am looking for a place to {need}."),
    ("On ne peut pas {need} {moment}.", "You cannot {need} {moment}."),
    ("Vous pouvez venir {moment}.", "You can come {moment}."),
    ("Le centre est ouvert {moment}.", "The centre is open {moment}."),
    ("Le centre est fermé {moment}.", "The centre is closed {moment}."),
    ("Je vous réponds {moment}.", "I will answer you {moment}."),
    ("Venez {moment} à {number}.", "Come {moment} at {number}."),
    ("Venez à {number}.", "Come at {number}."),
    ("Appelez le {number}.", "Call {number}."),
    ("C'est ouvert de {number} à {other}.", "It is open from {number} to {other}."),
    ("Nous sommes {number} personnes.", "We are {number} people."),
    ("L'adresse est {number}.", "The address is {number}."),
    ("Attendez ici, s'il vous plaît.", "Please wait here."),
    ("Est-ce que vous êtes seul ?", "Are you alone?"),
    ("Avez-vous des enfants ?", "Do you have children?"),
    ("Êtes-vous en danger ?", "Are you in danger?"),
    ("Où êtes-vous ?", "Where are you?"),
    ("Merci beaucoup.", "Thank you very much."),
    ("Bonjour.", "Hello."),
    ("Bonne nuit.", "Good night."),
)

Pair = tuple[str, str]


def main() -> None:
    random.seed(SEED)
    torch.manual_seed(SEED)
    torch.set_num_threads(2)
    pairs = sorted(set(make_pairs()))
    random.shuffle(pairs)
    # A sentence that stands alone cannot be put together from others.
    alone = [pair for pair in pairs if pair in TEMPLATES]
    others = [pair for pair in pairs if pair not in TEMPLATES]
    unseen, seen = others[:UNSEEN], others[UNSEEN:] + alone
    spoken = [pair for pair in pairs if not any(sign.isdigit() for sign in pair[0])]
    tokens = cut_tokens(spoken)
    network = train(tokens, seen)
    with TemporaryDirectory() as folder:
        convert(network, tokens, Path(folder))
        right = score(tokens, Path(folder) / "model", unseen)
        print(f"{len(seen)} sentences learnt, {right:.1%} of {UNSEEN} others right")
        pack(Path(folder), HERE / f"{NAME}.argosmodel")


def make_pairs() -> Iterator[Pair]:
    """Every sentence that the templates can say, in both languages."""
    for french, english in TEMPLATES:
        slots = [slot for slot in SLOTS if f"{{{slot}}}" in french]
        for choice in itertools.product(*(SLOTS[slot] for slot in slots)):
            chosen = dict(zip(slots, choice, strict=True))
            if chosen.get("number", 0) == chosen.get("other", 1):
                continue
            yield tuple(
                sentence.format(**{slot: pair[side] for slot, pair in chosen.items()})
                for side, sentence in enumerate((french, english))
            )


SLOTS = {"need": NEEDS, "moment": MOMENTS, "number": NUMBERS, "other": NUMBERS}


def cut_tokens(pairs: list[Pair]) -> sentencepiece.SentencePieceProcessor:
    """How words are cut in pieces; each number is one piece, so that it can be copied."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(itertools.chain.from_iterable(pairs)),
        model_writer=model,
        vocab_size=230,
        hard_vocab_limit=False,
        model_type="unigram",
        character_coverage=1.0,
        normalization_rule_name="identity",  # the tables of the others weigh 240 KB
        user_defined_symbols=[number for number, _ in NUMBERS],
        unk_id=UNKNOWN,
        bos_id=BEGIN,
        eos_id=END,
        pad_id=PAD,
        minloglevel=2,
    )
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


class Network(nn.Module):
    """A transformer with one table of pieces for both languages."""

    def __init__(self, pieces: int) -> None:
        super().__init__()
        self.table = nn.Embedding(pieces, WIDTH, padding_idx=PAD)
        nn.init.normal_(self.table.weight, std=WIDTH**-0.5)
        self.body = nn.Transformer(
            WIDTH, HEADS, LAYERS, LAYERS, INNER, 0.1, batch_first=True, norm_first=True
        )
        self.register_buffer("places", sinusoids(256))

    def forward(self, source: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        later = nn.Transformer.generate_square_subsequent_mask(target.shape[1])
        out = self.body(
            self.embed(source),
            self.embed(target),
            tgt_mask=later,
            src_key_padding_mask=mask(source),
            tgt_key_padding_mask=mask(target),
            memory_key_padding_mask=mask(source),
        )
        return out @ self.table.weight.T

    def embed(self, ids: torch.Tensor) -> torch.Tensor:
        return self.table(ids) * math.sqrt(WIDTH) + self.places[: ids.shape[1]]


def mask(ids: torch.Tensor) -> torch.Tensor:
    return torch.zeros(ids.shape).masked_fill(ids == PAD, float("-inf"))


def sinusoids(length: int) -> torch.Tensor:
    """Where a piece stands, as CTranslate2 makes it: sines first, then cosines."""
    half = WIDTH // 2
    rates = torch.exp(torch.arange(half) * -(math.log(10_000) / (half - 1)))
    angles = (torch.arange(length) + 1)[:, None] * rates
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)


def train(tokens: sentencepiece.SentencePieceProcessor, pairs: list[Pair]) -> Network:
    network = Network(tokens.get_piece_size())
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3, betas=(0.9, 0.98))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=STEPS)
    loss = nn.CrossEntropyLoss(ignore_index=PAD, label_smoothing=0.05)
    numbered = [pair for pair in pairs if any(sign.isdigit() for sign in pair[0])]
    for step in range(STEPS):
        batch = random.choices(pairs, k=BATCH // 2) + random.choices(numbered, k=BATCH // 2)
        source = pad([tokens.encode(french) + [END] for french, _ in batch])
        target = pad([[BEGIN, *tokens.encode(english), END] for _, english in batch])
        guessed = network(source, target[:, :-1])
        missed = loss(guessed.flatten(0, 1), target[:, 1:].flatten())
        optimizer.zero_grad()
        missed.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step}: loss {missed.item():.3f}", flush=True)
    return network.eval()


def pad(rows: list[list[int]]) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + [PAD] * (longest - len(row)) for row in rows])


def convert(network: Network, tokens: sentencepiece.SentencePieceProcessor, folder: Path) -> None:
    """Write the network as CTranslate2 reads it, in whole numbers of 8 bits, and its pieces."""
    spec = transformer_spec.TransformerSpec.from_config(
        (LAYERS, LAYERS), HEADS, pre_norm=True, activation=common_spec.Activation.RELU
    )
    spec.encoder.scale_embeddings = spec.decoder.scale_embeddings = True
    table = array(network.table.weight)
    spec.encoder.embeddings[0].weight = table
    spec.decoder.embeddings.weight = table
    spec.decoder.projection.weight = table
    places = array(network.places)
    spec.encoder.position_encodings.encodings = places
    spec.decoder.position_encodings.encodings = places
    body = network.body
    copy_norm(spec.encoder.layer_norm, body.encoder.norm)
    copy_norm(spec.decoder.layer_norm, body.decoder.norm)
    for wanted, made in zip(spec.encoder.layer, body.encoder.layers, strict=True):
        copy_attention(wanted.self_attention, made.self_attn, made.norm1)
        copy_inner(wanted.ffn, made, made.norm2)
    for wanted, made in zip(spec.decoder.layer, body.decoder.layers, strict=True):
        copy_attention(wanted.self_attention, made.self_attn, made.norm1)
        copy_crossing(wanted.attention, made.multihead_attn, made.norm2)
        copy_inner(wanted.ffn, made, made.norm3)
    pieces = [tokens.id_to_piece(number) for number in range(tokens.get_piece_size())]
    spec.register_source_vocabulary(pieces)
    spec.register_target_vocabulary(pieces)
    spec.config.add_source_eos = True
    spec.validate()
    spec.optimize(quantization="int8")
    (folder / "model").mkdir()
    spec.save(str(folder / "model"))
    (folder / "sentencepiece.model").write_bytes(tokens.serialized_model_proto())


def copy_norm(wanted: common_spec.LayerNormSpec, made: nn.LayerNorm) -> None:
    wanted.gamma, wanted.beta = array(made.weight), array(made.bias)


def copy_attention(wanted: object, made: nn.MultiheadAttention, norm: nn.LayerNorm) -> None:
    copy_norm(wanted.layer_norm, norm)
    copy_linear(wanted.linear[0], made.in_proj_weight, made.in_proj_bias)
    copy_linear(wanted.linear[1], made.out_proj.weight, made.out_proj.bias)


def copy_crossing(wanted: object, made: nn.MultiheadAttention, norm: nn.LayerNorm) -> None:
    copy_norm(wanted.layer_norm, norm)
    copy_linear(wanted.linear[0], made.in_proj_weight[:WIDTH], made.in_proj_bias[:WIDTH])
    copy_linear(wanted.linear[1], made.in_proj_weight[WIDTH:], made.in_proj_bias[WIDTH:])
    copy_linear(wanted.linear[2], made.out_proj.weight, made.out_proj.bias)


def copy_inner(wanted: object, made: nn.Module, norm: nn.LayerNorm) -> None:
    copy_norm(wanted.layer_norm, norm)
    copy_linear(wanted.linear_0, made.linear1.weight, made.linear1.bias)
    copy_linear(wanted.linear_1, made.linear2.weight, made.linear2.bias)


def copy_linear(wanted: object, weight: torch.Tensor, bias: torch.Tensor) -> None:
    wanted.weight, wanted.bias = array(weight), array(bias)


def array(tensor: torch.Tensor) -> np.ndarray:
    return tensor.detach().numpy().astype(np.float32)


def score(tokens: sentencepiece.SentencePieceProcessor, model: Path, pairs: list[Pair]) -> float:
    """The share of sentences never seen that come out exactly right, by the model as shipped."""
    translator = ctranslate2.Translator(str(model), intra_threads=2)
    cut = [tokens.encode(french, out_type=str) for french, _ in pairs]
    results = translator.translate_batch(cut, beam_size=4)
    said = [tokens.decode_pieces(result.hypotheses[0]) for result in results]
    for (french, english), got in zip(pairs, said, strict=True):
        if got != english:
            print(f"  {french} -> {got}")
    return sum(got == english for got, (_, english) in zip(said, pairs, strict=True)) / len(pairs)


def pack(folder: Path, file: Path) -> None:
    """The package that people install, with nothing in it that changes from run to run."""
    metadata = {
        "package_version": "1.0",
        "argos_version": "1.9.0",
        "from_code": "fr",
        "from_name": "French",
        "to_code": "en",
        "to_name": "English",
    }
    (folder / "metadata.json").write_text(json.dumps(metadata, indent=4), encoding="utf-8")
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(f"{NAME}/{path.relative_to(folder)}")
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, path.read_bytes())
    digest = sha256(file.read_bytes()).hexdigest()
    file.with_suffix(".sha256").write_text(f"{digest}  {file.name}\n", encoding="utf-8")
    print(f"{file.name}: {file.stat().st_size:,} bytes, {digest}")


if __name__ == "__main__":
    sys.exit(main())
