"""How a text is normalised and cut into words: one list of rules, for the training and for tokenizer.json alike.

Classes are written out in ASCII, for the readers of tokenizer.json take \\w and \\b for Unicode classes.
Text is lowercased first, so every rule is written in lower case.
"""
import re
import unicodedata

END = "(?![a-z0-9_])"
START = "(?<![a-z0-9_])"


def list_rules(coins):
    """Rules in order, as (pattern, replacement). A coin is read as one word, so that no verdict hangs on which."""
    names = "|".join(sorted(coins, key=lambda name: (-len(name), name)))
    percent = "( ?%| percent| pct)"
    return [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", '"'),
        ("&nbsp;", " "),
        ("&#39;|&apos;|[‘’`´]", "'"),
        ("[“”]", '"'),
        ("https?:[^ \\t\\r\\n]+|www\\.[^ \\t\\r\\n]+|pic\\.twitter[^ \\t\\r\\n]+", " "),
        ("@[a-z0-9_]+", " xuserx "),
        ("n't" + END, " not"),
        (START + "(do|does|did|is|was|are|would|could|should|has|have)nt" + END, " not"),
        (START + "(cannot|cant)" + END, "can not"),
        (START + "wo not" + END, "will not"),
        ("(?<![a-z0-9.])\\+ ?[0-9][0-9.,]*" + percent, " xpctup "),
        ("(?<![a-z0-9.])[-–−] ?[0-9][0-9.,]*" + percent, " xpctdown "),
        ("[0-9][0-9.,]*" + percent, " xpct "),
        ("[$€£₹] ?[0-9][0-9.,]*( ?[kmbt]n?" + END + "| (thousand|million|billion|trillion)" + END + ")?", " xmoney "),
        ("[0-9][0-9.,]*x" + END, " xtimes "),
        (START + "q[1-4]" + END, " xquarter "),
        ("[0-9]+([.,:][0-9]+)*", " xnum "),
        ("[$#]?" + START + "(" + names + ")" + END, " xcoin "),
        ("\\$[a-z][a-z.]{0,5}" + END, " xcoin "),
        # One full stop at the very end says nothing; three dots do. `$` would also be the end of a line to some readers.
        ("(?<![.])[.][ \\t\\r\\n]*(?![\\s\\S])", ""),
    ]


EMOJI = "[←-⇿⌀-➿⤀-⥿⬀-⯿🀀-🫿]"
_emoji = re.compile(EMOJI)


def _is_punctuation(char):
    code = ord(char)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(char).startswith("P")


def _is_han(char):
    code = ord(char)
    return (
        0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F
    )


def _clean(char, kinds={}):
    """What BertNormalizer and the pre-tokenizers make of one character, spaces marking cuts."""
    if char not in kinds:
        code = ord(char)
        category = unicodedata.category(char)
        if char in "\t\n\r" or category == "Zs" or category in ("Zl", "Zp"):
            kinds[char] = " "
        elif code in (0, 0xFFFD) or category in ("Cc", "Cf", "Co", "Cs", "Mn"):
            kinds[char] = ""
        elif _is_han(char) or _is_punctuation(char) or _emoji.match(char):
            kinds[char] = f" {char} "
        else:
            kinds[char] = char
    return kinds[char]


class Normaliser:
    def __init__(self, coins):
        self.rules = list_rules(coins)
        self._compiled = [(re.compile(pattern), content) for pattern, content in self.rules]

    def words(self, text):
        """The words and signs of a text, as the tokenizer would see them before it cuts words into pieces."""
        text = text.lower()
        for pattern, content in self._compiled:
            text = pattern.sub(lambda _match, content=content: content, text)
        text = unicodedata.normalize("NFD", text)
        return "".join(_clean(char) for char in text).split()

    def to_json(self):
        replace = [
            {"type": "Replace", "pattern": {"Regex": pattern}, "content": content} for pattern, content in self.rules
        ]
        bert = {
            "type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": True,
            "lowercase": False,
        }
        return {"type": "Sequence", "normalizers": [{"type": "Lowercase"}, *replace, bert]}
