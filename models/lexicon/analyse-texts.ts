import { analyseChunk, type ChunkAnalysis } from "../../lib/core/sentiment/lexical/analyse-chunk";
import type { CompiledLexicon } from "../../lib/core/sentiment/lexical/compile-lexicon";
import { foldText } from "../../lib/core/sentiment/lexical/fold-text";
import { scanTokens } from "../../lib/core/sentiment/lexical/scan-tokens";
import { createTokenBuffer } from "../../lib/core/sentiment/lexical/tokens";
import type { LabelledText } from "./load-texts";

/** Reads texts as the shipped reader does (each as one chunk; training texts are short) and keeps what was found. */
export function analyseTexts(texts: readonly LabelledText[], compiled: CompiledLexicon): ChunkAnalysis[] {
  const buffer = createTokenBuffer(512);
  return texts.map(({ text }) => {
    const tokens = scanTokens(foldText(text).text, compiled.idOf, buffer);
    return analyseChunk(tokens, 0, tokens.size, compiled);
  });
}
