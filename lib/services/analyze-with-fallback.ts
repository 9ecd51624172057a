import { tierWide } from "../contracts/failures";
import type { ReadRequest, SentimentEngine } from "../core/ports";
import { type AskDeps, type Asked, askEngine } from "./ask-engine";

/**
 * Asks the primary, then its fallbacks, until one reads all texts. Gives everyone who was asked, the one who answered last. A failure that
 * concerns the whole tier ends it: the next would fail the same way. Never fails.
 */
export async function analyzeWithFallback(args: {
  readonly engines: readonly SentimentEngine[];
  readonly request: ReadRequest;
  readonly deps: AskDeps;
  /** Told as it goes: a deadline may cut the rest off. */
  readonly asked: (one: Asked) => void;
}): Promise<void> {
  for (const engine of args.engines) {
    if (args.request.signal.aborted) return;
    const one = await askEngine(engine, args.request, args.deps);
    args.asked(one);
    if (one.outcome.ok || tierWide.has(one.outcome.error.code)) return;
  }
}
