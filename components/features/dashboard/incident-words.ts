import { failureWords } from "@/lib/contracts/failures";
import type { IncidentRow, PartKind, Severity } from "@/lib/contracts/parts";
import { lastedWords } from "@/lib/core/words/lasted-words";
import { stateWord } from "@/lib/core/words/state-word";
import type { Tone } from "./tone";

export const kindWords = {
  server: "Server",
  tier: "Tiers",
  model: "Models",
  source: "Sources",
  store: "Stores",
} as const satisfies Record<PartKind, string>;

export const severityWords = {
  info: { word: "info", tone: "quiet" },
  warning: { word: "warning", tone: "warn" },
  critical: { word: "critical", tone: "bad" },
} as const satisfies Record<Severity, { readonly word: string; readonly tone: Tone }>;

type Change = Pick<IncidentRow, "from" | "to" | "code">;

/** "ready → warming"; a part that nobody knew before has only what it came to. */
export const changeWords = ({ from, to, code }: Change): string =>
  from === null ? stateWord(to, code) : `${stateWord(from)} → ${stateWord(to, code)}`;

/** The same for ears. */
const changeSaid = ({ from, to, code }: Change): string =>
  from === null ? stateWord(to, code) : `from ${stateWord(from)} to ${stateWord(to, code)}`;

/** Why, in words: the detail, else what its code means. */
export const causeWords = ({ detail, code }: Pick<IncidentRow, "detail" | "code">): string =>
  detail.trim() === "" ? (code === null ? "" : failureWords[code]) : detail.trim().replace(/[.]$/u, "");

/** "after 12 s": how long it had been so; empty where nobody knows. */
export const beforeWords = ({ lasted_s: lasted }: Pick<IncidentRow, "lasted_s">): string =>
  lasted === null ? "" : `after ${lastedWords(lasted)}`;

/** One sentence, for who hears it. */
export function incidentSentence(incident: IncidentRow): string {
  const why = causeWords(incident);
  return `${incident.name}: ${changeSaid(incident)}${why === "" ? "" : `, ${why}`}.`;
}

/** "21:17:11", with its day where that is not the day of `now`. UTC. */
export function timeWords(at: string, now: string): string {
  const iso = new Date(at).toISOString();
  const time = iso.slice(11, 19);
  return new Date(now).toISOString().slice(0, 10) === iso.slice(0, 10)
    ? time
    : `${iso.slice(5, 10)} ${time.slice(0, 5)}`;
}
