import { encodeMessage, type Field } from "./protobuf";

const SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];
const UP = "rally rallies surge surges gain gains up bullish record high rise rises buy strong growth profit".split(
  " ",
);
const DOWN = "crash crashes plunge fall falls loss losses down bearish low drop drops sell weak fear hack".split(" ");
const PLAIN = "the a of and to in bitcoin ethereum market price update schedule report week".split(" ");
/** Every word that the tiny model knows, by token id. */
export const vocabulary: readonly string[] = [...SPECIAL, ...UP, ...DOWN, ...PLAIN];

const LABELS = 3;
const FLOAT = 1;
const INT64 = 7;

/** A classifier in ONNX that adds up three weights for each word: positive, negative, neutral. */
export function tinyClassifier(): Buffer {
  const graph: Field[] = [
    node("Gather", ["weights", "input_ids"], "words"),
    node("Cast", ["attention_mask"], "mask", [
      [1, "to"],
      [3, FLOAT],
      [20, 2],
    ]),
    node("Unsqueeze", ["mask", "last"], "column"),
    node("Mul", ["words", "column"], "seen"),
    node("ReduceSum", ["seen", "first"], "logits", [
      [1, "keepdims"],
      [3, 0],
      [20, 2],
    ]),
    [2, "tiny"],
    [5, weights()],
    [5, axis("last", -1n)],
    [5, axis("first", 1n)],
    valueInfo(11, "input_ids", INT64, ["batch", "sequence"]),
    valueInfo(11, "attention_mask", INT64, ["batch", "sequence"]),
    valueInfo(12, "logits", FLOAT, ["batch", LABELS]),
  ];
  return encodeMessage([
    [1, 8],
    [2, "barometer"],
    [7, graph],
    [
      8,
      [
        [1, ""],
        [2, 13],
      ],
    ],
  ]);
}

function node(operator: string, inputs: readonly string[], output: string, attribute?: readonly Field[]): Field {
  const fields: Field[] = [...inputs.map((input): Field => [1, input]), [2, output], [4, operator]];
  return [1, attribute === undefined ? fields : [...fields, [5, attribute]]];
}

function weights(): readonly Field[] {
  const raw = Buffer.alloc(vocabulary.length * LABELS * 4);
  for (const [id, word] of vocabulary.entries()) {
    const row = UP.includes(word) ? [2, -1, 0] : DOWN.includes(word) ? [-1, 2, 0] : [0, 0, 0.25];
    for (const [column, weight] of row.entries()) raw.writeFloatLE(weight, (id * LABELS + column) * 4);
  }
  return [
    [1, vocabulary.length],
    [1, LABELS],
    [2, FLOAT],
    [8, "weights"],
    [9, raw],
  ];
}

function axis(name: string, value: bigint): readonly Field[] {
  const raw = Buffer.alloc(8);
  raw.writeBigInt64LE(value);
  return [
    [1, 1],
    [2, INT64],
    [8, name],
    [9, raw],
  ];
}

function valueInfo(field: number, name: string, type: number, dims: readonly (string | number)[]): Field {
  const shape = dims.map((dim): Field => [1, [typeof dim === "number" ? [1, dim] : [2, dim]]]);
  return [
    field,
    [
      [1, name],
      [
        2,
        [
          [
            1,
            [
              [1, type],
              [2, shape],
            ],
          ],
        ],
      ],
    ],
  ];
}

/** The tokenizer that goes with it: whole words, lower case. */
export function tinyTokenizer(): object {
  const special = (id: number) => ({ id, special: true, content: SPECIAL[id], normalized: false });
  const token = (id: number, type = 0) => ({ SpecialToken: { id: SPECIAL[id], type_id: type } });
  const sequence = (id: string, type: number) => ({ Sequence: { id, type_id: type } });
  const named = (id: number) => ({ id: SPECIAL[id], ids: [id], tokens: [SPECIAL[id]] });
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: SPECIAL.map((_, id) => ({ ...special(id), single_word: false, lstrip: false, rstrip: false })),
    normalizer: {
      type: "BertNormalizer",
      clean_text: true,
      handle_chinese_chars: true,
      strip_accents: null,
      lowercase: true,
    },
    pre_tokenizer: { type: "BertPreTokenizer" },
    post_processor: {
      type: "TemplateProcessing",
      single: [token(2), sequence("A", 0), token(3)],
      pair: [token(2), sequence("A", 0), token(3), sequence("B", 1), token(3, 1)],
      special_tokens: { "[CLS]": named(2), "[SEP]": named(3) },
    },
    decoder: { type: "WordPiece", prefix: "##", cleanup: true },
    model: {
      type: "WordPiece",
      unk_token: "[UNK]",
      continuing_subword_prefix: "##",
      max_input_chars_per_word: 100,
      vocab: Object.fromEntries(vocabulary.map((word, id) => [word, id])),
    },
  };
}
