import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Class of a text: 0 bullish, 1 neutral, 2 bearish. */
type Target = 0 | 1 | 2;

export interface LabelledText {
  readonly text: string;
  readonly target: Target;
  readonly source: string;
}

export interface Texts {
  readonly train: readonly LabelledText[];
  /** Texts that are never learned from: to choose and calibrate on. */
  readonly held: readonly LabelledText[];
  /** SHA-256 of each file read. */
  readonly hashes: Readonly<Record<string, string>>;
}

const targets: Readonly<Record<string, Target>> = { positive: 0, neutral: 1, negative: 2 };
const files = [
  "train.jsonl",
  "train.crypto_news.jsonl",
  "train.crypto_posts.jsonl",
  "train.tweets.jsonl",
  "valid.jsonl",
];
/** Every tenth labelled crypto text is held out. */
const HOLD = 10;
/** The split of one source by year is of no interest here. */
const sourceOf = (file: string, source: string): string =>
  file === "train.crypto_news.jsonl" ? "crypto_news" : source;

function parse(file: string, content: string): LabelledText[] {
  return content.split("\n").flatMap((line, index) => {
    if (line === "") return [];
    const row: { text?: unknown; label?: unknown; source?: unknown } = JSON.parse(line);
    const target = typeof row.label === "string" ? targets[row.label] : undefined;
    if (typeof row.text !== "string" || target === undefined) throw new Error(`${file}:${index + 1}: no text or label`);
    return [{ text: row.text, target, source: sourceOf(file, String(row.source)) }];
  });
}

/** Loads what may be learned from, and what is held out. `folder` is the folder of the sets. */
export function loadTexts(folder: string): Texts {
  const train: LabelledText[] = [];
  const held: LabelledText[] = [];
  const hashes: Record<string, string> = {};
  const taken = new Set<string>();
  for (const file of files) {
    const content = readFileSync(join(folder, file), "utf8");
    hashes[file] = createHash("sha256").update(content).digest("hex");
    parse(file, content).forEach((row, index) => {
      if (taken.has(row.text)) return;
      taken.add(row.text);
      const isHeld = file === "valid.jsonl" || (file.startsWith("train.crypto") && index % HOLD === 0);
      (isHeld ? held : train).push(row);
    });
  }
  return { train, held, hashes };
}
