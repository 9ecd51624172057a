"""The project's lexicon as fixed numbers: for each piece of the vocabulary, and for phrases of two to five pieces."""
import numpy as np

ROLES = [
    "negator", "plain", "intensifier", "hedge", "contrast", "concession", "aftermath", "condition", "relievesNext",
    "relievesLast", "up", "down", "opponent", "state", "burden", "extreme", "sarcasm",
]
COLUMNS = ["tilt", "plain", "rating", *ROLES]
LONGEST = 5
BASE, PRIME = 1_000_003, 2_147_483_647
LEAST_SIZE = 1 << 14
GRID = 32


def _values(lexicon):
    """Numbers of each phrase, in the order of COLUMNS; `rated` tells phrases that carry a mood from mere roles."""
    found = {}

    def at(phrase):
        return found.setdefault(phrase, np.zeros(len(COLUMNS), np.float32))

    for entry in lexicon["entries"]:
        at(entry["phrase"])[:2] = entry["tilt"] / 2, entry["plain"]
    for phrase, rating in lexicon["ratings"].items():
        at(phrase)[2] = rating / 2
    for phrase, bits in lexicon["rolePhrases"].items():
        for index, role in enumerate(ROLES):
            if bits & lexicon["roles"][role]:
                at(phrase)[3 + index] = 1
    return found


def list_words(lexicon, normaliser):
    """Single words of the lexicon as the normaliser writes them."""
    words = set()
    for phrase in _values(lexicon):
        cut = normaliser.words(phrase)
        if len(cut) == 1:
            words.add(cut[0])
    return words


def phrase_key(ids):
    key = 0
    for each in ids:
        key = (key * BASE + int(each) + 1) % PRIME
    return key


def places_of(key, size):
    """The two places of the hash table where a key may stand."""
    return key % size, key // 1_021 % size


def _insert(keys, slots, key, slot):
    """Cuckoo hashing: a newcomer takes its first place, and whoever stood there moves to the other of its two."""
    size = len(keys)
    place = places_of(key, size)[0]
    for _ in range(500):
        keys[place], key = key, int(keys[place])
        slots[place], slot = slot, int(slots[place])
        if key == 0:
            return True
        first, second = places_of(key, size)
        place = second if place == first else first
    return False


def _hash_phrases(phrases, size):
    """The hash table of phrases, by keys and slots of their values; larger where they do not all fit."""
    keys, slots = np.zeros(size, np.int32), np.zeros(size, np.int32)
    for slot, ids in enumerate(phrases, 1):
        if not _insert(keys, slots, phrase_key(ids), slot):
            return _hash_phrases(phrases, 2 * size)
    return keys, slots


def build_tables(lexicon, encoder):
    """Returns the table of pieces [V, K], and the hash table of phrases: keys [M] and values [M, K]."""
    words = np.zeros((len(encoder.vocabulary), len(COLUMNS)), np.float32)
    phrases = {}
    for phrase, values in sorted(_values(lexicon).items()):
        variants = {phrase, phrase.replace("coin", "bitcoin")} if "coin" in phrase.split() else {phrase}
        for variant in sorted(variants):
            ids = tuple(encoder.pieces(variant))
            if len(ids) == 1 and ids[0] > 4:
                words[ids[0]] = values
            elif 2 <= len(ids) <= LONGEST and 1 not in ids:
                phrases[ids] = values
    keys, slots = _hash_phrases(phrases, LEAST_SIZE)
    values = [np.zeros(len(COLUMNS), np.float32), *phrases.values()]
    return {"words": _to_grid(words), "keys": keys, "slots": slots, "values": _to_grid(np.stack(values))}


def _to_grid(values):
    """Whole 32nds in a byte: the tables are then the same in every export."""
    return np.clip(np.rint(values * GRID), -127, 127).astype(np.int8)
