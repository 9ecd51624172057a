import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { functions } from "../../lib/contracts/functions";
import { datasets } from "../../lib/contracts/functions/datasets";
import { type PricesAnswer, pricesSchema } from "../../lib/contracts/functions/prices";
import { timeframes } from "../../lib/contracts/market";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { scratchDir } from "../fakes/scratch-dir";

const ORIGIN = "http://localhost:7860";
let deps: Container;

beforeAll(async () => {
  const own = { DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "100000", EMBEDDED_MODEL: "off" };
  deps = await createContainer(parseEnv({ ...own, USE_HF_DATASETS: "false" }));
});
afterAll(() => deps.close());

const quick = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  handle(new Request(`${ORIGIN}/api/ai/data/prices/quick/${path}`, { headers }), functions, deps);

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  handle(
    new Request(`${ORIGIN}/api/ai/data/prices`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    }),
    functions,
    deps,
  );

async function read(response: Response): Promise<PricesAnswer> {
  expect(response.status).toBe(200);
  return pricesSchema.parse(await response.json());
}

async function refused(response: Response, status: number, code: string) {
  expect(response.status).toBe(status);
  const problem = problemSchema.parse(await response.json());
  expect(problem.code).toBe(code);
  return problem;
}

describe("prices", () => {
  it("thirty days where nothing is said, and what they come to", async () => {
    const answer = await read(await quick("BTC"));
    expect(answer.candles).toHaveLength(30);
    expect(answer).toMatchObject({ symbol: "BTC", name: "Bitcoin", timeframe: "1d", total: 30, gaps: 0, clamped: [] });
    const closes = answer.candles.map(({ close }) => close);
    expect(answer.latest_price).toBe(closes.at(-1));
    expect(answer.high).toBe(Math.max(...answer.candles.map(({ high }) => high)));
    expect(answer.low).toBe(Math.min(...answer.candles.map(({ low }) => low)));
    const change = ((closes.at(-1) ?? 0) / (answer.candles[0]?.open ?? 1) - 1) * 100;
    expect(answer.price_change_pct).toBeCloseTo(change, 8);
    expect(answer.candles.map(({ time }) => time)).toEqual(answer.candles.map(({ time }) => time).toSorted());
  });

  it("says that sample data are sample data", async () => {
    const { provenance, degraded } = await read(await quick("ETH"));
    expect(provenance).toMatchObject({ sample: true, source: "sample", stale: false });
    expect(degraded).toEqual([]);
  });

  it("POST and GET give the same", async () => {
    const one = await read(await post({ symbol: "SOL", days: 7, timeframe: "1h", indicators: ["rsi", "macd"] }));
    const other = await read(await quick("SOL?days=7&timeframe=1h&indicators=rsi,macd"));
    expect(one).toEqual(other);
    expect(one.candles).toHaveLength(168);
  });

  it.for(["BTC", "btc", "BTCUSDT", "BTC-USD", "bitcoin", "Bitcoin", "BTC%2FUSDT"])("%s is Bitcoin", async (name) => {
    expect((await read(await quick(name))).symbol).toBe("BTC");
  });

  it("puts longer candles together from shorter ones, and says so", async () => {
    const days = await read(await quick("BTC?days=28"));
    const weeks = await read(await quick("BTC?days=28&timeframe=1w"));
    expect(weeks.provenance.aggregated_from).toBe("1d");
    expect(new Date(weeks.from).getUTCDay()).toBe(1);
    const monday = days.candles.findIndex(({ time }) => time === weeks.candles[1]?.time);
    const week = days.candles.slice(monday, monday + 7);
    expect(weeks.candles[1]).toMatchObject({
      open: week[0]?.open,
      high: Math.max(...week.map(({ high }) => high)),
      low: Math.min(...week.map(({ low }) => low)),
      close: week.at(-1)?.close,
    });
  });

  it("the same indicator whatever the window", async () => {
    const line = (answer: PricesAnswer) => {
      const { rsi_14: rsi } = answer.indicators;
      return Array.isArray(rsi) ? rsi.at(-1) : undefined;
    };
    const short = line(await read(await quick("BTC?days=2&indicators=rsi")));
    const long = line(await read(await quick("BTC?days=900&indicators=rsi")));
    expect(short).toBeGreaterThan(0);
    expect(short).toBeCloseTo(long ?? 0, 8);
  });

  it("as many values as candles, null before there is enough", async () => {
    const answer = await read(await quick("BTC?days=100000&limit=10000&indicators=sma_200,bollinger"));
    const { sma_200: sma, bollinger_20_2: bands } = answer.indicators;
    if (!Array.isArray(sma) || bands === undefined || Array.isArray(bands)) throw new Error("wrong form");
    expect(sma).toHaveLength(answer.candles.length);
    expect(sma[198]).toBeNull();
    expect(sma[199]).toBeGreaterThan(0);
    expect(Object.keys(bands)).toEqual(["upper", "middle", "lower"]);
    expect(bands.upper).toHaveLength(answer.candles.length);
  });

  it("echoes what it had to cut", async () => {
    const answer = await read(await quick("BTC?days=99999&limit=99999"));
    expect(answer.clamped.map(({ field, asked }) => [field, asked])).toEqual([
      ["days", 99_999],
      ["limit", 99_999],
    ]);
    expect(answer.has_older).toBe(false);
  });

  it("older candles page by page", async () => {
    const newer = await read(await quick("BTC?days=3650&limit=100"));
    expect(newer).toMatchObject({ has_older: true });
    const older = await read(await quick(`BTC?days=3650&limit=100&to=${newer.from}`));
    expect(older.candles).toHaveLength(100);
    expect(Date.parse(newer.from) - Date.parse(older.to)).toBe(86_400_000);
  });
});

it.for(["1h", "12h", "1d", "1w"])("knows where the candles of %s begin", async (timeframe) => {
  const all = await read(await quick(`BTC?days=100000&limit=10000&timeframe=${timeframe}`));
  expect(all.has_older).toBe(false);
  expect(all.total).toBe(all.candles.length);
});

describe("files and caches", () => {
  it("CSV by the Accept header, by the query, and by POST", async () => {
    const csv = await (await quick("BTC?days=3&indicators=sma_2", { accept: "text/csv" })).text();
    expect(await (await quick("BTC?days=3&indicators=sma_2&format=csv")).text()).toBe(csv);
    expect(await (await post({ symbol: "BTC", days: 3, indicators: ["sma_2"] }, { accept: "text/csv" })).text()).toBe(
      csv,
    );
    const [head, ...rows] = csv.trim().split("\r\n");
    expect(head).toBe("time,open,high,low,close,volume,sma_2,source");
    expect(rows).toHaveLength(3);
    expect(rows.every((row) => row.endsWith(",sample data"))).toBe(true);
  });

  it("names the file after what is in it", async () => {
    const response = await quick("SHIB?days=3&format=csv");
    expect(response.headers.get("content-disposition")).toMatch(/filename="SHIB-1d-\d{4}-\d\d-\d\d-sample\.csv"/);
    await response.text();
  });

  it("304 to who has the file already, and a hint that it goes by Accept", async () => {
    const first = await quick("BTC?format=csv");
    expect(first.headers.get("vary")).toContain("Accept");
    const etag = first.headers.get("etag") ?? "";
    expect((await quick("BTC?format=csv", { "if-none-match": etag })).status).toBe(304);
    expect((await quick("BTC", { "if-none-match": etag })).status).toBe(200);
    await first.text();
  });

  it("304 to who has it already", async () => {
    const first = await quick("BTC");
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^W\/"/);
    expect((await quick("BTC", { "if-none-match": etag })).status).toBe(304);
    expect((await quick("ETH", { "if-none-match": etag })).status).toBe(200);
  });
});

describe("what cannot be", () => {
  it("an unknown symbol: 404 with near matches", async () => {
    const problem = await refused(await quick("BTTC"), 404, "unknown_symbol");
    expect(problem.errors?.[0]).toMatchObject({ field: "symbol", allowed: expect.arrayContaining(["BTC"]) });
  });

  it.for(["..%2F..%2Fetc%2Fpasswd", "BTC%00", "%F0%9F%9A%80", "BTC%27--", "*", "a".repeat(33)])(
    "%s is looked up nowhere",
    async (symbol) => {
      const response = await quick(symbol);
      expect([400, 404, 422]).toContain(response.status);
      await response.text();
    },
  );

  it.for(["__proto__", "constructor", "toString", "hasOwnProperty"])("%s is no symbol", async (symbol) => {
    const response = await quick(symbol);
    expect([400, 404]).toContain(response.status);
    await response.text();
  });

  it.for<[string, string]>([
    ["days=0", "days"],
    ["days=-3", "days"],
    ["days=1.5", "days"],
    ["days=week", "days"],
    ["timeframe=2m", "timeframe"],
    ["timeframe=1D", "timeframe"],
    ["timeframe=5m", "timeframe"],
    ["limit=0", "limit"],
    ["from=yesterday", "from"],
    ["from=2026-13-01", "from"],
    ["from=2026-02-30", "from"],
    ["days=3&from=2026-01-01", "days"],
    ["from=2026-03-01&to=2026-02-01", "from"],
    ["to=1999-01-01", "to"],
    ["from=2999-01-01", "from"],
    ["indicators=magic", "indicators[0]"],
    ["indicators=rsi,sma_0", "indicators[1]"],
    ["indicators=macd_26_12_9", "indicators[0]"],
    ["indicators=a,b,c,d,e,f,g,h,i,j,k", "indicators"],
    ["format=xml", "format"],
    ["window=3", "window"],
  ])("%s: 422", async ([query, field]) => {
    const problem = await refused(await quick(`BTC?${query}`), 422, "validation_failed");
    expect(problem.errors?.[0]?.field).toBe(field);
  });

  it("a number beyond all numbers is named as such", async () => {
    const response = await handle(
      new Request(`${ORIGIN}/api/ai/data/prices`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: '{"symbol":"BTC","days":1e400}',
      }),
      functions,
      deps,
    );
    const problem = await refused(response, 422, "validation_failed");
    expect(problem.errors?.[0]).toMatchObject({ field: "days", message: "is beyond any number that is taken" });
  });

  it("a timeframe that is too short names those that there are", async () => {
    const problem = await refused(await quick("BTC?timeframe=5m"), 422, "validation_failed");
    expect(problem.errors?.[0]?.allowed).toEqual(timeframes.filter((_, at) => at >= timeframes.indexOf("1h")));
  });
});

describe("datasets", () => {
  it("lists the sample with what it has", async () => {
    const response = await handle(new Request(ORIGIN + datasets.path), functions, deps);
    const answer = datasets.output.parse(await response.json());
    const sample = answer.datasets.findLast(({ kind }) => kind === "candles");
    expect(sample).toMatchObject({ key: "sample", sample: true, state: "ready" });
    expect(sample?.symbols.length).toBeGreaterThanOrEqual(26);
  });
});
