import { parseRankings } from "../../lib/adapters/hf-inference/parse-rankings";
import { ok } from "../../lib/core/errors";
import { classifyParts } from "../../lib/core/models/classify-parts";
import type { ModelSpec } from "../../lib/core/models/model-spec";
import type { HostPolicy } from "../../lib/core/resilience/create-host-policy";

/** One attempt and nothing around it. */
const once: HostPolicy = {
  ask: (_model, _texts, signal, work) => work(signal),
  lookAtHost: () => ({ state: "closed", because: null, retryAfterS: 0 }),
  lookAtModel: () => ({ state: "closed", because: null, retryAfterS: 0 }),
};

/** What Barometer makes of a model's answer to its golden sentences: its labels, and whether it would be believed. */
export async function judgeRankings(spec: ModelSpec, json: unknown): Promise<string> {
  const rankings = parseRankings(json, spec.golden.length);
  if (rankings === null) return "its answer has another shape";
  const classifier = { classify: async () => ok({ rankings, computeS: 0 }) };
  const signal = new AbortController().signal;
  const judged = await classifyParts(
    { spec, classifier, policy: once, book: () => undefined },
    [],
    spec.golden,
    signal,
  );
  const labels = (rankings[0] ?? []).map(({ label }) => label).sort();
  return `${labels.join(", ")}: ${judged.ok ? "believed" : `${judged.error.code}, ${judged.error.detail}`}`;
}
