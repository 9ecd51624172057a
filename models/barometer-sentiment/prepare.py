"""Everything that is made before training: texts, vocabulary, tables of the lexicon, token ids."""
import json
import os
import subprocess
from collections import Counter
from pathlib import Path

from lexicon_table import build_tables, list_words
from load_texts import load_phrasebook, load_sets
from normalise import Normaliser
from wordpiece import Encoder, learn_vocabulary

ROOT = Path(__file__).resolve().parents[2]
VOCABULARY = 14_000
LONGEST = 256
# How often a text counts when pieces are learned: market texts more than general chat.
COUNTS = {"goemotions": 1, "semeval_4a": 1, "phrasebook": 6, "own_posts": 6, "own_headlines": 6}


def run_tsx(script, *arguments):
    command = [str(ROOT / "node_modules/.bin/tsx"), f"models/barometer-sentiment/{script}", *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, env=os.environ).stdout


def prepare(data, phrasebook, vocabulary_size=VOCABULARY, may_lack=False, lexicon_file=None):
    """`lexicon_file` is read instead of the project's own lexicon."""
    lexicon = json.loads(run_tsx("list-lexicon.ts", *([str(lexicon_file)] if lexicon_file else [])))
    normaliser = Normaliser(lexicon["coins"])
    train, held, hashes = load_sets(data, may_lack)
    own_train, own_held, own_hashes = load_phrasebook(phrasebook)
    train, held, hashes = train + own_train, held + own_held, {**hashes, **own_hashes}
    counts = Counter()
    for text, _, source in train:
        for word in normaliser.words(text):
            counts[word] += COUNTS.get(source, 3)
    wanted = {word for word in list_words(lexicon, normaliser) if counts[word] >= 2}
    vocabulary = learn_vocabulary(counts, vocabulary_size, wanted)
    encoder = Encoder(vocabulary, normaliser, LONGEST)
    return {
        "normaliser": normaliser, "vocabulary": vocabulary, "encoder": encoder,
        "tables": build_tables(lexicon, encoder), "train": train, "held": held, "hashes": hashes,
        "train_ids": [encoder.encode(row[0]) for row in train], "held_ids": [encoder.encode(row[0]) for row in held],
    }
