import type { SentimentEngine, Tier } from "../ports";

/** Reading takes microseconds a text; a call has no use for an answer later than this. */
const DEADLINE_MS = 25_000;

/** A tier of one engine in this process, which is never closed. */
export const createLastTier = (engine: SentimentEngine): Tier => ({
  engine: engine.engine,
  engines: [engine],
  order: () => [engine.key],
  deadlineMs: () => DEADLINE_MS,
  refusal: () => null,
  isQuick: true,
});
