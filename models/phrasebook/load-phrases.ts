import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Label, labels } from "../../lib/contracts/verdict";
import { type PhraseKind, phraseKinds } from "./phrase-kinds";

export interface Phrase {
  readonly label: Label;
  readonly kind: PhraseKind;
  readonly text: string;
  /** Shared by sentences of one file that differ little in words and much in meaning. */
  readonly pair?: string;
  readonly file: string;
  readonly line: number;
}

const HEADER = "label\tkind\ttext\tpair";

function parseLine(content: string, file: string, line: number): Phrase {
  const [labelCell, kindCell, text, pair, ...rest] = content.split("\t");
  const label = labels.find((name) => name === labelCell);
  const kind = phraseKinds.find((name) => name === kindCell);
  if (label === undefined) throw new Error(`${file}:${line}: no label "${labelCell}"`);
  if (kind === undefined) throw new Error(`${file}:${line}: no kind "${kindCell}"`);
  if (text === undefined || rest.length > 0) throw new Error(`${file}:${line}: not three or four columns`);
  return { label, kind, text, file, line, ...(pair === undefined || pair === "" ? {} : { pair }) };
}

/** Reads one file of the phrasebook. Throws naming the line of a row without label, kind or text. */
export function parsePhrases(content: string, file: string): Phrase[] {
  const [header, ...lines] = content.split("\n");
  if (header !== HEADER) throw new Error(`${file}:1: the header is not label, kind, text, pair`);
  return lines.flatMap((line, index) => (line === "" ? [] : [parseLine(line, file, index + 2)]));
}

/** Reads every file of the phrasebook. */
export function loadPhrases(folder = import.meta.dirname): Phrase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".tsv"));
  return files.sort().flatMap((file) => parsePhrases(readFileSync(join(folder, file), "utf8"), file));
}
