import type { ErrorCode } from "../../contracts/errors";
import type { FailureCode } from "../../contracts/failures";
import type { FunctionName } from "../../contracts/functions";
import type { PartKind, PartState } from "../../contracts/parts";
import type { EngineName } from "../../contracts/verdict";

/** How a text was asked for. */
export type Manner = "single" | "quick" | "bulk";

/** What sheets count, by name. All parts come from closed lists, or are keys of models that this server knows. */
export const nameOf = {
  /** Answers of the API; `other`: of requests that named no function. */
  call: (name: FunctionName | "other", code: "ok" | ErrorCode) => `call/${name}/${code}`,
  callTime: (name: FunctionName | "other") => `call/${name}`,
  text: (engine: EngineName, manner: Manner) => `text/${engine}/${manner}`,
  /** Verdicts that had to do without a tier. */
  without: (engine: EngineName, code: FailureCode) => `without/${engine}/${code}`,
  /** Engines that were asked for a verdict, whatever it took: a reading from the cache too. */
  ask: (engine: EngineName, code: "ok" | FailureCode) => `ask/${engine}/${code}`,
  askTime: (engine: EngineName) => `ask/${engine}`,
  /** Attempts to have a model read. */
  attempt: (model: string, code: "answered" | FailureCode) => `attempt/${model}/${code}`,
  attemptTime: (model: string) => `attempt/${model}`,
  retry: (model: string) => `retry/${model}`,
  look: (hit: "fresh" | "stale" | "miss") => `cache/${hit}`,
  shed: () => "shed/all",
  /** A part that is in another state than before. */
  change: (kind: PartKind, to: PartState) => `change/${kind}/${to}`,
} as const;
