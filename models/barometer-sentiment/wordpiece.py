"""Learns a vocabulary of word pieces and cuts words with it, longest piece first."""
import heapq
from collections import Counter, defaultdict

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
LONGEST_WORD = 100


def learn_vocabulary(word_counts, size, wanted):
    """Merges the commonest pair of pieces until `size` is reached; every word of `wanted` is a piece of its own."""
    words = sorted(word for word in word_counts if len(word) <= LONGEST_WORD)
    pieces = [[word[0], *("##" + char for char in word[1:])] for word in words]
    counts = [word_counts[word] for word in words]
    char_counts = Counter()
    for cut, count in zip(pieces, counts):
        for piece in cut:
            char_counts[piece] += count
    chars = sorted(piece for piece, count in char_counts.items() if count >= 5)
    vocabulary = dict.fromkeys([*SPECIAL, *chars, *sorted(wanted)])
    pairs, places = Counter(), defaultdict(set)
    for index, cut in enumerate(pieces):
        for pair in zip(cut, cut[1:]):
            pairs[pair] += counts[index]
            places[pair].add(index)
    heap = [(-count, pair) for pair, count in pairs.items()]
    heapq.heapify(heap)
    while len(vocabulary) < size and heap:
        negative, pair = heapq.heappop(heap)
        if pairs[pair] != -negative:
            if pairs[pair] > 0:
                heapq.heappush(heap, (-pairs[pair], pair))
            continue
        if -negative < 6:
            break
        merged = pair[0] + pair[1][2:]
        vocabulary[merged] = None
        changed = set()
        for index in places.pop(pair):
            cut, count = pieces[index], counts[index]
            for old in zip(cut, cut[1:]):
                pairs[old] -= count
            joined, at = [], 0
            while at < len(cut):
                if at + 1 < len(cut) and (cut[at], cut[at + 1]) == pair:
                    joined.append(merged)
                    at += 2
                else:
                    joined.append(cut[at])
                    at += 1
            pieces[index] = joined
            for new in zip(joined, joined[1:]):
                pairs[new] += count
                places[new].add(index)
                changed.add(new)
        for new in changed:
            heapq.heappush(heap, (-pairs[new], new))
    return {piece: index for index, piece in enumerate(vocabulary)}


class Encoder:
    def __init__(self, vocabulary, normaliser, longest=256):
        self.vocabulary, self.normaliser, self.longest = vocabulary, normaliser, longest
        self._cuts = {}

    def cut(self, word):
        found = self._cuts.get(word)
        if found is None:
            found = self._cuts[word] = self._cut(word)
        return found

    def _cut(self, word):
        if len(word) > LONGEST_WORD:
            return [self.vocabulary["[UNK]"]]
        ids, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in self.vocabulary:
                    ids.append(self.vocabulary[piece])
                    start = end
                    break
            else:
                return [self.vocabulary["[UNK]"]]
        return ids

    def pieces(self, text):
        return [piece for word in self.normaliser.words(text) for piece in self.cut(word)]

    def encode(self, text):
        """Ids as readers of tokenizer.json give them: a text that is too long loses its end, [SEP] too."""
        return [2, *self.pieces(text), 3][: self.longest]
