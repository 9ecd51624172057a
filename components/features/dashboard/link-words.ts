import { wait } from "@/components/blocks/verdict-words";
import type { Link } from "@/lib/browser/watch-overview";
import { lastedWords } from "@/lib/core/words/lasted-words";
import type { Tone } from "./tone";

export interface LinkWords {
  readonly tone: Tone;
  readonly word: string;
  /** What follows it; it changes with time, and is not said aloud. */
  readonly more: string;
}

const LATE_S = 4;

/** Whether what is shown is of now, and if not, how old it is and what is done about it. Times in milliseconds of the local clock. */
export function linkWords(link: Link, heardAt: number | null, now: number | null, isOnline: boolean): LinkWords {
  const age = heardAt === null || now === null ? null : Math.max(0, Math.round((now - heardAt) / 1_000));
  const asOf = age === null ? "" : age < LATE_S ? "as of now" : `as of ${lastedWords(age)} ago`;
  if (!isOnline && link.kind !== "live")
    return { tone: "bad", word: "No connection", more: joined(asOf, "goes on by itself when it is back") };
  switch (link.kind) {
    case "live":
      return { tone: "good", word: "Live", more: age !== null && age >= LATE_S ? asOf : "changes show at once" };
    case "opening":
      return { tone: "quiet", word: "Connecting", more: asOf };
    case "asking":
      return { tone: "warn", word: "Asked every 10 s", more: joined(asOf, "events do not come through here") };
    case "waiting": {
      const left = now === null ? 0 : Math.ceil((link.until - now) / 1_000);
      return {
        tone: "bad",
        word: "The server cannot be reached",
        more: joined(asOf, left > 0 ? `reconnecting in ${wait(left)}` : "reconnecting now"),
      };
    }
    case "hidden":
      return { tone: "quiet", word: "Paused", more: asOf };
  }
}

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== "").join(", ");
