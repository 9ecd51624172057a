import type { Answers, Overview } from "../contracts/functions/overview";
import type { IncidentRow, PartState } from "../contracts/parts";
import { answeringWords } from "../core/words/answering-words";
import { durationWords } from "../core/words/duration-words";
import { lastedWords } from "../core/words/lasted-words";
import { shareWords } from "../core/words/share-words";
import { stateWord } from "../core/words/state-word";
import { type OverviewDeps, readStates } from "./get-overview";

/** A few words, and the moment they are about. */
export interface StatusLine {
  readonly words: string;
  /** ISO 8601; null: of no moment. */
  readonly at: string | null;
}

/** How it goes, in words for anyone. */
export interface PlainStatus {
  /** Whether texts can be read. */
  readonly answering: boolean;
  readonly mood: "well" | "out" | "down";
  /** One of two lines, for checks that look for a word. */
  readonly headline: "Barometer is answering." | "Barometer is not answering.";
  readonly sentence: string;
  readonly answers: readonly { readonly question: string; readonly lines: readonly StatusLine[] }[];
  /** What is not well, and why. */
  readonly out: readonly { readonly name: string; readonly words: string }[];
  /** Newest first. */
  readonly incidents: readonly StatusLine[];
  readonly at: string;
}

const NEWEST_INCIDENTS = 10;
/** What befell many at once is one line: so many are looked at for ten. */
const LOOKED_AT = 100;
/** More of one line are counted. */
const MOST_NAMES = 8;
/** Feeds may be many. */
const MOST_OUT = 40;

/** How it goes now, in plain words. `refusal`: why no text shall be sent here, or null. Never fails, asks nobody. */
export async function describeStatus(deps: OverviewDeps, refusal: string | null): Promise<PlainStatus> {
  const [states, { incidents }] = await Promise.all([readStates(deps), deps.log.list({ limit: LOOKED_AT })]);
  const answering = states.health.status !== "unhealthy" && refusal === null;
  const out = whatIsOut(states);
  const mood = !answering ? "down" : out.length > 0 ? "out" : "well";
  return {
    answering,
    mood,
    headline: answering ? "Barometer is answering." : "Barometer is not answering.",
    sentence: {
      well: "Everything works.",
      out: "It answers, but something is out.",
      down: refusal === null ? "No engine can read texts now." : `Texts cannot be sent here now: ${refusal}.`,
    }[mood],
    answers: answersOf(states, answering),
    out: out.length > MOST_OUT ? [...out.slice(0, MOST_OUT), { name: "More", words: `${out.length - MOST_OUT}` }] : out,
    incidents: eventsOf(incidents),
    at: states.at,
  };
}

type States = Pick<Overview, "answers" | "health" | "models" | "sources">;

function whatIsOut({ health, models, sources }: States): PlainStatus["out"] {
  const names = new Map([
    ["hf_inference_api", "Hugging Face API"],
    ["news/feeds", "News feeds"],
    ["disk", "Files of this server"],
    ["jobs", "Jobs"],
    ["news", "Archive of news"],
    ["redis", "Redis"],
    ...models.flatMap(({ key, engine, name }) => [[key, name] as const, [`${engine}/${key}`, name] as const]),
  ]);
  const checks = health.checks
    .filter(({ kind, status }) => kind !== "source" && (status === "warn" || status === "fail"))
    .map(({ name, detail }) => ({ name: names.get(name) ?? name, words: detail }));
  const failed = sources.filter(({ state }) => state === "failed").map(({ name, detail }) => ({ name, words: detail }));
  const stale = sources
    .filter((source) => source.state !== "failed" && source.stale === true)
    .map(({ name }) => ({ name, words: "what it gives is older than it should be" }));
  return grouped([...checks, ...failed, ...stale]);
}

/** What is out for one reason is one line. */
function grouped(lines: PlainStatus["out"]): PlainStatus["out"] {
  const byWords = new Map<string, string[]>();
  for (const { name, words } of lines) byWords.set(words, [...(byWords.get(words) ?? []), name]);
  return [...byWords].map(([words, names]) => ({ name: listOf(names), words }));
}

function listOf(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return more > 1 ? `${names.slice(0, MOST_NAMES).join(", ")} and ${more} more` : names.join(", ");
}

/** Neighbours of one minute that went the same way are told together. */
function eventsOf(incidents: readonly IncidentRow[]): readonly StatusLine[] {
  const events: { at: string; way: string; names: string[] }[] = [];
  for (const incident of incidents) {
    const last = events.at(-1);
    const way = wayOf(incident);
    if (last?.way === way && last.at.slice(0, 16) === incident.at.slice(0, 16)) last.names.push(incident.name);
    else if (events.length === NEWEST_INCIDENTS) break;
    else events.push({ at: incident.at, way, names: [incident.name] });
  }
  return events.map(({ at, way, names }) => ({ at, words: `${listOf(names)}: ${way}` }));
}

function answersOf({ answers, models }: States, answering: boolean): PlainStatus["answers"] {
  const { fast, good } = answers;
  const first = models.find(({ name, state }) => name === good.model && state === "ready");
  return [
    { question: "Is it answering?", lines: [plain(askedWords(answers, answering))] },
    {
      question: "How fast?",
      lines: [
        plain(
          fast.p50_ms === null || fast.p95_ms === null
            ? "Nobody asked about a single text in the last 24 hours."
            : `In the last 24 hours half of the single texts took ${durationWords(fast.p50_ms)} or less, and 95 in 100 took ${durationWords(fast.p95_ms)} or less.`,
        ),
      ],
    },
    {
      question: "How good?",
      lines: [
        plain(
          first === undefined
            ? "No reader is ready now."
            : `${first.name} answers first. ${
                good.macro_f1 === null
                  ? "How well it reads was not measured."
                  : `Its macro F1 is ${good.macro_f1.toFixed(2)}, over ${good.sets} ${good.sets === 1 ? "set" : "sets"} of sentences.`
              }`,
        ),
      ],
    },
    { question: "How fresh?", lines: freshLines(answers.fresh) },
  ];
}

function askedWords({ answering }: Answers, now: boolean): string {
  const { requests, failed, share } = answering;
  const { word } = answeringWords(now, share);
  if (share === null) return `${word}. Nobody asked in the last 24 hours.`;
  const asked = `${word}. ${count(requests)} ${requests === 1 ? "request" : "requests"} in the last 24 hours`;
  if (failed === 0) return `${asked}, none of which failed here.`;
  return `${asked}; ${shareWords(share)} were answered, ${count(failed)} were not.`;
}

function freshLines(fresh: Answers["fresh"]): readonly StatusLine[] {
  if (fresh.sample) return [plain("Nothing real is at hand: prices and news are made up, and say so.")];
  const old = (stale: boolean | null): string => (stale === true ? ", older than it should be" : "");
  return [
    fresh.prices_at === null
      ? plain("No real prices are at hand.")
      : {
          words: `The newest candle${fresh.prices_source === null ? "" : ` (${fresh.prices_source})`}${old(fresh.prices_stale)}:`,
          at: fresh.prices_at,
        },
    fresh.news_at === null
      ? plain("No real news has come yet.")
      : { words: `The newest item of news${old(fresh.news_stale)}:`, at: fresh.news_at },
  ];
}

/** From these it is back; whoever was never asked, or only loads, begins. */
const wasOut: ReadonlySet<PartState> = new Set(["resting", "refused", "failed", "stale", "unusable", "off"]);

function wayOf({ from, to, code, detail, lasted_s }: IncidentRow): string {
  const back = to === "ready" && from !== null && wasOut.has(from);
  const lasted = back && lasted_s !== null ? ` after ${lastedWords(lasted_s)}` : "";
  return `${stateWord(to, code)}${back ? " again" : ""}${lasted}${detail === "" ? "" : `, ${detail}`}`;
}

const plain = (words: string): StatusLine => ({ words, at: null });
const count = (number: number): string => number.toLocaleString("en-US");
