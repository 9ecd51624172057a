import type { AppError } from "@/lib/core/errors";

const ofTheInput = [
  "unknown_symbol",
  "not_found",
  "validation_failed",
  "invalid_identifier",
  "invalid_cursor",
] as const satisfies readonly AppError["code"][];

/** Whether asking once more may help: what was wrong with the question stays wrong. */
export const mayRetry = ({ code }: Pick<AppError, "code">): boolean => !ofTheInput.some((one) => one === code);

/** What went wrong, in plain words. */
export function problemWords({ code, detail }: Pick<AppError, "code" | "detail">): string {
  if (code === "rate_limited") return "The server is busy with your earlier requests.";
  if (code === "internal") return "The server failed.";
  const words = detail.replaceAll("`", "").trim();
  return `${words}${/[.!?]$/u.test(words) ? "" : "."}`;
}
