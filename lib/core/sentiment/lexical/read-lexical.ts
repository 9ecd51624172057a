import type { Reason, Scores } from "../../../contracts/verdict";
import type { Reading } from "../../ports";
import { analyseChunk } from "./analyse-chunk";
import { type CompiledLexicon, compileLexicon } from "./compile-lexicon";
import { foldText } from "./fold-text";
import type { Lexicon } from "./lexicon";
import { listReasons } from "./list-reasons";
import { scanTokens } from "./scan-tokens";
import { splitChunks } from "./split-chunks";
import { toScores } from "./to-scores";
import { createTokenBuffer, kinds, type Tokens } from "./tokens";
import { weighMatches } from "./weigh-matches";

export type ReadLexical = (text: string, options?: { explain?: boolean }) => Reading;

/** Every part of a long text counts at least this much, beside one for each match in it. */
const CHUNK_BASE = 4;
/** The first part tells what a text is about. */
const LEAD_BONUS = 1.5;

/** Of a text in which no word is known, in another language say, nothing can be told; neutral is a hair ahead. */
const UNREAD: Scores = { bullish: 0.33, neutral: 0.34, bearish: 0.33 };

/**
 * Makes a reader of market mood from a lexicon. The reader is synchronous and linear in the length of the text;
 * it gives calibrated scores, and with `explain` (default true) the spans that moved them.
 */
export function createLexicalReader(lexicon: Lexicon, compiled = compileLexicon(lexicon)): ReadLexical {
  const buffer = createTokenBuffer(256);
  const { temperature, thresholds } = lexicon;

  return (text, options = {}) => {
    const explain = options.explain ?? true;
    const folded = foldText(text);
    const tokens = scanTokens(folded.text, compiled.idOf, buffer);
    const ends = splitChunks(tokens);
    const reasons: Reason[] = [];
    let tilt = 0;
    let plain = 0;
    let total = 0;
    let known = 0;
    const parts: { from: Parameters<typeof listReasons>[0]; share: number }[] = [];
    let start = 0;
    for (const end of ends) {
      const chunk = analyseChunk(tokens, start, end, compiled);
      const weights: number[] | undefined = explain ? [] : undefined;
      const evidence = weighMatches(chunk.found, chunk.cues, compiled, weights);
      const share = (CHUNK_BASE + chunk.known) * (start === 0 ? LEAD_BONUS : 1);
      known += chunk.known;
      tilt += share * evidence.tilt;
      plain += share * evidence.plain;
      total += share;
      if (weights !== undefined) parts.push({ from: { text, folded, tokens, found: chunk.found, weights }, share });
      start = end;
    }
    for (const part of parts) listReasons(part.from, part.share / total / temperature, reasons);
    // A plain report holds no word of mood and is read all the same: its words are known.
    const understood = isUnderstood(tokens, known, compiled);
    return {
      scores: understood
        ? toScores(tilt / total, plain / total, temperature, thresholds.confidence_cap)
        : { ...UNREAD },
      reasons,
      chunks: ends.length,
      understood,
    };
  };
}

const { word: WORD, cashtag: CASHTAG } = kinds;

/** Of the words of a text at least this share must be known. */
const LEAST_KNOWN = 0.15;

/** Whether enough is known of a text to say anything: some word of mood or else of content, and not too few words in all. */
function isUnderstood(tokens: Tokens, matches: number, compiled: CompiledLexicon): boolean {
  const { size, kind: kindAt, word } = tokens;
  const { coin, hasContent } = compiled;
  let words = 0;
  let known = 0;
  let content = 0;
  for (let index = 0; index < size; index++) {
    const kind = kindAt[index];
    if (kind !== WORD && kind !== CASHTAG) continue;
    words++;
    const id = kind === CASHTAG ? coin : (word[index] ?? -1);
    if (id < 0) continue;
    known++;
    content += hasContent[id] ?? 0;
  }
  return (matches > 0 || content > 0) && known >= LEAST_KNOWN * words;
}
