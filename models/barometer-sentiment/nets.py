"""The networks. All of them read token ids and a mask, and nothing depends on the padding."""
import math

import torch
from torch import nn
from torch.nn import functional as F

from lexicon_table import BASE, COLUMNS, GRID, LONGEST, PRIME, places_of

TILT, PLAIN, RATING, NEGATOR = 0, 1, 2, 3
CONTRAST = COLUMNS.index("contrast")
K = len(COLUMNS)


def shift(x, by):
    """Moves a [batch, length] tensor to the right, filling with zeros."""
    return F.pad(x, (by, 0))[:, : x.shape[1]]


class LexiconReader(nn.Module):
    """Fixed columns for each token: its lexicon values, those of a phrase that ends here, and scope (negated, after "but")."""

    WIDTH = K + 5

    def __init__(self, tables):
        super().__init__()
        self.register_buffer("words", torch.tensor(tables["words"]))
        self.register_buffer("keys", torch.tensor(tables["keys"]))
        self.register_buffer("slots", torch.tensor(tables["slots"]))
        self.register_buffer("values", torch.tensor(tables["values"]))

    def forward(self, ids, mask):
        columns = self.words[ids].float() / GRID * mask.unsqueeze(-1)
        tokens = (ids + 1) * mask.long()
        # Polynomial keys of the last n tokens, for every n at once: key_n = key_{n-1}(before) * BASE + token.
        key, found = tokens, []
        for n in range(2, LONGEST + 1):
            key = (shift(key, 1) * BASE + tokens) % PRIME
            first, second = places_of(key, self.keys.shape[0])
            in_first = (self.keys[first].long() == key) & (tokens > 0)
            in_second = (self.keys[second].long() == key) & (tokens > 0)
            slot = self.slots[first].long() * in_first.long() + self.slots[second].long() * (in_second & ~in_first).long()
            found.append((n, slot))
        covered, ends = torch.zeros_like(mask), torch.zeros_like(ids)
        for n, slot in reversed(found):
            free = (slot > 0).float() * (1 - covered)
            ends = ends + slot * free.long()
            spread = free
            for back in range(1, n):
                spread = spread + F.pad(free, (0, back))[:, back:]
            covered = torch.clamp(covered + spread, max=1)
        # No two phrases end at one token, and slot 0 holds nothing: one look-up serves all lengths.
        phrases = self.values[ends].float() / GRID
        mood = columns[..., :3] * (1 - covered).unsqueeze(-1)
        columns = torch.cat([mood, columns[..., 3:]], -1) + phrases
        negator = columns[..., NEGATOR].clamp(0, 1)
        negated = (shift(negator, 1) + shift(negator, 2) + shift(negator, 3)).clamp(0, 1)
        after = torch.cumsum(columns[..., CONTRAST].clamp(0, 1), 1).clamp(0, 1)
        tilt = columns[..., TILT]
        scope = torch.stack([negated, after, tilt * negated, tilt * (1 - negated), covered], -1)
        return torch.cat([columns, scope], -1) * mask.unsqueeze(-1)


class LexiconHead(nn.Module):
    """Sums of moods by sign, scope and half of the text, as the lexical reader would, read by a small network."""

    def __init__(self, hidden=32):
        super().__init__()
        self.net = nn.Sequential(nn.Linear(26, hidden), nn.ReLU(), nn.Linear(hidden, 3))

    def forward(self, columns, mask):
        tilt, rating = columns[..., TILT], columns[..., RATING]
        negated, after = columns[..., K], columns[..., K + 1]
        moods = torch.stack([F.relu(tilt), F.relu(-tilt), F.relu(rating), F.relu(-rating)], -1)
        scopes = torch.stack([(1 - negated) * (1 - after), negated, (1 - negated) * after], -1)
        sums = (moods.unsqueeze(-1) * scopes.unsqueeze(-2)).flatten(2).sum(1)
        length = mask.sum(1, keepdim=True)
        root = torch.rsqrt(length)
        plain = columns[..., PLAIN].sum(1, keepdim=True)
        parts = [sums * root * 2, plain * root, plain / length, (sums[:, :3] + sums[:, 3:6]) / length * 3]
        counts = torch.log1p(columns[..., 3:11].sum(1).clamp(min=0))
        return self.net(torch.cat([*parts, counts, torch.log(length) / 3], -1))


class CnnBody(nn.Module):
    def __init__(self, width, channels=96, sizes=(2, 3, 4)):
        super().__init__()
        self.convolutions = nn.ModuleList(nn.Conv1d(width, channels, size, padding=size // 2) for size in sizes)
        self.out = channels * len(sizes)

    def forward(self, x, mask):
        x = x.transpose(1, 2)
        length = x.shape[2]
        pooled = []
        for convolution in self.convolutions:
            y = F.relu(convolution(x))[:, :, :length] * mask.unsqueeze(1)
            pooled.append(y.max(2).values)
        return torch.cat(pooled, 1)


class GruBody(nn.Module):
    """One layer that reads both ways; the second reads the turned text, so that padding comes last for both."""

    def __init__(self, width, hidden=96):
        super().__init__()
        self.onward = nn.GRU(width, hidden, batch_first=True)
        self.backward_ = nn.GRU(width, hidden, batch_first=True)
        self.out = 4 * hidden

    def forward(self, x, mask):
        spots = torch.cumsum(torch.ones_like(mask), 1).long() - 1
        turned = (mask.sum(1, keepdim=True).long() - 1 - spots).clamp(min=0).unsqueeze(-1)
        onward, _ = self.onward(x)
        back, _ = self.backward_(torch.gather(x, 1, turned.expand(-1, -1, x.shape[2])))
        y = torch.cat([onward, torch.gather(back, 1, turned.expand(-1, -1, back.shape[2]))], -1) * mask.unsqueeze(-1)
        best = (y + (mask.unsqueeze(-1) - 1) * 4).max(1).values
        return torch.cat([best, y.sum(1) / mask.sum(1, keepdim=True)], 1)


class Attention(nn.Module):
    """Attention with a learned bias by distance, so that it reads texts longer than those it learned from."""

    REACH = 12

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.project = nn.Linear(width, width)
        self.bias = nn.Embedding(2 * self.REACH + 1, heads)
        nn.init.normal_(self.bias.weight, std=0.02)

    def forward(self, x, mask, dropout):
        batch, length, width = x.shape
        size = width // self.heads
        qkv = self.qkv(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        spots = torch.cumsum(torch.ones_like(mask[0], dtype=torch.long), 0)
        distance = (spots.unsqueeze(0) - spots.unsqueeze(1)).clamp(-self.REACH, self.REACH) + self.REACH
        bias = self.bias(distance).permute(2, 0, 1).unsqueeze(0)
        scores = qkv[0] @ qkv[1].transpose(-1, -2) / math.sqrt(size) + bias
        scores = scores + (mask - 1)[:, None, None, :] * 1e4
        weights = dropout(torch.softmax(scores, -1))
        return self.project((weights @ qkv[2]).transpose(1, 2).reshape(batch, length, width))


class Block(nn.Module):
    def __init__(self, width, heads, inner, dropout):
        super().__init__()
        self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, mask):
        x = x + self.dropout(self.attention(self.first(x), mask, self.dropout))
        return x + self.dropout(self.down(F.relu(self.up(self.second(x)))))


class TransformerBody(nn.Module):
    """A convolution of three tokens for the near order, then attention."""

    def __init__(self, width, inside=128, layers=2, heads=4, dropout=0.15):
        super().__init__()
        self.enter = nn.Conv1d(width, inside, 3, padding=1)
        self.blocks = nn.ModuleList(Block(inside, heads, 2 * inside, dropout) for _ in range(layers))
        self.norm = nn.LayerNorm(inside)
        self.out = 2 * inside

    def forward(self, x, mask):
        x = self.enter(x.transpose(1, 2)).transpose(1, 2) * mask.unsqueeze(-1)
        for block in self.blocks:
            x = block(x, mask) * mask.unsqueeze(-1)
        x = self.norm(x) * mask.unsqueeze(-1)
        best = (x + (mask.unsqueeze(-1) - 1) * 10).max(1).values
        return torch.cat([best, x.sum(1) / mask.sum(1, keepdim=True)], 1)


class NgramBody(nn.Module):
    """Sums of weights of one, two and three tokens in a row, hashed: a linear model beside the deep ones."""

    def __init__(self, width, buckets=1 << 17, dropout=0.4):
        super().__init__()
        self.buckets = buckets
        self.weights = nn.Embedding(buckets, 3)
        nn.init.zeros_(self.weights.weight)
        self.dropout = dropout
        self.out = 3

    def read(self, ids, mask):
        tokens = (ids + 1) * mask.long()
        key, total = tokens, 0
        for n in range(1, 4):
            if n > 1:
                key = (shift(key, 1) * BASE + tokens) % PRIME
            keep = mask * (tokens > 0).float()
            if self.training:
                keep = keep * (torch.rand_like(keep) > self.dropout).float() / (1 - self.dropout)
            total = total + (self.weights(key % self.buckets) * keep.unsqueeze(-1)).sum(1)
        return total * torch.rsqrt(mask.sum(1, keepdim=True))


BODIES = {"ngram": NgramBody, "cnn": CnnBody, "gru": GruBody, "transformer": TransformerBody}


class Classifier(nn.Module):
    """Bodies over shared or separate embeddings, whose logits are averaged, plus the lexicon head."""

    def __init__(self, vocabulary_size, tables, bodies, width=128, shared=True, dropout=0.4, options=None):
        super().__init__()
        self.lexicon = LexiconReader(tables)
        count = 1 if shared else len(bodies)
        self.embeddings = nn.ModuleList(nn.Embedding(vocabulary_size, width, padding_idx=0) for _ in range(count))
        for embedding in self.embeddings:
            # Small at first, so that a rare piece says nothing until it has learned something.
            nn.init.normal_(embedding.weight, std=0.01)
            embedding.weight.data[0] = 0
        total = width + LexiconReader.WIDTH
        self.bodies = nn.ModuleList(BODIES[name](total, **(options or {}).get(name, {})) for name in bodies)
        self.heads = nn.ModuleList(nn.Linear(body.out, 3) for body in self.bodies)
        self.lexicon_head = LexiconHead()
        self.drop_embedding, self.drop = nn.Dropout(dropout / 2), nn.Dropout(dropout)

    def parts(self, ids, mask, columns=None):
        """The logits of every body, each with the lexicon head's added."""
        columns = self.lexicon(ids, mask) if columns is None else columns
        base = self.lexicon_head(columns, mask)
        found = []
        for index, (body, head) in enumerate(zip(self.bodies, self.heads)):
            if isinstance(body, NgramBody):
                found.append(body.read(ids, mask) + base)
                continue
            embedding = self.embeddings[min(index, len(self.embeddings) - 1)]
            x = self.drop_embedding(embedding(ids)) * mask.unsqueeze(-1)
            found.append(head(self.drop(body(torch.cat([x, columns], -1), mask))) + base)
        return found, base

    def forward(self, ids, mask):
        found, _ = self.parts(ids, mask.float())
        return sum(found) / len(found)


class Ensemble(nn.Module):
    """Classifiers that learned apart, in one graph: they share the lexicon's columns, and their log-odds are averaged."""

    def __init__(self, members):
        super().__init__()
        self.lexicon = members[0].lexicon
        self.members = nn.ModuleList(members)

    def forward(self, ids, mask):
        mask = mask.float()
        columns = self.lexicon(ids, mask)
        logits = 0
        for member in self.members:
            found, _ = member.parts(ids, mask, columns)
            logits = logits + torch.log_softmax(sum(found) / len(found), -1)
        return logits / len(self.members)
