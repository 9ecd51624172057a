"""Builds the embedded model: python3 build_model.py --data DIR [--out DIR] [--phrasebook DIR] [--work DIR] [--quick]."""
import argparse
import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import onnx
import torch

from calibrate import calibrate
from export_onnx import calibrated, quantise, to_onnx
from golden import write_golden
from measure import measure_held
from nets import Classifier, Ensemble
from prepare import LONGEST, ROOT, prepare, run_tsx
from recipes import MEMBERS, QUICK_MEMBERS, QUICK_TEXTS
from training import SOURCE_WEIGHTS, predict, seed_all, train, weigh
from write_folder import write_config, write_hashes, write_tokenizer


def read_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=str(ROOT / "../shared/data"), help="folder that holds sentiment/")
    parser.add_argument("--phrasebook", default=str(ROOT / "models/phrasebook"))
    parser.add_argument("--out", default=str(ROOT / "public/models/barometer-sentiment-v1"))
    parser.add_argument("--work", help="keeps trained members here, and takes those that are there already")
    parser.add_argument("--jobs", type=int, default=2, help="members trained at a time, one thread each")
    parser.add_argument("--whole", action="store_true", help="ships a model that learned from the held-back texts, too, calibrated by one that did not")
    parser.add_argument("--quick", action="store_true", help="a toy that learns from few texts, or from the phrasebook alone where the data are absent")
    return parser.parse_args()


def make_member(recipe, vocabulary_size, tables):
    seed_all(recipe["training"]["seed"])
    return Classifier(vocabulary_size, tables, recipe["bodies"], recipe["width"], options=recipe["options"])


def train_member(recipe, made, is_whole, work):
    """The state of a trained member; kept in `work` under a name that tells recipe and texts."""
    torch.set_num_threads(1)
    parts = ["train", "held"] if is_whole else ["train"]
    rows = [row for part in parts for row in made[part]]
    ids = [each for part in parts for each in made[f"{part}_ids"]]
    name = f"{recipe['name']}-{'whole' if is_whole else 'twin'}"
    mark = json.dumps([recipe, SOURCE_WEIGHTS, made["hashes"], len(made["vocabulary"]), len(rows)], sort_keys=True)
    kept = work and Path(work) / f"{name}-{hashlib.sha256(mark.encode()).hexdigest()[:12]}.pt"
    if kept and kept.exists():
        return torch.load(kept)
    model = make_member(recipe, len(made["vocabulary"]), made["tables"])
    labels = np.array([row[1] for row in rows])
    train(model, ids, labels, weigh(rows), log=lambda line: print(f"{name} {line}", flush=True), **recipe["training"])
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        torch.save(model.state_dict(), kept)
    return model.state_dict()


def train_models(recipes, made, work, jobs, whole):
    """The model that learned without the held-back texts, and is measured and calibrated on them, and the one that ships: the
    same, or with `whole` its twin by the same recipes that learned from all texts."""
    tasks = [(recipe, made, is_whole, work) for is_whole in ((False, True) if whole else (False,)) for recipe in recipes]
    if jobs == 1:
        states = [train_member(*task) for task in tasks]
    else:
        with ProcessPoolExecutor(jobs) as pool:
            states = list(pool.map(train_member, *zip(*tasks)))
    members = []
    for (recipe, *_), state in zip(tasks, states):
        member = make_member(recipe, len(made["vocabulary"]), made["tables"])
        member.load_state_dict(state)
        members.append(member.eval())
    return Ensemble(members[: len(recipes)]).eval(), Ensemble(members[-len(recipes) :]).eval()


def read_lexically(texts, folder):
    """Log-probabilities of the lexical reader, to fit the fusion with."""
    source, target = folder / "texts.tmp.json", folder / "scores.tmp.json"
    source.write_text(json.dumps(texts), encoding="utf8")
    try:
        run_tsx("read-lexically.ts", str(source), str(target))
        return np.log(np.maximum(0.005, np.array(json.loads(target.read_text()))))
    finally:
        source.unlink(missing_ok=True)
        target.unlink(missing_ok=True)


def main():
    flags = read_arguments()
    torch.set_num_threads(1)
    out = Path(flags.out).resolve()
    (out / "onnx").mkdir(parents=True, exist_ok=True)
    made = prepare(Path(flags.data) / "sentiment", flags.phrasebook, may_lack=flags.quick)
    recipes = MEMBERS
    if flags.quick:
        recipes = QUICK_MEMBERS
        step = max(1, len(made["train"]) // QUICK_TEXTS)
        made["train"], made["train_ids"] = made["train"][::step], made["train_ids"][::step]
    print(f"{len(made['train'])} texts to learn from, {len(made['held'])} held back, {len(made['vocabulary'])} pieces", flush=True)
    measured, model = train_models(recipes, made, flags.work, flags.jobs, flags.whole)
    logits = predict(measured, made["held_ids"])
    print("held back", describe(measure_held(made["held"], logits)))

    calibration = calibrate(made["held"], logits, read_lexically([row[0] for row in made["held"]], out))
    print(json.dumps(calibration, indent=1))
    finished = calibrated(model, calibration)
    graph = to_onnx(finished)
    onnx.save(graph, str(out / "onnx/model.onnx"))
    onnx.save(quantise(graph), str(out / "onnx/model_quantized.onnx"))
    write_tokenizer(out, made["vocabulary"], made["normaliser"], LONGEST)
    write_config(out, made["vocabulary"], recipes[0]["width"], LONGEST, {
        "calibration": {key: calibration[key] for key in ("neutral_bias", "temperature", "ece")}, "fusion": calibration["fusion"],
        "trained_on": made["hashes"],
    })
    write_golden(out / "golden.json", finished, made["encoder"])
    write_hashes(out)


def describe(figures):
    return ", ".join(f"{name} {value:.3f}" for name, value in figures.items())


if __name__ == "__main__":
    main()
