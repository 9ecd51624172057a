"""What the fusion costs on texts of sources that were left out, by weight of the lexical reader: python3 fit_shift.py --work DIR.

Reads what shift.py wrote, treats each quick net as the shipped one is treated (bias and temperature by its held-back texts), and writes the
mean log loss of all groups for every weight, each group at its best temperature, to shift.json, which calibrate.py reads."""
import argparse
import json
from pathlib import Path

import numpy as np

from calibrate import BIASES, SHIFT, WEIGHTS, fit_neutral_bias, floor_log
from measure import CRYPTO, fit_temperature, log_loss, macro_f1


def read_group(path):
    with np.load(path) as found:
        return {name: found[name] for name in found.files}


def curves(found):
    """Log loss and macro-F1 of the left-out texts for every weight."""
    held = [("", gold, source) for gold, source in zip(found["held_gold"].tolist(), found["held_sources"].tolist())]
    bias = fit_neutral_bias(held, found["held_logits"])
    crypto = np.isin(found["held_sources"], CRYPTO)
    shifted = found["held_logits"] + np.array([0, bias, 0])
    temperature = fit_temperature(found["held_gold"][crypto], shifted[crypto])
    gold, lexical = found["gold"], np.log(np.maximum(0.005, found["scores"]))
    own = floor_log((found["logits"] + np.array([0, bias, 0])) / temperature)
    fused = [own + weight * lexical for weight in WEIGHTS]
    return bias, [log_loss(gold, each / fit_temperature(gold, each)) for each in fused], [macro_f1(gold, each) for each in fused]


def best_bias(found):
    def loss_at(bias):
        logits = found["logits"] + np.array([0, bias, 0])
        return log_loss(found["gold"], logits / fit_temperature(found["gold"], logits))

    return min(BIASES, key=loss_at)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--work", required=True)
    losses, scores = {}, {}
    for path in sorted(Path(parser.parse_args().work).glob("shift-*.npz")):
        found, name = read_group(path), path.stem.removeprefix("shift-")
        bias, losses[name], scores[name] = curves(found)
        best = int(np.argmin(losses[name]))
        print(f"{name}: weight {WEIGHTS[best]}, loss {losses[name][0]:.4f} -> {losses[name][best]:.4f}, F1 {scores[name][0]:.3f} -> {scores[name][best]:.3f}; "
              f"bias {bias} by held-back texts, {best_bias(found)} by its own")
    mean = np.mean(list(losses.values()), 0)
    f1 = np.mean(list(scores.values()), 0)
    for weight, loss, score in zip(WEIGHTS, mean, f1):
        print(f"weight {weight}: loss {loss:.4f}, F1 {score:.4f}")
    SHIFT.write_text(json.dumps({
        "groups": list(losses), "weights": WEIGHTS, "loss": [round(float(each), 4) for each in mean], "f1": [round(float(each), 4) for each in f1],
    }, indent=1) + "\n")


if __name__ == "__main__":
    main()
