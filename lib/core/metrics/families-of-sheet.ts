import { errorCodes } from "../../contracts/errors";
import { failureCodes } from "../../contracts/failures";
import type { FunctionName } from "../../contracts/functions";
import { partKinds, partStates } from "../../contracts/parts";
import { engines } from "../../contracts/verdict";
import { nameOf } from "../stats/names";
import type { Sheet } from "../stats/sheet";
import { histogramOf, secondsBounds } from "./histogram-of";
import type { HistogramSample, Labels, MetricFamily, Sample } from "./metric-family";

/** By which the server, not the caller, failed: told also while there are none, so that the first one is seen to come. */
const ours: ReadonlySet<string> = new Set(["ok", "internal", "unavailable", "deadline_exceeded"]);
const manners = ["single", "quick", "bulk"] as const;
const outcomes = ["answered", ...failureCodes] as const;
const within =
  "From buckets that are 4 % wide: bounds and sum are within 2 %, what took over two minutes counts as two.";

/**
 * What a sheet of the ledger counts, as metrics. All labels come from closed lists, and from the `models` and `functions` of this server.
 * A count of zero is told where it says that something could be counted; elsewhere it is left out.
 */
export function familiesOfSheet(
  sheet: Sheet,
  of: { readonly functions: readonly FunctionName[]; readonly models: readonly string[] },
): readonly MetricFamily[] {
  const functions = [...of.functions, "other"] as const;
  const at = (name: string): number => sheet.counts[name] ?? 0;
  /** A sample unless there is nothing to tell. */
  const told = (name: string, labels: Labels, always = false): readonly Sample[] =>
    at(name) > 0 || always ? [{ labels, value: at(name) }] : [];
  const timed = (name: string, labels: Labels): readonly HistogramSample[] => {
    const sample = histogramOf(sheet, name, labels);
    return sample === null ? [] : [sample];
  };
  const counter = (name: string, help: string, labelNames: readonly string[], samples: readonly Sample[]) =>
    ({ type: "counter", name, help, labelNames, samples }) as const;
  const durations = (name: string, help: string, label: string, samples: readonly HistogramSample[]) =>
    ({
      type: "histogram",
      name,
      help: `${help} ${within}`,
      labelNames: [label],
      bounds: secondsBounds,
      samples,
    }) as const;

  return [
    counter(
      "barometer_requests_total",
      "Answers of the API since the process started, by function and code; `other` named no function.",
      ["function", "code"],
      functions.flatMap((name) =>
        (["ok", ...errorCodes] as const).flatMap((code) =>
          told(nameOf.call(name, code), { function: name, code }, ours.has(code)),
        ),
      ),
    ),
    durations(
      "barometer_request_duration_seconds",
      "How long answers of the API took. Streams that last for long are counted, not timed.",
      "function",
      functions.flatMap((name) => timed(nameOf.callTime(name), { function: name })),
    ),
    counter(
      "barometer_requests_shed_total",
      "Calls that were turned away because there were too many.",
      [],
      [{ labels: {}, value: at(nameOf.shed()) }],
    ),
    counter(
      "barometer_texts_total",
      "Texts that were read, by the engine that answered and how it was asked.",
      ["engine", "manner"],
      engines.flatMap((engine) => manners.flatMap((manner) => told(nameOf.text(engine, manner), { engine, manner }))),
    ),
    counter(
      "barometer_engine_asks_total",
      "How often an engine of a tier was asked for verdicts, and what came of it; a reading from the cache too.",
      ["engine", "outcome"],
      engines.flatMap((engine) =>
        (["ok", ...failureCodes] as const).flatMap((outcome) => told(nameOf.ask(engine, outcome), { engine, outcome })),
      ),
    ),
    durations(
      "barometer_engine_ask_duration_seconds",
      "How long engines of a tier took that answered.",
      "engine",
      engines.flatMap((engine) => timed(nameOf.askTime(engine), { engine })),
    ),
    counter(
      "barometer_verdicts_without_total",
      "Verdicts that had to do without a tier, and why.",
      ["engine", "reason"],
      engines.flatMap((engine) =>
        failureCodes.flatMap((reason) => told(nameOf.without(engine, reason), { engine, reason })),
      ),
    ),
    counter(
      "barometer_model_attempts_total",
      "Attempts to have a model read, retries too, and what came of them.",
      ["model", "outcome"],
      of.models.flatMap((model) =>
        outcomes.flatMap((outcome) => told(nameOf.attempt(model, outcome), { model, outcome }, outcome === "answered")),
      ),
    ),
    durations(
      "barometer_model_attempt_duration_seconds",
      "How long models took that answered.",
      "model",
      of.models.flatMap((model) => timed(nameOf.attemptTime(model), { model })),
    ),
    counter(
      "barometer_model_retries_total",
      "Attempts that were not the first of a call.",
      ["model"],
      of.models.flatMap((model) => told(nameOf.retry(model), { model })),
    ),
    counter(
      "barometer_cache_looks_total",
      "Looks into the cache of readings.",
      ["result"],
      (["fresh", "stale", "miss"] as const).flatMap((hit) => told(nameOf.look(hit), { result: hit }, true)),
    ),
    counter(
      "barometer_state_changes_total",
      "Changes of state of tiers, models, sources, stores and the server, by what they came to.",
      ["kind", "to"],
      partKinds.flatMap((kind) => partStates.flatMap((to) => told(nameOf.change(kind, to), { kind, to }))),
    ),
  ];
}
