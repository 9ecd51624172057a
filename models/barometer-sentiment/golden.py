"""The project's own sentences whose ids and logits are recorded with the model, so that every reader can prove itself."""
import json

import numpy as np
import torch

# The first three must come out as told, or the model is refused when it is loaded.
MUST = [
    ("Bitcoin soars to a record high as funds pour in", "bullish"),
    ("Exchange hacked, customers lose everything", "bearish"),
    ("The conference opens on Tuesday at ten", "neutral"),
]
OTHERS = [
    "", "gm", "LFG!!! 🚀🚀 $DOGE to the moon", "Shorts got rekt again &amp; we aren't done yet", "Hack fears ease after a clean audit",
    "$ETH -7.5% today, +120% this year", "Don’t sell. Can’t lose “diamond hands”", "See https://example.org/a?b=1 and www.example.org now, @some_one",
    "ETH, Ethereum and #ethereum are one coin; so is ETHEREUM", "Çok güzel — naïve café", "比特币上涨 5%", "日本の取引所がハッキングされた",
    "Q3 revenue of $1.2 billion, 3x more than in 2021, 10,000 users", "It didnt work, it wont work, you cannot win",
    "zero\u200bwidth and \u00a0 spaces\tand\nlines", "❤️ 👩\u200d💻 ☀️ ✅", "Fees fell but so did revenue, and nobody cared", "up 5 percent, down 3 pct, −2%",
    "pseudopseudohypoparathyroidism " + "x" * 120, "Not a single promise was kept, yet holders still cheer :)", "word " * 300,
]


def write_golden(path, model, encoder):
    texts = [text for text, _ in MUST] + OTHERS
    rows = []
    with torch.no_grad():
        for text in texts:
            ids = encoder.encode(text)
            logits = model(torch.tensor([ids]), torch.ones(1, len(ids), dtype=torch.long))
            rows.append({"text": text, "ids": ids, "logits": [round(float(each), 5) for each in logits[0]]})
    for row, (text, label) in zip(rows, MUST):
        row["label"] = label
        found = ["bearish", "neutral", "bullish"][int(np.argmax(row["logits"]))]
        if found != label:
            print(f'warning: "{text}" is read as {found}, not {label}', flush=True)
    lines = ",\n".join(" " + json.dumps(row, ensure_ascii=False) for row in rows)
    path.write_text(f"[\n{lines}\n]\n", encoding="utf8")
