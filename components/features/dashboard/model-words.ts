import { nameEngine } from "@/components/blocks/verdict-words";
import type { ModelEntry } from "@/lib/contracts/functions/models";
import { stateWord } from "@/lib/core/words/state-word";
import type { Tone } from "./tone";

export interface StateWords {
  readonly word: string;
  /** Why; empty where the word says it all. */
  readonly why: string;
  readonly tone: Tone;
}

const percent = (share: number): string => `${Math.floor(share * 100)}%`;

/** A reason that begins with the word itself would say it twice; who stands in is called by what people know. */
export const told = (word: string, detail: string, tone: Tone): StateWords => {
  const why = detail.replace(/\blocal tiers\b/u, "readers of this server answer");
  const again = why.toLowerCase().startsWith(word.toLowerCase());
  return { word, why: again ? why.slice(word.length).replace(/^[:,;\s]+/u, "") : why, tone };
};

type State = Pick<ModelEntry, "state" | "cause" | "detail" | "loaded">;

const tones = {
  ready: "good",
  not_asked_yet: "quiet",
  warming: "warn",
  resting: "warn",
  refused: "bad",
  unusable: "quiet",
  off: "quiet",
} as const satisfies Record<ModelEntry["state"], Tone>;

/** What a model's state is called, and why it is so. */
export function modelWords({ state, cause, detail, loaded }: State): StateWords {
  if (loaded !== null && state !== "ready") return told(`loading ${percent(loaded)}`, detail, "warn");
  if (state === "ready") return { word: stateWord(state), why: "", tone: tones.ready };
  // Where no key is at hand and none was asked for, it is off without a cause.
  const code = state === "off" && detail.startsWith("no key") ? "no_key" : cause;
  return told(stateWord(state, code), detail, tones[state]);
}

const ranks = {
  ready: 0,
  warming: 1,
  resting: 2,
  refused: 3,
  not_asked_yet: 4,
  off: 5,
  unusable: 6,
} as const satisfies Record<ModelEntry["state"], number>;

/** Who can answer comes first, then who is out, then who was never asked or never will be. */
export const rankOfModel = ({ state }: Pick<ModelEntry, "state">): number => ranks[state];

/** "Hugging Face API"; what runs here says so. */
export const placeWords = (engine: ModelEntry["engine"]): string =>
  engine.startsWith("hf_") ? nameEngine(engine) : "this server";

/** "438 MB", "1.3 GB", "0.9 MB". */
export function modelSize(mb: number): string {
  if (mb >= 1_000) return `${(mb / 1_000).toFixed(1)} GB`;
  return `${mb >= 10 ? Math.round(mb) : mb.toFixed(1)} MB`;
}
