import { type Failure, failure } from "../../core/failure";
import type { Answer } from "./read-answer";

/** Credits come back with the month or with a purchase: asked again after an hour. */
const CREDITS_S = 3_600;
/** How long a model loads where nobody says, and at most, whatever is said. */
const LOADING_S = 20;
const LONGEST_LOADING_S = 3_600;

/** What an answer other than 200 means. Bodies differ from year to year, so the status decides wherever it can. */
export function toFailure({ status, json, retryAfterS, errorCode }: Answer, hasToken: boolean): Failure {
  const said = wordsOf(json);
  const when = retryAfterS === undefined ? {} : { retryAfterS };
  switch (status) {
    case 400:
      return failure(/not supported|not_supported/i.test(said) ? "not_served" : "refused_text");
    case 401:
      // One model's fault, though the status is that of a key: the others may go on.
      if (errorCode === "GatedRepo") return failure("gated");
      if (errorCode === "RepoNotFound") return failure("not_served");
      return failure(hasToken ? "bad_key" : "no_key");
    case 402:
      return failure("out_of_credits", { retryAfterS: CREDITS_S, ...when });
    case 403:
      return failure(errorCode === "GatedRepo" || /is restricted/i.test(said) ? "gated" : "forbidden");
    case 404:
    case 410:
      return failure("not_served");
    case 413:
    case 422:
      return failure("refused_text");
    case 429:
      return failure("rate_limited", when);
    case 503: {
      const estimate = estimateOf(json);
      if (estimate !== null || /loading/i.test(said))
        return failure("loading", { retryAfterS: estimate ?? retryAfterS ?? LOADING_S });
      return failed(status, when);
    }
    default:
      return status >= 500 || status === 408 ? failed(status, status >= 500 ? when : {}) : failure("bad_answer");
  }
}

const failed = (status: number, when: { readonly retryAfterS?: number }): Failure =>
  failure("upstream_failed", { detail: `Hugging Face answered ${status}`, ...when });

const fieldOf = (json: unknown, name: string): unknown =>
  typeof json === "object" && json !== null ? Reflect.get(json, name) : undefined;

/** An error is a sentence, or an object that holds a code, a message or both. */
function wordsOf(json: unknown): string {
  const error = fieldOf(json, "error");
  const parts = typeof error === "object" ? [fieldOf(error, "code"), fieldOf(error, "message")] : [error];
  return parts.flatMap((part) => (typeof part === "string" ? part.slice(0, 500) : [])).join(" ");
}

function estimateOf(json: unknown): number | null {
  const estimate = fieldOf(json, "estimated_time");
  return typeof estimate === "number" && estimate >= 0 ? Math.min(estimate, LONGEST_LOADING_S) : null;
}
