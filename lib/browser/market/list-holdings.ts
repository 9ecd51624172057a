import { type Timeframe, timeframes } from "../../contracts/timeframes";
import { failed, type Outcome } from "../../core/failure";
import { fetchHub, type HubAnswer } from "./fetch-hub";
import type { HubRead } from "./hub-read";

/** Where the dataset is asked for. */
export interface HubPlace {
  readonly ask: typeof fetch;
  readonly origin: string;
  readonly dataset: string;
}

/** A file of candles that the dataset has. */
export interface HubFile {
  readonly path: string;
  readonly pair: string;
  readonly timeframe: Timeframe;
  readonly layout: HubRead["layout"];
  /** Null where the list does not say. */
  readonly size: number | null;
  /** Digest of its content; null where the list does not say. */
  readonly mark: string | null;
}

const MOST_BYTES = 4_000_000;
/** A thousand files each: 45 coins in ten timeframes are one, every pair of an exchange five. */
const MOST_PAGES = 10;
const NAME = /^([\p{Lu}\p{Lo}\p{N}]{2,30})_(\d{1,2}[mhdw])\.(csv|parquet)$/u;

/**
 * Files of candles in either layout: by the index that the newer one has, else by the list of files. Errors: those of a call to the Hub,
 * bad_answer for a list that is none, not_served where there is no such dataset.
 */
export async function listHoldings(place: HubPlace, signal: AbortSignal): Promise<Outcome<readonly HubFile[]>> {
  const index = await fetchHub(place.ask, addressOf(place, "_index.json"), { signal, mostBytes: MOST_BYTES });
  if (!index.ok) return index;
  const named = index.value === null ? [] : filesOfIndex(index.value);
  if (named.length > 0) return { ok: true, value: named };
  const listed = await listFolder(place, "", signal);
  if (!listed.ok) return listed;
  if (listed.value === null) return failed("not_served", { detail: "the Hub has no such dataset" });
  return listed.value.length > 0
    ? { ok: true, value: listed.value }
    : failed("bad_answer", { detail: "it holds no files of candles under the names that are known" });
}

/** Files of candles below a folder, with their sizes; null where there is no such folder. */
export async function listFolder(
  { ask, origin, dataset }: HubPlace,
  folder: string,
  signal: AbortSignal,
): Promise<Outcome<readonly HubFile[] | null>> {
  const start = new URL(
    `/api/datasets/${dataset}/tree/main${folder === "" ? "" : `/${encodeURIComponent(folder)}`}`,
    origin,
  );
  start.searchParams.set("recursive", "true");
  const files: HubFile[] = [];
  let next: string | null = start.href;
  for (let page = 0; next !== null && page < MOST_PAGES; page += 1) {
    const answer: Outcome<HubAnswer | null> = await fetchHub(ask, next, { signal, mostBytes: MOST_BYTES });
    if (!answer.ok) return answer;
    if (answer.value === null) return { ok: true, value: null };
    const entries = parseJson(answer.value.bytes);
    if (!Array.isArray(entries)) return failed("bad_answer", { detail: "its list of files cannot be read" });
    files.push(...entries.flatMap((entry) => fileOfEntry(entry) ?? []));
    next = nextOf(answer.value.headers, origin);
  }
  return { ok: true, value: files };
}

/** Address of a file, which sends on to its bytes. */
export const addressOf = ({ origin, dataset }: Omit<HubPlace, "ask">, path: string): string =>
  new URL(`/datasets/${dataset}/resolve/main/${path.split("/").map(encodeURIComponent).join("/")}`, origin).href;

function filesOfIndex({ bytes }: HubAnswer): readonly HubFile[] {
  const index = parseJson(bytes);
  if (typeof index !== "object" || index === null) return [];
  return Object.keys(index).flatMap((path) => {
    const file = fileOf(path);
    return file === null ? [] : { ...file, size: null, mark: null };
  });
}

function fileOfEntry(entry: unknown): HubFile | null {
  if (typeof entry !== "object" || entry === null || !("path" in entry) || typeof entry.path !== "string") return null;
  const file = fileOf(entry.path);
  if (file === null) return null;
  const size = "size" in entry && typeof entry.size === "number" && entry.size > 0 ? entry.size : null;
  const mark = digestOf("lfs" in entry ? entry.lfs : null) ?? digestOf(entry);
  return { ...file, size, mark };
}

/** Of a large file that of its content, else that of git. */
const digestOf = (of: unknown): string | null =>
  typeof of === "object" && of !== null && "oid" in of && typeof of.oid === "string" ? of.oid : null;

/** A path in either layout; null for other files. */
function fileOf(path: string): Pick<HubFile, "path" | "pair" | "timeframe" | "layout"> | null {
  const parts = path.split("/");
  const [, pair, own, ending] = NAME.exec(parts.at(-1) ?? "") ?? [];
  const timeframe = timeframes.find((one) => one === own);
  if (pair === undefined || timeframe === undefined) return null;
  if (parts.length > 2 || (parts.length === 2 && parts[0] !== pair)) return null;
  return { path, pair, timeframe, layout: ending === "csv" ? "csv" : "parquet" };
}

/** Address of the next page, where it is one of the same host. */
function nextOf(headers: Headers, origin: string): string | null {
  const [, next] = /<([^>]+)>\s*;\s*rel="next"/.exec(headers.get("link") ?? "") ?? [];
  return next !== undefined && URL.canParse(next) && new URL(next).origin === new URL(origin).origin ? next : null;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
