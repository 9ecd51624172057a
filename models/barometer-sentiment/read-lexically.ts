import { readFileSync, writeFileSync } from "node:fs";
import { createMeasuredLexical } from "../../scripts/eval/readers";

// Reads a JSON list of texts with the lexical reader and writes its scores, in the order bearish, neutral, bullish.
// A lexicon learned from fewer texts may be named as a third file.
const [from, to, lexicon] = process.argv.slice(2);
if (from === undefined || to === undefined)
  throw new Error("Usage: read-lexically.ts TEXTS.json SCORES.json [LEXICON.json]");
const texts: unknown = JSON.parse(readFileSync(from, "utf8"));
if (!Array.isArray(texts)) throw new Error(`${from} must hold a list of texts.`);
const scores = await createMeasuredLexical(lexicon).readAll(texts.map(String));
writeFileSync(to, JSON.stringify(scores.map(({ bearish, neutral, bullish }) => [bearish, neutral, bullish])));
