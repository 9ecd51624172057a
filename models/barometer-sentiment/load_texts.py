"""Reads the labelled texts: what may be learned from, and what is held back to choose and calibrate on."""
import csv
import hashlib
import json
from pathlib import Path

LABELS = {"negative": 0, "bearish": 0, "neutral": 1, "positive": 2, "bullish": 2}
FILES = ["train.jsonl", "train.crypto_news.jsonl", "train.crypto_posts.jsonl", "train.tweets.jsonl", "valid.jsonl"]
# Every tenth labelled crypto text is held back, the same texts that the lexicon's build holds back.
HOLD = 10
# What the files of the phrasebook are called as sources of texts.
OWN_SOURCES = {"posts": "own_posts", "headlines": "own_headlines"}


def _sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def load_sets(folder, may_lack=False):
    """Returns (train, held, hashes): rows are (text, label, source). With `may_lack`, sets that are not there are left out."""
    train, held, hashes, taken = [], [], {}, set()
    for name in FILES:
        path = Path(folder) / name
        if may_lack and not path.exists():
            continue
        hashes[name] = _sha256(path)
        with path.open(encoding="utf8") as lines:
            rows = [json.loads(line) for line in lines if line.strip()]
        for index, row in enumerate(rows):
            if row["text"] in taken:
                continue
            taken.add(row["text"])
            source = "crypto_news" if name == "train.crypto_news.jsonl" else row["source"]
            is_held = name == "valid.jsonl" or (name.startswith("train.crypto") and index % HOLD == 0)
            (held if is_held else train).append((row["text"], LABELS[row["label"]], source))
    return train, held, hashes


def load_phrasebook(folder):
    """The project's own sentences, from every file with the columns label, kind, text[, pair]; every tenth is held back."""
    train, held, hashes = [], [], {}
    for path in sorted(Path(folder).glob("*.tsv")):
        hashes[f"phrasebook/{path.name}"] = _sha256(path)
        with path.open(encoding="utf8", newline="") as lines:
            rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if len(row) >= 3]
        rows = [row for row in rows if row[0] in LABELS]
        for index, row in enumerate(rows):
            source = OWN_SOURCES.get(path.stem, "phrasebook")
            (held if index % HOLD == 0 else train).append((row[2], LABELS[row[0]], source))
    return train, held, hashes
