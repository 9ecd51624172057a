import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLinxySource } from "../../lib/adapters/hf-datasets/create-linxy-source";
import type { FaultInput } from "../hf-double/faults/fault-schema";
import { ask, marketKit, namesIn, seriesOf, until } from "./kit";

const kit = marketKit();
const signal = new AbortController().signal;
const BTC = "/datasets/linxy/CryptoCoin/resolve/main/BTCUSDT/BTCUSDT_1h.parquet";
/** No other file can stand in for it. */
const FINEST = BTC.replace("_1h", "_5m");
const resolves = (double: Awaited<ReturnType<typeof kit.double>>, path = BTC) => double.requests(path).length;

const faults: readonly (readonly [name: string, fault: FaultInput, code: string])[] = [
  ["401", { kind: "status", status: 401 }, "not_served"],
  ["404", { kind: "status", status: 404 }, "not_served"],
  ["429", { kind: "rate-limited", resetS: 40 }, "rate_limited"],
  ["500", { kind: "status", status: 500 }, "upstream_failed"],
  ["502 as a page", { kind: "status", status: 502, form: "html" }, "upstream_failed"],
  [
    "a page in place of the file",
    { kind: "reply", status: 200, headers: { "content-type": "text/html" }, body: "<html>" },
    "bad_answer",
  ],
  ["a hang", { kind: "hang" }, "timed_out"],
  ["a drip", { kind: "drip", bytes: 10, everyMs: 50 }, "timed_out"],
  ["a cut", { kind: "cut" }, "unreachable"],
  ["a reset", { kind: "reset" }, "unreachable"],
  ["garbage", { kind: "garbage" }, "unreachable"],
];

describe("faults", () => {
  it.for(faults)("%s of the Hub is a failure, and nothing is left half", async ([, fault, code]) => {
    const double = await kit.double();
    const market = kit.open(double, { idleMs: 700, limits: { downloadMs: 3_000, patienceMs: 300 } });
    const source = createLinxySource(market);
    await source.listings(signal);
    const where = fault.kind === "drip" || fault.kind === "cut" ? "/xet-bridge-us/**" : "/datasets/**/BTCUSDT*";
    double.setFault({
      ...fault,
      path: fault.kind === "drip" || fault.kind === "cut" ? where : "/datasets/linxy/CryptoCoin/resolve/main/**",
    });
    expect(await ask(source)).toMatchObject({ ok: false, error: { code } });
    const names = await namesIn(join(kit.dir(), "market"));
    expect(names.filter((name) => !name.startsWith("list-"))).toEqual([]);
    expect(source.look().state).toBe(code === "not_served" ? "ready" : "failed");
    expect(JSON.stringify(await ask(source))).not.toMatch(/127\.0\.0\.1|hf_|tmp/);
    double.reset();
    kit.clock.pass(700_000);
    expect((await seriesOf(source)).candles.time).toHaveLength(3_000);
    await until(() => source.look().state === "ready");
  });

  it("a Hub that says when to come back is left alone until then", async () => {
    const double = await kit.double();
    const source = createLinxySource(kit.open(double));
    await source.listings(signal);
    double.setFault({ kind: "rate-limited", resetS: 120 });
    for (const symbol of ["BTC", "ETH", "SOL", "XRP"]) await ask(source, { symbol });
    const asked = double.requests().length;
    kit.clock.pass(100_000);
    expect(await ask(source, { symbol: "ETH" })).toMatchObject({ error: { code: "rate_limited" } });
    expect(double.requests()).toHaveLength(asked);
    kit.clock.pass(30_000);
    double.reset();
    expect((await seriesOf(source, { symbol: "ETH" })).candles.time).toHaveLength(3_000);
  });

  it("a Hub that fails is left alone, longer each time, and asked by one", async () => {
    const double = await kit.double();
    const source = createLinxySource(kit.open(double));
    await source.listings(signal);
    double.setFault({ kind: "status", status: 503 });
    for (let round = 0; round < 50; round++)
      for (const symbol of ["BTC", "ETH", "SOL", "XRP"])
        await ask(source, { symbol, timeframe: round % 2 ? "1h" : "4h" });
    const asked = double.requests().length;
    console.log(`200 wishes, ${asked} requests while the Hub is out`);
    expect(asked).toBeLessThanOrEqual(8);
  });

  it.for([
    ["a file that is cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
    ["bytes that are no Parquet", (bytes: Buffer) => Buffer.from("x".repeat(Math.min(bytes.length, 5_000)))],
    ["a table without candles", () => Buffer.from("a,b\n1,2\n")],
  ] as const)("%s is refused, named, and tried again later", async ([, spoil]) => {
    const double = await kit.double({ candleRows: 300 });
    const source = createLinxySource(kit.open(double));
    await source.listings(signal);
    const sound = Buffer.from(await (await fetch(double.origin + FINEST)).arrayBuffer());
    const body = spoil(sound).toString("latin1");
    double.setFault({
      kind: "reply",
      status: 200,
      headers: { "content-type": "application/octet-stream" },
      body,
      path: FINEST,
    });
    const first = await ask(source, { timeframe: "5m" });
    expect(first).toMatchObject({ ok: false, error: { code: "bad_files" } });
    expect(source.look().refused).toMatchObject([{ path: "BTCUSDT/BTCUSDT_5m.parquet", reason: expect.any(String) }]);
    double.reset();
    await ask(source, { timeframe: "5m" });
    expect(resolves(double, FINEST)).toBe(0);
    kit.clock.pass(11 * 60_000);
    expect((await seriesOf(source, { timeframe: "5m" })).candles.time).toHaveLength(300);
    expect(source.look().refused).toEqual([]);
  });
});
