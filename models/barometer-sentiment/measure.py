"""Macro-F1 by source, calibration error and temperature."""
import numpy as np


def softmax(logits):
    e = np.exp(logits - logits.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def macro_f1(gold, logits):
    """A set without neutral texts is read without neutral."""
    classes = [0, 1, 2] if (gold == 1).any() else [0, 2]
    guess = np.array(classes)[logits[:, classes].argmax(1)]
    scores = []
    for each in classes:
        hits = ((guess == each) & (gold == each)).sum()
        scores.append(2 * hits / max(1, (guess == each).sum() + (gold == each).sum()))
    return float(np.mean(scores))


def log_loss(gold, logits):
    return float(-np.log(np.maximum(1e-9, softmax(logits)[np.arange(len(gold)), gold])).mean())


def calibration_error(gold, logits, bins=15):
    probabilities = softmax(logits)
    confidence, right = probabilities.max(1), probabilities.argmax(1) == gold
    place = np.minimum((confidence * bins).astype(int), bins - 1)
    return float(sum(abs(confidence[place == b].sum() - right[place == b].sum()) for b in range(bins)) / len(gold))


def fit_temperature(gold, logits):
    grid = np.arange(0.5, 3.0, 0.01)
    return float(grid[np.argmin([log_loss(gold, logits / t) for t in grid])])


# Groups of sources that weigh the same in the score to choose by.
GROUPS = [["crypto_news"], ["x_posts_janitr"], ["sentfin", "twitter_financial_news"], ["goemotions"]]
CRYPTO = ["crypto_news", "x_posts_janitr"]
OWN = ["phrasebook", "own_posts", "own_headlines"]


def measure_held(rows, logits):
    """Macro-F1 of each held-out source, the score and loss to choose by, and the loss on crypto texts."""
    sources = np.array([row[2] for row in rows])
    gold = np.array([row[1] for row in rows])
    found = {source: macro_f1(gold[sources == source], logits[sources == source]) for source in sorted(set(sources))}
    groups = [present for group in GROUPS if (present := [source for source in group if source in found])]

    def best_loss(group):
        of_group = np.isin(sources, group)
        return log_loss(gold[of_group], logits[of_group] / fit_temperature(gold[of_group], logits[of_group]))

    if groups:
        found["loss"] = float(np.mean([best_loss(group) for group in groups]))
        found["score"] = float(np.mean([np.mean([found[source] for source in group]) for group in groups]))
    if any(source in found for source in CRYPTO):
        found["crypto loss"] = best_loss(CRYPTO)
    return found
