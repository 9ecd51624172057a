import type { RatePolicy } from "../contracts/define-function";
import type { AppError } from "../core/errors";
import type { RateDecision } from "../core/ports";
import type { Container } from "./container-shape";
import { clientKey } from "./edge/client-key";

/** Counts a call for its client. `refusal`: it is one too many (rate_limited). */
export async function takeTurn(
  headers: Headers,
  policy: RatePolicy,
  deps: Pick<Container, "limiters" | "env">,
): Promise<{ readonly client: string; readonly rate: RateDecision; readonly refusal: AppError | null }> {
  const client = clientKey(headers, deps.env.TRUSTED_PROXY_HOPS);
  const rate = await deps.limiters[policy].take(client);
  return { client, rate, refusal: rate.allowed ? null : tooMany(rate) };
}

const tooMany = (rate: RateDecision): AppError => ({
  code: "rate_limited",
  detail: `At most ${rate.limit} requests in ${rate.windowS} seconds; try again in ${rate.resetS} seconds.`,
  retryAfterS: rate.resetS,
});
