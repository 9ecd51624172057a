"""How much the lexical reader should count beside the model on texts of a source that neither learned from.

For each group of sources, the lexicon is built and a quick net is trained without the group, and both read the group's texts:
python3 shift.py --data DIR --work DIR writes what they said to DIR/shift-GROUP.npz, for fit_shift.py."""
import argparse
import json
import os
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import torch

from load_texts import FILES, LABELS
from nets import Classifier
from prepare import ROOT, prepare, run_tsx
from training import predict, seed_all, train, weigh

GROUPS = {
    "ccn": ["ccn_2018_headlines"],
    "bitcoin_news": ["bitcoin_news_21_24"],
    "cryptopanic": ["cryptopanic_2025", "cryptopanic_2026", "oliviervha_cryptonews", "newsapi_2022"],
    "posts": ["x_posts_janitr"],
    "sentfin": ["sentfin"],
    "twitter_finance": ["twitter_financial_news", "surge_stock_twitter"],
    "goemotions": ["goemotions"],
    "semeval": ["semeval_4a"],
}
MOST = 3_000
QUICK = {"bodies": ["cnn", "ngram"], "width": 64, "training": {"epochs": 3, "size": 256, "rate": 2e-3, "average": 0.965, "parts": 0.7}}


def split_off(data, group, folder):
    """Writes the sets without the group's rows to `folder`, and returns the group's rows."""
    (folder / "sentiment").mkdir()
    left_out = []
    for name in FILES:
        lines = (Path(data) / "sentiment" / name).read_text(encoding="utf8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        left_out += [(row["text"], LABELS[row["label"]]) for row in rows if row["source"] in GROUPS[group]]
        kept = [json.dumps(row) for row in rows if row["source"] not in GROUPS[group]]
        (folder / "sentiment" / name).write_text("\n".join(kept) + "\n", encoding="utf8")
    rows = list(dict(left_out).items())
    return rows[:: max(1, -(-len(rows) // MOST))]


def read_without(data, phrasebook, group, target):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rows = split_off(data, group, folder)
        lexicon = folder / "lexicon.json"
        build = [str(ROOT / "node_modules/.bin/tsx"), "models/lexicon/build-lexicon.ts", "--data", str(folder), "--out", str(lexicon)]
        subprocess.run(build, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env=os.environ)
        made = prepare(folder / "sentiment", phrasebook, lexicon_file=lexicon)
        seed_all(1)
        model = Classifier(len(made["vocabulary"]), made["tables"], QUICK["bodies"], QUICK["width"])
        labels = np.array([row[1] for row in made["train"]])
        log = lambda line: print(f"without {group}: {line}", flush=True)
        train(model, made["train_ids"], labels, weigh(made["train"]), log=log, **QUICK["training"])

        def read(texts):
            (folder / "texts.json").write_text(json.dumps(texts), encoding="utf8")
            run_tsx("read-lexically.ts", str(folder / "texts.json"), str(folder / "scores.json"), str(lexicon))
            logits = predict(model, [made["encoder"].encode(text) for text in texts])
            return logits, np.array(json.loads((folder / "scores.json").read_text()))

        logits, scores = read([row[0] for row in rows])
        held_logits, held_scores = read([row[0] for row in made["held"]])
    np.savez(
        target, gold=[row[1] for row in rows], logits=logits, scores=scores, held_gold=[row[1] for row in made["held"]],
        held_sources=[row[2] for row in made["held"]], held_logits=held_logits, held_scores=held_scores,
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=str(ROOT / "../shared/data"))
    parser.add_argument("--phrasebook", default=str(ROOT / "models/phrasebook"))
    parser.add_argument("--work", required=True, help="keeps what was read; a group that is there is not read again")
    parser.add_argument("--groups", nargs="*", default=list(GROUPS))
    flags = parser.parse_args()
    torch.set_num_threads(1)
    Path(flags.work).mkdir(parents=True, exist_ok=True)
    for group in flags.groups:
        target = Path(flags.work) / f"shift-{group}.npz"
        if not target.exists():
            read_without(flags.data, flags.phrasebook, group, target)


if __name__ == "__main__":
    main()
