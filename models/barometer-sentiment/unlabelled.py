"""Crypto headlines and lead sentences without labels, for the student to learn from the teachers' opinions on them.

Nothing that resembles a text that is measured or held back comes in: a text that shares three words in a row with one of
them in half of its length is left out."""
import hashlib
import json
import re
from pathlib import Path

SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")
WORDS_LEAST, WORDS_MOST = 4, 60


def _shingles(words):
    return {tuple(words[at : at + 3]) for at in range(max(1, len(words) - 2))}


def _candidates(item):
    title, text = (item.get("title") or "").strip(), (item.get("text") or "").strip()
    yield title
    sentences = SENTENCE.split(text)
    yield sentences[0]
    if len(sentences) > 1:
        yield sentences[1]


def load_unlabelled(data, normaliser, labelled, barred):
    """Texts of news/headlines.jsonl; `labelled` are known by heart already, and what is like `barred` must stay unseen."""
    path = Path(data) / "news/headlines.jsonl"
    if not path.exists():
        return [], {}
    content = path.read_bytes()
    taken = {" ".join(normaliser.words(text)) for text in labelled}
    kept_back = [_shingles(normaliser.words(text)) for text in barred]
    seen = set().union(*kept_back)
    texts = []
    for line in content.decode("utf8").split("\n"):
        for text in _candidates(json.loads(line)) if line.strip() else ():
            if "Ã" in text or "â€" in text:
                continue
            words = normaliser.words(text)
            key = " ".join(words)
            if key in taken or not WORDS_LEAST <= len(words) <= WORDS_MOST:
                continue
            taken.add(key)
            shingles = _shingles(words)
            if len(shingles & seen) * 2 >= len(shingles):
                continue
            texts.append(text)
    return texts, {"news/headlines.jsonl": hashlib.sha256(content).hexdigest()}
