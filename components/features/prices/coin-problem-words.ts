import { problemWords } from "@/components/blocks/problem-words";
import type { ApiError } from "@/lib/browser/parse-problem";

/** Why a coin is not compared, in plain words: "NOPE is not known here." */
export const coinProblemWords = (symbol: string, error: Pick<ApiError, "code" | "detail">): string =>
  error.code === "unknown_symbol" || error.code === "invalid_identifier"
    ? `${symbol} is not known here.`
    : `${symbol}: ${problemWords(error)}`;
