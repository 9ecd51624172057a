import type { Label } from "../contracts/verdict";
import type { Clock, EngineCheck, SentimentEngine } from "../core/ports";
import { decideLabel } from "../core/sentiment/decide-label";

/** Plain cases: an engine that misses one of them is broken or holds the wrong data, not merely weak. */
const golden: readonly { readonly text: string; readonly label: Label }[] = [
  { text: "Bitcoin soars to a record high", label: "bullish" },
  { text: "Exchange collapses after hackers steal customer funds", label: "bearish" },
  { text: "The meeting takes place on Tuesday", label: "neutral" },
];

/** Reads the golden sentences with an engine and says whether it can be trusted to answer. Never fails. */
export async function checkEngine(engine: SentimentEngine, clock: Clock, signal: AbortSignal): Promise<EngineCheck> {
  const checkedAt = clock.now();
  try {
    const texts = golden.map(({ text }) => text);
    const readings = await engine.read({ texts, category: "crypto", explain: false, useCache: false, signal });
    if (!readings.ok) return { status: "fail", detail: `it does not answer: ${readings.error.code}`, checkedAt };
    const missed = golden.findIndex(({ label }, index) => {
      const scores = readings.value[index]?.scores;
      return scores === undefined || decideLabel(scores) !== label;
    });
    if (missed !== -1) return { status: "fail", detail: `golden sentence ${missed + 1} is read wrong`, checkedAt };
    return { status: "pass", detail: `${golden.length} golden sentences read right`, checkedAt };
  } catch {
    return { status: "fail", detail: "it failed while reading the golden sentences", checkedAt };
  }
}
