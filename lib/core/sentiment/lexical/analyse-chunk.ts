import type { CompiledLexicon } from "./compile-lexicon";
import { findCues } from "./find-cues";
import { findMoves } from "./find-moves";
import { markContexts } from "./mark-contexts";
import { type Match, matchPhrases } from "./match-phrases";
import type { Tokens } from "./tokens";

export interface ChunkAnalysis {
  readonly found: readonly Match[];
  /** Indexes into `cues`. */
  readonly cues: readonly number[];
  /** How many matches carry weight. */
  readonly known: number;
}

/** Finds all that speaks in the tokens `from` to `to`: phrases, moves, their contexts, and the cues of the shape. */
export function analyseChunk(tokens: Tokens, from: number, to: number, compiled: CompiledLexicon): ChunkAnalysis {
  const found = findMoves(tokens, from, to, matchPhrases(tokens, from, to, compiled), compiled);
  markContexts(tokens, from, to, found, compiled);
  let known = 0;
  for (const match of found) if (match.entry >= 0 || match.move >= 0) known++;
  return { found, cues: findCues(tokens, from, to, found, known > 0), known };
}
