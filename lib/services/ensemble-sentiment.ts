import type { ReadRequest, SentimentEngine } from "../core/ports";
import { type AskDeps, type Asked, askEngine } from "./ask-engine";

/** Asks several engines at once and waits for all of them; those that fail do so alone. Never fails. */
export async function ensembleSentiment(args: {
  readonly engines: readonly SentimentEngine[];
  readonly request: ReadRequest;
  readonly deps: AskDeps;
  /** Told as each one ends: a deadline may cut the rest off, and those who answered still count. */
  readonly asked: (one: Asked) => void;
}): Promise<void> {
  await Promise.all(args.engines.map(async (engine) => args.asked(await askEngine(engine, args.request, args.deps))));
}
