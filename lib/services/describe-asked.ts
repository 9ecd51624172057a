import type { ModelReading } from "../contracts/verdict";
import { roundMs } from "../core/sentiment/compose-verdict";
import { decideLabel } from "../core/sentiment/decide-label";
import type { Asked } from "./ask-engine";

/** What each engine that was asked said of one text, or why it said nothing. */
export const describeAsked = (asked: readonly Asked[], index: number): ModelReading[] =>
  asked.map(({ engine, outcome, ms }) => {
    const scores = outcome.ok ? (outcome.value[index]?.scores ?? null) : null;
    return {
      key: engine.key,
      name: engine.name,
      id: engine.id,
      engine: engine.engine,
      revision: engine.revision,
      dtype: engine.dtype,
      weight: engine.weight,
      status: scores ? "ok" : "failed",
      label: scores ? decideLabel(scores) : null,
      scores,
      error: outcome.ok ? null : outcome.error.code,
      latency_ms: roundMs(ms),
    };
  });
