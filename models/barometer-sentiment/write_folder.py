"""Writes the files that a reader of the model needs: tokenizer, configuration."""
import hashlib
import json

from normalise import EMOJI
from wordpiece import LONGEST_WORD, SPECIAL

LABELS = ["bearish", "neutral", "bullish"]


def write_tokenizer(folder, vocabulary, normaliser, longest):
    added = [
        {"id": index, "content": name, "single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        for index, name in enumerate(SPECIAL)
    ]
    cls, sep = {"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}
    a, b = {"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 0}}
    tokenizer = {
        "version": "1.0", "truncation": None, "padding": None, "added_tokens": added,
        "normalizer": normaliser.to_json(),
        "pre_tokenizer": {
            "type": "Sequence",
            "pretokenizers": [
                {"type": "Split", "pattern": {"Regex": EMOJI}, "behavior": "Isolated", "invert": False},
                {"type": "BertPreTokenizer"},
            ],
        },
        "post_processor": {
            "type": "TemplateProcessing", "single": [cls, a, sep], "pair": [cls, a, sep, b, sep],
            "special_tokens": {
                name: {"id": name, "ids": [SPECIAL.index(name)], "tokens": [name]} for name in ("[CLS]", "[SEP]")
            },
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": True},
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": LONGEST_WORD, "vocab": vocabulary,
        },
    }
    config = {
        "tokenizer_class": "BertTokenizer", "model_max_length": longest,
        "pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]", "sep_token": "[SEP]", "mask_token": "[MASK]",
        "clean_up_tokenization_spaces": True, "model_input_names": ["input_ids", "attention_mask"],
    }
    _write(folder / "tokenizer.json", tokenizer, None)
    _write(folder / "tokenizer_config.json", config, 1)


def write_config(folder, vocabulary, width, longest, extra):
    config = {
        # Tells the loader which inputs to feed; the graph itself is no BERT.
        "model_type": "bert", "architectures": ["BertForSequenceClassification"],
        "id2label": {str(index): name for index, name in enumerate(LABELS)},
        "label2id": {name: index for index, name in enumerate(LABELS)},
        "num_labels": len(LABELS), "vocab_size": len(vocabulary), "hidden_size": width,
        "max_position_embeddings": longest, "pad_token_id": 0, "transformers.js_config": {"dtype": "q8"}, **extra,
    }
    _write(folder / "config.json", config, 1)


def write_hashes(folder):
    """SHA-256 of every file that a reader loads."""
    names = ["config.json", "tokenizer.json", "tokenizer_config.json", "golden.json", "onnx/model.onnx", "onnx/model_quantized.onnx"]
    hashes = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
    _write(folder / "hashes.json", hashes, 1)


def _write(path, value, indent):
    separators = None if indent else (",", ":")
    path.write_text(json.dumps(value, ensure_ascii=False, indent=indent, separators=separators) + "\n", encoding="utf8")
