import { readdirSync } from "node:fs";
import { join } from "node:path";
import { readRows } from "../../scripts/eval/read-rows";
import { findLeaks } from "./find-leaks";
import type { Phrase } from "./load-phrases";

export interface SetsReport {
  readonly sets: readonly string[];
  readonly texts: number;
  readonly leaks: readonly string[];
  /** The closest that any phrase comes to any text, from 0 to 1. */
  readonly nearest: number;
  readonly nearestPhrase: string;
}

/** Searches every labelled set of the folder for texts that a phrase repeats. */
export function searchSets(phrases: readonly Phrase[], folder: string): SetsReport {
  const sets = readdirSync(folder)
    .filter((name) => /^(?:dev|valid|train)\b.*\.jsonl$/u.test(name))
    .sort();
  const search = findLeaks(phrases.map((phrase) => phrase.text));
  let texts = 0;
  for (const set of sets)
    for (const { text } of readRows(join(folder, set))) {
      texts += 1;
      search.add(text, set);
    }
  const nearest = search.nearest();
  return {
    sets,
    texts,
    leaks: search.leaks().map(({ index, why }) => `${phrases[index]?.file}:${phrases[index]?.line}: ${why}`),
    nearest: nearest?.similarity ?? 0,
    nearestPhrase: nearest === undefined ? "" : (phrases[nearest.index]?.text ?? ""),
  };
}
