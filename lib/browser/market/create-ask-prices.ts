import type { ErrorCode } from "../../contracts/errors";
import type { FailureCode } from "../../contracts/failures";
import type { PricesAnswer } from "../../contracts/functions/prices";
import { fail, ok, type Result } from "../../core/errors";
import type { ApiClient } from "../api-client";
import { fallsBack } from "../falls-back";
import type { ApiError } from "../parse-problem";
import type { PricesInput } from "./browser-market";
import { mayReadHub } from "./hub-consent";
import { type BrowserMarket, loadBrowserMarket } from "./load-browser-market";

/** Asks the server for prices; where it cannot answer, this browser does, and `degraded` begins with the server. */
export type AskPrices = (
  input: PricesInput,
  signal: AbortSignal,
  /** `real`: made-up prices will not do, as real ones are shown; then the server's silence is told instead. */
  wanted?: "any" | "real",
) => Promise<Result<PricesAnswer, ApiError>>;

/** A server that let someone wait in vain, or asked for patience, is left alone for so long. */
const REST_S = 15;
const LONGEST_REST_S = 60;

/** Each error of the server's own is given back as it is, and so is its silence where nothing here can answer. */
export function createAskPrices(options: {
  readonly api: Pick<ApiClient, "call">;
  readonly load?: () => Promise<Pick<BrowserMarket, "pricesHere">>;
  readonly mayAskHub?: () => boolean;
  readonly now?: () => number;
}): AskPrices {
  const { api, load = loadBrowserMarket, mayAskHub = mayReadHub, now = () => performance.now() } = options;
  let rest: { readonly error: ApiError; readonly until: number } | null = null;

  const askServer = async (input: PricesInput, signal: AbortSignal): Promise<Result<PricesAnswer, ApiError>> => {
    const leftMs = rest === null ? 0 : rest.until - now();
    if (rest !== null && leftMs > 0)
      return { ok: false, error: { ...rest.error, retryAfterS: Math.ceil(leftMs / 1_000) } };
    const answer = await api.call("prices_quick", input, { signal });
    const slow = !answer.ok && (answer.error.code === "deadline_exceeded" || answer.error.code === "rate_limited");
    if (slow) {
      const restS = Math.min(LONGEST_REST_S, answer.error.retryAfterS ?? REST_S);
      rest = { error: answer.error, until: now() + restS * 1_000 };
    } else rest = null;
    return answer;
  };

  return async (input, signal, wanted = "any") => {
    const answer = await askServer(input, signal);
    if (answer.ok || !fallsBack(answer.error.code)) return answer;
    const here = await askHere(load, { input, mayAskHub: mayAskHub(), signal });
    if (signal.aborted) return fail("cancelled", "The request was cancelled.");
    // What this browser does not know, the server may.
    if (!here?.ok || (wanted === "real" && here.value.provenance.sample)) return answer;
    const { code, detail, retryAfterS = null } = answer.error;
    const why = { code: meanings[code] ?? "unavailable", detail: detail.replace(/[.]$/, "") } as const;
    const server = { source: "server", ...why, retry_after_s: retryAfterS };
    return ok({ ...here.value, degraded: [server, ...here.value.degraded] });
  };
}

const meanings: Partial<Record<ErrorCode, FailureCode>> = {
  rate_limited: "rate_limited",
  deadline_exceeded: "timed_out",
  request_timeout: "timed_out",
  internal: "upstream_failed",
};

/** Null where the market of this browser cannot be had: it comes from the same server. */
async function askHere(
  load: () => Promise<Pick<BrowserMarket, "pricesHere">>,
  args: Parameters<BrowserMarket["pricesHere"]>[0],
): Promise<Result<PricesAnswer> | null> {
  try {
    const { pricesHere } = await load();
    return await pricesHere(args);
  } catch {
    return null;
  }
}
