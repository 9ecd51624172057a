import { countOf } from "@/components/blocks/count-of";
import { megabytes } from "@/components/blocks/size-words";
import { wait } from "@/components/blocks/verdict-words";
import type { SourceRow } from "@/lib/contracts/functions/overview";
import { stateWord } from "@/lib/core/words/state-word";
import { ageWords, cadenceWords } from "./age-words";
import type { StateWords } from "./model-words";

type State = Pick<
  SourceRow,
  "state" | "detail" | "stale" | "cadence_h" | "kind" | "last_ok_at" | "last_item_at" | "sample"
>;

/** What a source's state is called, and why it is so. `at`: the server's clock. `left`: seconds until it is asked again. */
export function sourceWords(source: State, at: string, left: number | null): StateWords {
  const { state, detail } = source;
  const again = left === null || left <= 0 ? "" : `, asked again in ${wait(left)}`;
  if (source.sample) return { word: "made up", why: "always there", tone: "quiet" };
  if (state === "off") return { word: stateWord("off"), why: detail, tone: "quiet" };
  if (state === "failed") return { word: stateWord("failed"), why: `${trim(detail)}${again}`, tone: "bad" };
  if (source.stale === true) return { word: stateWord("stale"), why: staleWords(source, at), tone: "warn" };
  if (state === "not_asked_yet") return { word: stateWord("not_asked_yet"), why: trim(detail), tone: "quiet" };
  return source.stale === false
    ? { word: "fresh", why: "", tone: "good" }
    : { word: stateWord("ready"), why: "", tone: "good" };
}

/** "27 h old, expected every 24 h": of prices by the newest candle, of news by when it was last had. */
function staleWords({ kind, last_item_at: item, last_ok_at: ok, cadence_h: every }: State, at: string): string {
  const since = kind === "candles" ? item : (ok ?? item);
  const old = since === null ? "nothing new" : `${ageWords(since, at)} old`;
  return every === null ? old : `${old}, expected every ${cadenceWords(every)}`;
}

const trim = (words: string): string => words.replace(/[.\s]+$/u, "");

type Rank = Pick<SourceRow, "state" | "stale">;

export const isOut = ({ state, stale }: Rank): boolean => state === "failed" || (stale === true && state !== "off");

/** What is bad comes first; what is not wanted, last. */
export function rankOfSource({ state, stale }: Rank): number {
  if (state === "failed") return 0;
  if (state === "off") return 4;
  if (stale === true) return 1;
  return state === "ready" ? 2 : 3;
}

/** "48.0 MB, 3 files", "312 items"; null where nothing is. */
export function keptWords({ bytes_kept: bytes, files_kept: files, items }: SourceRow): string | null {
  const parts = [
    ...(bytes > 0 ? [megabytes(bytes)] : []),
    ...(files > 0 ? [countOf(files, "file")] : []),
    ...(items !== null && items > 0 ? [countOf(items, "item")] : []),
  ];
  return parts.length === 0 ? null : parts.join(", ");
}

/** The reason that all share who are off, where they are several; null where they do not. */
export function sharedReason(rows: readonly Pick<SourceRow, "state" | "detail">[]): string | null {
  const [first, ...others] = rows.filter(({ state }) => state === "off");
  return first !== undefined && others.length > 0 && others.every(({ detail }) => detail === first.detail)
    ? first.detail
    : null;
}

export const sourceGroups = ["prices", "feeds", "news", "sample"] as const;
export type SourceGroup = (typeof sourceGroups)[number];

/** Where a source stands: prices, feeds, other news, and last of all what is made up. */
export function groupOf({ key, kind, sample }: Pick<SourceRow, "key" | "kind" | "sample">): SourceGroup {
  if (sample) return "sample";
  if (kind === "candles") return "prices";
  return key.startsWith("feed-") ? "feeds" : "news";
}
