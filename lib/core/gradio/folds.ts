import type { z } from "zod";
import type { AnyFunction } from "../../contracts/functions";
import type { Overview } from "../../contracts/functions/overview";
import type { Item } from "../../contracts/item";
import { jobSchema } from "../../contracts/job";
import { labels, verdictSchema } from "../../contracts/verdict";
import { mergeFrame } from "../live/merge-frame";
import { isWhole, readFrame } from "../live/read-frame";
import type { CallEvent } from "../ports";

/** Puts together what a call tells: gives all that is known after an event, of the answer's shape; undefined: nothing new to show. */
export type Fold<Answer = unknown> = (event: CallEvent) => Partial<Answer> | undefined;

type Streaming = Extract<AnyFunction, { readonly streams: "asked" | "always" }>;
type AnswerOf<Name extends Streaming["name"]> = z.output<Extract<Streaming, { readonly name: Name }>["output"]>;

/** For each function that streams, how its events become answers. One without its line here does not compile. */
export const folds: { readonly [Name in Streaming["name"]]: () => Fold<AnswerOf<Name>> } = {
  sentiment: () => firstVerdict,
  sentiment_bulk: growingResults,
  job_events: () => jobSoFar,
  overview: overviewSoFar,
};

/** That a better reader says otherwise is told a moment before its verdict, which is the answer. */
const firstVerdict: Fold<AnswerOf<"sentiment">> = ({ event, data }) =>
  event === "first" ? verdictSchema.safeParse(data).data : undefined;

/** Shown as often as progress is told, not at each text. */
function growingResults(): Fold<AnswerOf<"sentiment_bulk">> {
  let results: readonly Item[] = [];
  let fresh: Item[] = [];
  const summary = { total: 0, failed: 0, abstained: 0, counts: { bullish: 0, neutral: 0, bearish: 0 } };
  return ({ event, data }) => {
    if (event === "item") {
      // The verb tells items in order, each of the contract's shape; the surface checks the whole answer at its end.
      const { result } = data as { readonly result: Item };
      fresh.push(result);
      summary.total += 1;
      if ("error" in result) summary.failed += 1;
      else {
        summary.counts[result.label] += 1;
        if (result.abstained) summary.abstained += 1;
      }
    }
    if (event !== "progress") return undefined;
    results = [...results, ...fresh];
    fresh = [];
    return {
      success: true,
      results: [...results],
      summary: { ...summary, counts: { ...summary.counts } },
      labels: [...labels],
    };
  };
}

const jobSoFar: Fold<AnswerOf<"job_events">> = ({ event, data }) =>
  event === "progress" ? jobSchema.safeParse(data).data : undefined;

function overviewSoFar(): Fold<AnswerOf<"overview">> {
  let held: Overview | null = null;
  return ({ event, data }) => {
    const frame = event === "frame" ? readFrame(data) : null;
    if (frame === null) return undefined;
    if (held === null) held = isWhole(frame) ? frame : null;
    else held = mergeFrame(held, frame);
    return held === null ? undefined : { success: true, ...held };
  };
}
