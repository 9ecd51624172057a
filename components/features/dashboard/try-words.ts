import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { duration, headingOf, headingWords, levelWords, nameEngine, wait } from "@/components/blocks/verdict-words";
import type { SignName } from "@/components/ui/sign";
import { failureWords } from "@/lib/contracts/failures";
import type { Verdict } from "@/lib/contracts/verdict";
import type { Tried } from "./use-try";

interface TryWords {
  readonly sign: SignName | null;
  /** "Bullish", "No answer". */
  readonly head: string;
  readonly more: string;
}

/** What a model said of the text that was tried, or why it did not. */
export function tryWords(key: string, tried: Tried): TryWords {
  if (tried.kind === "answered") return answered(key, tried.verdict);
  if (tried.kind === "failed") {
    const { error } = tried;
    const again = mayRetry(error) && error.retryAfterS !== undefined ? ` Try again in ${wait(error.retryAfterS)}.` : "";
    return { sign: null, head: "No answer", more: `${problemWords(error).split(";")[0]}${again}` };
  }
  return { sign: null, head: tried.kind === "asking" ? "Asking" : "", more: "" };
}

function answered(key: string, verdict: Verdict): TryWords {
  const own = verdict.models.find((model) => model.key === key);
  if (verdict.model === key || own?.status === "ok") {
    const heading = headingOf(verdict);
    return {
      sign: heading,
      head: headingWords[heading],
      more: `${levelWords(verdict)}; ${duration(own?.latency_ms ?? verdict.latency_ms)}`,
    };
  }
  const because = verdict.degraded.find(({ model }) => model === key) ?? verdict.degraded[0];
  const why = because?.detail ?? failureWords[own?.error ?? "unavailable"];
  const again = because?.retry_after_s ? `, asked again in ${wait(because.retry_after_s)}` : "";
  return {
    sign: null,
    head: "No answer",
    more: `${why}${again}. The ${nameEngine(verdict.engine)} says ${headingWords[headingOf(verdict)].toLowerCase()}.`,
  };
}
