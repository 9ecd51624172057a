"""What is fitted after training, on held-back texts only: how readily the model says neutral, how sure it may be, and how
much the lexical reader counts beside it."""
import json
from pathlib import Path

import numpy as np

from measure import CRYPTO, GROUPS, OWN, calibration_error, fit_temperature, log_loss, measure_held, softmax

WEIGHTS = [round(0.05 * step, 2) for step in range(25)]
# What every weight costs on sources that were left out: see fit_shift.py.
SHIFT = Path(__file__).parent / "shift.json"
BIASES = [round(0.05 * step, 2) for step in range(-4, 11)]


def fit_neutral_bias(held, logits):
    """Classes are balanced in training, which says neutral too rarely for most sources. Bias and temperature together are
    those of least log loss, every group of sources weighing the same; macro-F1 hardly moves with it and is too noisy."""
    sources = np.array([row[2] for row in held])
    gold = np.array([row[1] for row in held])
    groups = [np.isin(sources, group) for group in [*GROUPS, OWN]]

    def loss_at(bias, temperature):
        scaled = (logits + np.array([0, bias, 0])) / temperature
        return np.mean([log_loss(gold[group], scaled[group]) for group in groups if group.any()])

    return min((loss_at(bias, temperature), bias) for bias in BIASES for temperature in np.arange(1, 1.7, 0.1))[1]


def floor_log(logits):
    return np.log(np.maximum(0.005, softmax(logits)))


def fit_weight(held, own, lexical):
    """The weight of least log loss where half of the texts are like those learned from, and half of a source that was not
    seen: held-back texts alone overrate the model, which knows their sources better than any others."""
    sources, gold = np.array([row[2] for row in held]), np.array([row[1] for row in held])
    groups = [where for group in GROUPS if (where := np.isin(sources, group)).any()] or [np.full(len(held), True)]
    shift = json.loads(SHIFT.read_text())
    beyond = dict(zip(shift["weights"], shift["loss"]))

    def loss_at(weight):
        fused = own + weight * lexical
        within = [log_loss(gold[group], fused[group] / fit_temperature(gold[group], fused[group])) for group in groups]
        return np.mean(within) + beyond[weight]

    return min(WEIGHTS, key=loss_at)


def calibrate(held, logits, lexical):
    """`logits` and `lexical` (log-probabilities) are of the held-back rows. Temperatures are fitted on crypto texts."""
    crypto = np.array([row[2] in CRYPTO for row in held])
    if not crypto.any():
        crypto[:] = True
    gold = np.array([row[1] for row in held])[crypto]
    bias = fit_neutral_bias(held, logits)
    shifted = logits + np.array([0, bias, 0])
    own, other = shifted[crypto], lexical[crypto]
    temperature = round(fit_temperature(gold, own), 2)
    scaled = floor_log(own / temperature)

    weight = fit_weight(held, floor_log(shifted / temperature), lexical)
    fused = scaled + weight * other
    fused_temperature = round(fit_temperature(gold, fused), 2)
    return {
        "neutral_bias": bias,
        "temperature": temperature,
        "ece": round(calibration_error(gold, own / temperature), 3),
        "fusion": {
            "lexical_weight": weight, "temperature": fused_temperature,
            "ece": round(calibration_error(gold, fused / fused_temperature), 3),
        },
        "held": round(measure_held(held, shifted).get("score", 0), 4),
        "held_fused": round(measure_held(held, floor_log(shifted / temperature) + weight * lexical).get("score", 0), 4),
    }
