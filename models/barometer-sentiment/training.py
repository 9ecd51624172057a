"""Training of one network: weighted cross-entropy, Adam with linear decay, averaged weights over the last part."""
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

SOURCE_WEIGHTS = {
    "crypto_news": 2, "x_posts_janitr": 3.5, "sentfin": 2, "twitter_financial_news": 2, "surge_stock_twitter": 2,
    "goemotions": 1, "semeval_4a": 0.8, "phrasebook": 4, "own_posts": 4, "own_headlines": 4,
}


def seed_all(seed):
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)


def weigh(rows, source_weights=SOURCE_WEIGHTS):
    """Weight of each row: that of its source, times (1/3 / share)^0.5 of its class in the source, clipped to .3 to 3."""
    counts = {}
    for _, label, source in rows:
        counts.setdefault(source, [0, 0, 0])[label] += 1
    weights = []
    for _, label, source in rows:
        count = counts[source]
        share = count[label] / sum(count) * sum(1 for each in count if each)
        weights.append(min(3, max(0.3, share**-0.5)) * source_weights.get(source, 1))
    return np.array(weights, np.float32)


def pad(batch):
    longest = max(len(ids) for ids in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    for row, each in enumerate(batch):
        ids[row, : len(each)] = torch.tensor(each)
    return ids, (ids > 0).float()


def list_batches(encoded, size, shuffle):
    """Batches of texts of like length, in random order."""
    order = list(range(len(encoded)))
    random.shuffle(order) if shuffle else None
    chunk = size * 50 if shuffle else len(order)
    batches = []
    for start in range(0, len(order), chunk):
        part = sorted(order[start : start + chunk], key=lambda index: len(encoded[index]))
        batches += [part[at : at + size] for at in range(0, len(part), size)]
    if shuffle:
        random.shuffle(batches)
    return batches


@torch.no_grad()
def predict(model, encoded, size=256):
    model.eval()
    logits = np.zeros((len(encoded), 3), np.float32)
    for batch in list_batches(encoded, size, False):
        logits[batch] = model(*pad([encoded[index] for index in batch])).numpy()
    return logits


def train(model, encoded, targets, weights, *, epochs=4, size=128, rate=1.5e-3, decay=0.0, average=0.995,
          longest=64, parts=0.5, agree=0.0, log=print, seed=1):
    """`targets` are class numbers or rows of three probabilities. The averaged weights are left in the model."""
    seed_all(seed)
    encoded = [ids if len(ids) <= longest else [*ids[: longest - 1], 3] for ids in encoded]
    targets, weights = torch.tensor(targets), torch.tensor(weights / weights.mean())
    if targets.ndim == 1:
        targets = F.one_hot(targets, 3).float()
    optimiser = torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=decay, betas=(0.9, 0.98))
    total = epochs * ((len(encoded) + size - 1) // size)
    step, mean, started = 0, None, time.time()
    for epoch in range(epochs):
        model.train()
        losses = []
        for batch in list_batches(encoded, size, True):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1, (step + 1) / 200) * max(0.02, 1 - step / total)
            ids, mask = pad([encoded[index] for index in batch])
            target, weight = targets[batch], weights[batch]
            found, base = model.parts(ids, mask)

            def loss_of(logits):
                return (-(target * F.log_softmax(logits, -1)).sum(-1) * weight).mean()

            each = [loss_of(logits) for logits in found]
            loss = sum(each) / len(each)
            if len(found) > 1:
                loss = parts * loss + (1 - parts) * loss_of(sum(found) / len(found))
            loss = loss + 0.3 * loss_of(base)
            if agree:
                # Two passes with other dropout should agree (R-Drop, Liang et al. 2021).
                again, _ = model.parts(ids, mask)
                for one, other in zip(found, again):
                    first, second = F.log_softmax(one, -1), F.log_softmax(other, -1)
                    apart = ((first.exp() - second.exp()) * (first - second)).sum(-1)
                    loss = loss / 2 + (loss_of(other) / 2 + agree * (apart * weight).mean()) / len(found)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimiser.step()
            step += 1
            losses.append(loss.item())
            if step > total // 2 and step % 4 == 0:
                with torch.no_grad():
                    if mean is None:
                        mean = [parameter.detach().clone() for parameter in model.parameters()]
                    for kept, parameter in zip(mean, model.parameters()):
                        kept.mul_(average).add_(parameter.detach(), alpha=1 - average)
        log(f"epoch {epoch + 1}: loss {np.mean(losses):.4f}, {(time.time() - started) / 60:.1f} min")
    with torch.no_grad():
        for kept, parameter in zip(mean, model.parameters()):
            parameter.copy_(kept)
    return model
