import type { ApiError } from "@/lib/browser/parse-problem";

const ofTheInput = [
  "unknown_symbol",
  "not_found",
  "validation_failed",
  "invalid_identifier",
] as const satisfies readonly ApiError["code"][];

/** Whether asking once more may help: what was wrong with the question stays wrong. */
export const mayRetry = ({ code }: Pick<ApiError, "code">): boolean => !ofTheInput.some((one) => one === code);

/** Why a coin is not compared, in plain words: "NOPE is not known here." */
export function problemWords(symbol: string, { code, detail }: Pick<ApiError, "code" | "detail">): string {
  if (code === "unknown_symbol" || code === "invalid_identifier") return `${symbol} is not known here.`;
  const words = detail.replaceAll("`", "").trim();
  return `${symbol}: ${words}${/[.!?]$/u.test(words) ? "" : "."}`;
}
