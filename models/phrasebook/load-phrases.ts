import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Label, labels } from "../../lib/contracts/verdict";
import { type PhraseKind, phraseKinds } from "./phrase-kinds";

export interface Phrase {
  readonly label: Label;
  readonly kind: PhraseKind;
  readonly text: string;
  /** Shared by sentences that differ little in words and much in meaning. */
  readonly pair?: string;
  readonly line: number;
}

const file = join(import.meta.dirname, "phrases.tsv");
const HEADER = "label\tkind\ttext\tpair";

function parseLine(content: string, line: number): Phrase {
  const [labelCell, kindCell, text, pair, ...rest] = content.split("\t");
  const label = labels.find((name) => name === labelCell);
  const kind = phraseKinds.find((name) => name === kindCell);
  if (label === undefined) throw new Error(`phrases.tsv:${line}: no label "${labelCell}"`);
  if (kind === undefined) throw new Error(`phrases.tsv:${line}: no kind "${kindCell}"`);
  if (text === undefined || rest.length > 0) throw new Error(`phrases.tsv:${line}: not three or four columns`);
  return { label, kind, text, line, ...(pair === undefined ? {} : { pair }) };
}

/** Reads the phrasebook, or `content` in its format. Throws naming the line of a row without label, kind or text. */
export function loadPhrases(content = readFileSync(file, "utf8")): Phrase[] {
  const [header, ...lines] = content.split("\n");
  if (header !== HEADER) throw new Error("phrases.tsv:1: the header is not label, kind, text, pair");
  return lines.flatMap((line, index) => (line === "" ? [] : [parseLine(line, index + 2)]));
}
