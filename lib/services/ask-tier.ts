import { tierWide } from "../contracts/failures";
import { failure } from "../core/failure";
import type { ReadRequest } from "../core/ports";
import type { Group } from "../core/sentiment/choose-steps";
import { endWithin } from "../core/with-deadline";
import { analyzeWithFallback } from "./analyze-with-fallback";
import type { AskDeps, Asked } from "./ask-engine";
import { ensembleSentiment } from "./ensemble-sentiment";

/** Asks engines under their tier's deadline, in order or together. Those that it cuts off count as too late. Never fails. */
export async function askTier(
  group: Group & { readonly together: boolean },
  request: ReadRequest,
  deps: AskDeps,
  leftMs: number,
): Promise<readonly Asked[]> {
  const { tier, engines, together } = group;
  const started = deps.clock.now();
  const heard: Asked[] = [];
  let over = false;
  const asked = (one: Asked): void => {
    if (!over) heard.push(one);
  };
  const ask = together ? ensembleSentiment : analyzeWithFallback;
  await endWithin<void>(
    {
      signal: request.signal,
      ms: Math.max(0, Math.min(leftMs, tier.deadlineMs(request.texts.length))),
      late: undefined,
      gone: undefined,
    },
    (signal) => ask({ engines, request: { ...request, signal }, deps, asked }),
  );
  over = true;
  if (together || !settled(heard)) {
    const missing = engines.filter((engine) => !heard.some((one) => one.engine === engine));
    // In order only the one that was being asked is late; the others never had their turn.
    for (const engine of together ? missing : missing.slice(0, 1)) {
      heard.push({ engine, outcome: { ok: false, error: failure("timed_out") }, ms: deps.clock.now() - started });
    }
  }
  // Whoever was fastest: one text read twice has one name for who read it.
  return together ? heard.sort((a, b) => engines.indexOf(a.engine) - engines.indexOf(b.engine)) : heard;
}

const settled = (heard: readonly Asked[]): boolean => {
  const last = heard.at(-1)?.outcome;
  return last !== undefined && (last.ok || tierWide.has(last.error.code));
};
