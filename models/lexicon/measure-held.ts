import { measureLabels } from "../../lib/core/sentiment/metrics";
import type { LabelledText } from "./load-texts";

const names = ["bullish", "neutral", "bearish"] as const;

/** Macro-F1 of each held-out source and their mean; sources of two classes are read without neutral. */
export function measureHeld(
  texts: readonly LabelledText[],
  evidence: readonly { tilt: number; plain: number }[],
): { mean: number; bySource: Record<string, number> } {
  const bySource: Record<string, number> = {};
  for (const source of new Set(texts.map((text) => text.source))) {
    const indexes = texts.flatMap((text, index) => (text.source === source ? [index] : []));
    const gold = indexes.map((index) => names[texts[index]?.target ?? 1]);
    const isTwoClass = !gold.includes("neutral");
    const guess = indexes.map((index) => {
      const { tilt = 0, plain = 0 } = evidence[index] ?? {};
      if (!isTwoClass && plain >= Math.abs(tilt) / 2) return "neutral";
      return tilt >= 0 ? "bullish" : "bearish";
    });
    bySource[source] = measureLabels(gold, guess, isTwoClass ? ["bullish", "bearish"] : names).macroF1;
  }
  const values = Object.values(bySource);
  return { mean: values.reduce((sum, value) => sum + value, 0) / values.length, bySource };
}
