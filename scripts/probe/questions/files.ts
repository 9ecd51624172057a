import { describeHeaders, describeSeen } from "../describe-seen";
import { readParquetSchema } from "../read-parquet-schema";
import { fieldOf, itemsOf } from "../shape-of";
import type { Question, Seen, Site } from "../site";

const CANDLES = "linxy/CryptoCoin";
const INDEX = `/datasets/${CANDLES}/resolve/main/_index.json`;
const CANDLE_FILE = `/datasets/${CANDLES}/resolve/main/BTCUSDT/BTCUSDT_1d.parquet`;
const BITCOIN = "WinkingFace/CryptoLM-Bitcoin-BTC-USDT";

const get = (site: Site, path: string, range?: string): Promise<Seen> =>
  site.send({ place: "hub", path, ...(range === undefined ? {} : { headers: { range } }) });

const tree = async (site: Site, id: string, folder = ""): Promise<Seen> =>
  get(site, `/api/datasets/${id}/tree/main${folder}`);

const pathsOf = ({ json }: Seen, type: string): string[] =>
  itemsOf(json).flatMap((entry) => (fieldOf(entry, "type") === type ? String(fieldOf(entry, "path")) : []));

/** The next hop of a redirect, without a token wherever it leads; null where it leads nowhere. */
async function follow(site: Site, seen: Seen, range?: string): Promise<Seen | null> {
  const location = seen.headers.get("location");
  if (location === null) return null;
  const headers = range === undefined ? {} : { headers: { range } };
  if (location.startsWith("/")) return site.send({ place: "hub", path: location, ...headers });
  return /^https?:\/\//.test(location) ? site.send({ place: "elsewhere", path: location, ...headers }) : null;
}

function describeRedirect({ status, headers }: Seen): string {
  const location = headers.get("location");
  if (location === null) return `${status}, no redirect`;
  const where = location.startsWith("/") ? `here, ${location.split("/").slice(0, 3).join("/")}` : "another origin";
  return `${status} to ${where}`;
}

const yes = (holds: boolean): string => (holds ? "yes" : "no");

/** Layouts and downloads of the datasets that candles come from. */
export const fileQuestions: readonly Question[] = [
  {
    words: `Layout of ${CANDLES}`,
    async ask(site) {
      const seen = await tree(site, CANDLES);
      if (seen.status !== 200) return describeSeen(seen);
      const files = pathsOf(seen, "file");
      const folder = pathsOf(seen, "directory").includes("BTCUSDT");
      const csv = files.some((path) => path.endsWith(".csv"));
      return `folder BTCUSDT: ${yes(folder)}; _index.json: ${yes(files.includes("_index.json"))}; CSV: ${yes(csv)}`;
    },
  },
  {
    words: `Files of ${CANDLES} for BTCUSDT`,
    async ask(site) {
      const seen = await tree(site, CANDLES, "/BTCUSDT");
      if (seen.status !== 200) return describeSeen(seen);
      const names = pathsOf(seen, "file").map((path) => path.replace(/^BTCUSDT\/BTCUSDT_/, ""));
      return names.sort().join(", ");
    },
  },
  {
    words: `_index.json of ${CANDLES}`,
    async ask(site) {
      const found = await get(site, INDEX);
      const seen = (await follow(site, found)) ?? found;
      if (seen.status !== 200) return describeSeen(seen);
      const entry = Object.entries(Object(seen.json)).find(([path]) => path.includes("BTCUSDT"));
      if (entry === undefined) return "no entry of BTCUSDT";
      const key = entry[0].replace(/(?<=_)\d+[mhd]/, "TF");
      return `${key}: ${typeof entry[1] === "string" ? entry[1].replace(/\d/g, "0") : typeof entry[1]}`;
    },
  },
  { words: "Redirect of a small file", ask: async (site) => describeRedirect(await get(site, INDEX)) },
  { words: "Headers of a small file's redirect", ask: async (site) => describeHeaders(await get(site, INDEX)) },
  { words: "Redirect of a large file", ask: async (site) => describeRedirect(await get(site, CANDLE_FILE)) },
  { words: "Headers of a large file's redirect", ask: async (site) => describeHeaders(await get(site, CANDLE_FILE)) },
  {
    words: "Range behind the redirect of a large file",
    async ask(site) {
      const seen = await follow(site, await get(site, CANDLE_FILE), "bytes=0-3");
      if (seen === null) return "no redirect";
      const range = seen.headers.get("content-range")?.replace(/\/\d+$/, "/size") ?? "no Content-Range";
      return `${seen.status}, ${range}, ${seen.text.slice(0, 4)}`;
    },
  },
  {
    words: "Columns of BTCUSDT_1d.parquet",
    async ask(site) {
      const seen = await follow(site, await get(site, CANDLE_FILE), "bytes=-65536");
      if (seen === null) return "no redirect";
      return seen.status === 206 ? readParquetSchema(seen.bytes) : describeSeen(seen);
    },
  },
  {
    words: "The older BTCUSDT_1d.csv",
    ask: async (site) => {
      const seen = await get(site, `/datasets/${CANDLES}/resolve/main/BTCUSDT_1d.csv`);
      return seen.status < 400 ? describeRedirect(seen) : describeSeen(seen);
    },
  },
  {
    words: `Kinds of files of ${BITCOIN}`,
    async ask(site) {
      const seen = await tree(site, BITCOIN);
      if (seen.status !== 200) return describeSeen(seen);
      const kinds = pathsOf(seen, "file").map((path) => (path.startsWith(".") ? path : (path.split(".").at(-1) ?? "")));
      return [...new Set(kinds)].sort().join(", ");
    },
  },
  {
    words: `Columns of the first CSV of ${BITCOIN}`,
    async ask(site) {
      const path = pathsOf(await tree(site, BITCOIN), "file").find((name) => name.endsWith(".csv"));
      if (path === undefined) return "there is none";
      const file = path.split("/").map(encodeURIComponent).join("/");
      const found = await get(site, `/datasets/${BITCOIN}/resolve/main/${file}`);
      const seen = (await follow(site, found, "bytes=0-999")) ?? found;
      return seen.status < 300 ? (seen.text.split(/\r?\n/)[0] ?? "").slice(0, 200) : describeSeen(seen);
    },
  },
];
