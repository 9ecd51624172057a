import type { Overview } from "@/lib/contracts/functions/overview";
import { stateWord } from "@/lib/core/words/state-word";
import { type StateWords, told } from "./model-words";
import type { Tone } from "./tone";

type Check = Overview["health"]["checks"][number];

const tones = { pass: "good", warn: "warn", fail: "bad", off: "quiet" } as const satisfies Record<
  Check["status"],
  Tone
>;

/** What the state of a tier or a store is called, as the cards of models call it. */
export const baseWords = (check: Pick<Check, "kind" | "status" | "detail">): StateWords =>
  told(wordOf(check), check.detail, tones[check.status]);

function wordOf({ kind, status, detail }: Pick<Check, "kind" | "status" | "detail">): string {
  if (status === "pass") return stateWord("ready");
  if (status === "off") return stateWord("off", detail.startsWith("no key") ? "no_key" : null);
  // A tier that only rests is to be had again; one whose latest call failed is still asked.
  const rests = kind === "engine" && status === "warn" && !detail.startsWith("the latest call failed");
  return stateWord(rests ? "resting" : "failed");
}
