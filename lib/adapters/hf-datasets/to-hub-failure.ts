import { type Failure, failure } from "../../core/failure";
import { retryAfter } from "../http/retry-after";

interface Refused {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
}

/** What an answer of the Hub other than 2xx or 304 means. Bodies are not read: status and headers decide. */
export function toHubFailure({ status, headers }: Refused, hasToken: boolean): Failure {
  const retryAfterS = retryAfter(headers.get("retry-after"), headers.get("ratelimit"));
  const when = retryAfterS === undefined ? {} : { retryAfterS };
  const errorCode = headers.get("x-error-code");
  switch (status) {
    case 401:
      // Who has no token is told the same of a dataset that is not there as of one that is closed.
      if (errorCode === "RepoNotFound") return missing("dataset");
      if (errorCode === "GatedRepo") return failure("gated");
      return failure(hasToken ? "bad_key" : "no_key");
    case 403:
      return failure(errorCode === "GatedRepo" ? "gated" : "forbidden");
    case 404:
    case 410:
      return missing(errorCode === "EntryNotFound" ? "file" : "dataset");
    case 429:
      return failure("rate_limited", when);
    default:
      return status >= 500 || status === 408
        ? failure("upstream_failed", { detail: `Hugging Face answered ${status}`, ...when })
        : failure("bad_answer", { detail: `Hugging Face answered ${status}` });
  }
}

const missing = (what: "dataset" | "file"): Failure =>
  failure("not_served", { detail: `the ${what} is not there, or not for everyone` });
