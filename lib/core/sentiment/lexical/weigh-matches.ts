import type { CompiledLexicon } from "./compile-lexicon";
import { contexts, cues } from "./lexicon";
import { contextBit } from "./mark-contexts";
import type { Match } from "./match-phrases";

/** Log-odds of one chunk: `tilt` of bullish against bearish, `plain` of neutral against the mean of the two. */
export interface Evidence {
  tilt: number;
  plain: number;
}

const negatedGood = contexts.indexOf("negated_good");
const negatedBad = contexts.indexOf("negated_bad");
const relievedGood = contexts.indexOf("relieved_good");
const relievedBad = contexts.indexOf("relieved_bad");
const sarcasmCue = cues.indexOf("sarcasm");
/** Sarcasm leaves this share of the tilt: what is said may well mean its opposite. */
export const SARCASM_LEAVES = 0.15;

export const negatedBit = contextBit("negated_good");

/** Product of the factors of a match's contexts; negation and relief have one factor for good words and one for bad. */
function factorOf(set: number, tilt: number, factors: Float64Array): number {
  let factor = 1;
  for (let rest = set; rest !== 0; rest &= rest - 1) {
    let bit = 31 - Math.clz32(rest & -rest);
    if (tilt < 0 && bit === negatedGood) bit = negatedBad;
    else if (tilt < 0 && bit === relievedGood) bit = relievedBad;
    factor *= factors[bit] ?? 1;
  }
  return factor;
}

/** What a match adds to the log-odds of bullish against bearish. */
function tiltOf(match: Match, compiled: CompiledLexicon): number {
  const own = match.entry < 0 ? 0 : (compiled.tilt[match.entry] ?? 0);
  const moved = match.move < 0 ? 0 : (compiled.moveTilt[match.move] ?? 0);
  const sum = own + moved;
  return match.contexts === 0 ? sum : sum * factorOf(match.contexts, sum, compiled.factors);
}

/** Adds up a chunk's matches and cues. `weights`, when given, receives the tilt of each match. */
export function weighMatches(
  found: readonly Match[],
  cueSet: readonly number[],
  compiled: CompiledLexicon,
  weights?: number[],
): Evidence {
  let tilt = 0;
  let plain = 0;
  for (const match of found) {
    const own = tiltOf(match, compiled);
    weights?.push(own);
    tilt += own;
    if (match.entry >= 0) plain += compiled.plain[match.entry] ?? 0;
    if (match.move >= 0) plain += compiled.movePlain[match.move] ?? 0;
  }
  let isSarcastic = false;
  for (const cue of cueSet) {
    const weight = compiled.lexicon.cues[cues[cue] ?? "always"];
    tilt += weight.tilt;
    plain += weight.plain;
    if (cue === sarcasmCue) isSarcastic = true;
  }
  if (isSarcastic) {
    tilt *= SARCASM_LEAVES;
    if (weights !== undefined) for (let k = 0; k < weights.length; k++) weights[k] = (weights[k] ?? 0) * SARCASM_LEAVES;
  }
  return { tilt, plain };
}
