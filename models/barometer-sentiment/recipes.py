"""What is trained: chosen on held-back texts, see EXPERIMENTS.md."""

MEMBERS = [
    {
        "name": "cnn-gru-ngram", "bodies": ["cnn", "gru", "ngram"], "width": 112, "options": {"ngram": {"dropout": 0.3}},
        "training": {"epochs": 4, "size": 192, "rate": 2e-3, "average": 0.965, "parts": 0.7, "seed": 1},
    },
]

# So many texts are enough to try the way from end to end.
QUICK_TEXTS = 2_000
QUICK_MEMBERS = [{**member, "width": 16, "training": {**member["training"], "epochs": 1}} for member in MEMBERS]
