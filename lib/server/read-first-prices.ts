import type { PricesAnswer } from "../contracts/functions/prices";
import { pricesQuick } from "../contracts/functions/prices-quick";
import type { Result } from "../core/errors";
import { isFileAnswer } from "../core/file-answer";
import { getPrices } from "../services/get-prices";
import { getContainer } from "./container";

/** What takes longer the page asks for itself, and is not held up. */
const MOST_MS = 700;

/** Prices for the page that is being made; null where they are not at hand, and where what was asked for is no question. */
export async function readFirstPrices(wish: {
  readonly symbol: string;
  readonly timeframe: string;
  readonly days: number;
  readonly limit: number;
}): Promise<Result<PricesAnswer> | null> {
  const input = pricesQuick.input.safeParse(wish);
  if (!input.success) return null;
  const { prices } = await getContainer();
  const late = AbortSignal.timeout(MOST_MS);
  const answer = await Promise.race([
    getPrices({ deps: prices, input: { ...input.data, indicators: [] }, call: { requestId: "page", signal: late } }),
    new Promise<null>((resolve) => late.addEventListener("abort", () => resolve(null), { once: true })),
  ]);
  if (!answer?.ok) return answer?.error.code === "unknown_symbol" ? { ok: false, error: answer.error } : null;
  return isFileAnswer(answer.value) ? null : { ok: true, value: answer.value };
}
