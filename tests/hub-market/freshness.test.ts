import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createLinxySource } from "../../lib/adapters/hf-datasets/create-linxy-source";
import { ask, bytesSent, DAY, marketKit, NOW, namesIn, seriesOf, until } from "./kit";

const kit = marketKit();
const HOUR = 3_600_000;
const QUARTER = 15 * 60_000;
const END = Math.floor(NOW / DAY) * DAY;
const BTC = "/datasets/linxy/CryptoCoin/resolve/main/BTCUSDT/BTCUSDT_1h.parquet";
/** No other file can stand in for it. */
const FINEST = BTC.replace("_1h", "_5m");
const resolves = (double: Awaited<ReturnType<typeof kit.double>>, path = BTC) => double.requests(path).length;

describe("fetching", () => {
  it.for([
    ["parquet", 20_000, 10],
    ["csv", 4_000, 30],
  ] as const)("brings only what is new of %s files", async ([candles, candleRows, part]) => {
    const double = await kit.double({ candles, candleRows });
    const source = createLinxySource(kit.open(double));
    const path = candles === "csv" ? "BTCUSDT_1h.csv" : "BTCUSDT/BTCUSDT_1h.parquet";
    const whole = Number(
      (await fetch(`${double.origin}/datasets/linxy/CryptoCoin/resolve/main/${path}`, { method: "HEAD" })).headers.get(
        "content-length",
      ),
    );
    await seriesOf(source);
    const first = bytesSent(double);
    double.publish(NOW + DAY);
    kit.clock.pass(DAY);
    const before = await seriesOf(source);
    expect(before.report.last).toBe(END - HOUR);
    await until(async () => (await seriesOf(source)).report.last === END + DAY - HOUR);
    const after = await seriesOf(source);
    expect(after.report.rows).toBe(candleRows + 24);
    expect(after.origin.fetchedAt).toBe(NOW + DAY);
    const second = bytesSent(double) - first;
    console.log(
      `${path}: ${whole} bytes; at first ${first} (${((100 * first) / whole).toFixed(1)} %), a day later ${second} (${((100 * second) / whole).toFixed(2)} %)`,
    );
    expect(first).toBeLessThanOrEqual(whole * (candles === "csv" ? 1 : 0.75));
    expect(second).toBeLessThan(whole / part);
  });

  it("asks once, however many want it, and whoever leaves", async () => {
    const double = await kit.double();
    const source = createLinxySource(kit.open(double));
    const leaving = new AbortController();
    const gone = ask(source, { signal: leaving.signal });
    const all = Promise.all(Array.from({ length: 100 }, () => seriesOf(source)));
    leaving.abort();
    expect(await gone).toMatchObject({ ok: false, error: { code: "cancelled" } });
    expect(new Set((await all).map(({ candles }) => candles.time.length))).toEqual(new Set([3_000]));
    expect(resolves(double)).toBe(1);
  });

  it("brings forty files that are wanted at once, and says nothing of leaks", async () => {
    const double = await kit.double({ candleRows: 200 });
    const source = createLinxySource(kit.open(double));
    const complaints: string[] = [];
    const listen = ({ name }: Error): unknown => complaints.push(name);
    process.on("warning", listen);
    const wishes = ["BTC", "ETH", "SOL", "XRP"].flatMap((symbol) =>
      (["5m", "15m", "30m", "1h", "2h", "4h", "6h", "8h", "12h", "1d"] as const).map((timeframe) => ({
        symbol,
        timeframe,
      })),
    );
    const all = await Promise.all(wishes.map((wish) => ask(source, wish)));
    expect(all.filter((one) => !one.ok)).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    process.off("warning", listen);
    expect(complaints).toEqual([]);
  });

  it("shows its token to the Hub and to nobody else", async () => {
    const double = await kit.double();
    const source = createLinxySource(kit.open(double, { token: "hf_user" }));
    await seriesOf(source);
    const shown = (service: string) =>
      new Set(double.requests().flatMap((one) => (one.service === service ? [one.headers.authorization] : [])));
    expect(shown("hub")).toEqual(new Set(["Bearer ***"]));
    expect(shown("cdn")).toEqual(new Set([undefined]));
  });

  it("goes on without a token that is refused", async () => {
    const double = await kit.double();
    const source = createLinxySource(kit.open(double, { token: "hf_invalid" }));
    expect((await seriesOf(source)).candles.time).toHaveLength(3_000);
    expect(double.requests().filter(({ headers }) => headers.authorization !== undefined)).toHaveLength(1);
  });

  it.for(["file:///etc/passwd", "ftp://127.0.0.1/x", "http://user:word@127.0.0.1/x", "//"])(
    "does not follow a redirect to %s",
    async (location) => {
      const double = await kit.double();
      double.setFault({ kind: "redirect", location, path: BTC });
      const outcome = await ask(createLinxySource(kit.open(double)));
      expect(outcome).toMatchObject({ ok: false, error: { code: "bad_answer" } });
    },
  );

  it("does not follow redirects for ever", async () => {
    const double = await kit.double();
    double.setFault({ kind: "redirect", location: BTC, path: BTC });
    expect(await ask(createLinxySource(kit.open(double)))).toMatchObject({ ok: false, error: { code: "bad_answer" } });
    expect(resolves(double)).toBe(6);
  });
});

describe("what is kept", () => {
  it("is not asked for anew for a quarter of an hour, then only whether it changed", async () => {
    const double = await kit.double();
    const source = createLinxySource(kit.open(double));
    await seriesOf(source);
    kit.clock.pass(QUARTER - 10_000);
    await seriesOf(source);
    expect(resolves(double)).toBe(1);
    const sent = bytesSent(double);
    kit.clock.pass(20_000);
    await seriesOf(source);
    await until(() => resolves(double) === 2);
    await seriesOf(source);
    expect(resolves(double)).toBe(2);
    expect(double.requests(BTC).at(-1)?.headers["if-none-match"]).toMatch(/^"[0-9a-f]{64}"$/);
    expect(bytesSent(double)).toBe(sent);
  });

  it("is kept where what follows cannot be believed, and says so", async () => {
    const double = await kit.double({ candleRows: 300 });
    const source = createLinxySource(kit.open(double));
    await seriesOf(source, { timeframe: "5m" });
    double.setFault({ kind: "reply", status: 200, body: "a,b\n1,2\n", path: FINEST });
    kit.clock.pass(QUARTER + 1_000);
    await until(async () => (await seriesOf(source, { timeframe: "5m" })).stale !== null);
    const series = await seriesOf(source, { timeframe: "5m" });
    expect(series).toMatchObject({ stale: { code: "bad_files" }, report: { candles: 300 } });
    expect(source.look()).toMatchObject({ state: "ready", refused: [{ path: "BTCUSDT/BTCUSDT_5m.parquet" }] });
    double.reset();
    kit.clock.pass(11 * 60_000);
    await until(async () => (await seriesOf(source, { timeframe: "5m" })).stale === null);
  });

  it("is enough to know that nothing changed, though the file it was made of is gone", async () => {
    const double = await kit.double();
    const market = kit.open(double);
    const source = createLinxySource(market);
    await seriesOf(source);
    const [dataset, path] = ["linxy/CryptoCoin", "BTCUSDT/BTCUSDT_1h.parquet"];
    const raw = await market.folder.find({ kind: "raw", dataset, path, market: null });
    if (raw === null) throw new Error("it is not there");
    await market.folder.drop(raw);
    const sent = bytesSent(double);
    kit.clock.pass(QUARTER + 1_000);
    await seriesOf(source);
    await until(() => resolves(double) === 2);
    expect(bytesSent(double)).toBe(sent);
    double.publish(NOW + DAY);
    kit.clock.pass(DAY);
    await until(async () => {
      // The look before this one may end after the day has passed.
      kit.clock.pass(QUARTER);
      return (await seriesOf(source)).report.last === END + DAY - HOUR;
    });
  });

  it("is read from memory in well under a millisecond or two", async () => {
    const source = createLinxySource(kit.open(await kit.double()));
    await seriesOf(source);
    const took: number[] = [];
    for (let round = 0; round < 300; round++) {
      const at = performance.now();
      await seriesOf(source);
      took.push(performance.now() - at);
    }
    took.sort((a, b) => a - b);
    console.log(`a warm read: p50 ${took[150]?.toFixed(2)} ms, p99 ${took[297]?.toFixed(2)} ms`);
    expect(took[150]).toBeLessThan(5);
  });

  it("is served after a restart without a network, and says that nobody could be asked", async () => {
    const double = await kit.double();
    const first = kit.open(double);
    const series = await seriesOf(createLinxySource(first));
    await first.close();
    await double.stop();
    const source = createLinxySource(kit.open(double));
    const started = performance.now();
    expect((await seriesOf(source)).candles).toEqual(series.candles);
    console.log(`served from the disk in ${(performance.now() - started).toFixed(0)} ms`);
    expect(source.known()).toHaveLength(4);
    await until(async () => (await seriesOf(source)).stale !== null);
    expect((await seriesOf(source)).stale).toMatchObject({ code: "unreachable" });
    await until(() => source.look().state === "failed");
    expect(source.look()).toMatchObject({ lastCandle: END - HOUR, filesKept: 2, checkedAt: null });
    // Longer candles are put together from those that are kept.
    expect((await seriesOf(source, { timeframe: "4h" })).report.timeframe).toBe("1h");
    // What is not kept fails at once while the Hub is out.
    const at = performance.now();
    expect(await ask(source, { symbol: "ETH" })).toMatchObject({ ok: false });
    expect(await ask(source, { symbol: "SOL" })).toMatchObject({ ok: false });
    expect(await ask(source, { symbol: "XRP" })).toMatchObject({ ok: false });
    expect(performance.now() - at).toBeLessThan(1_000);
  });

  it("is looked at again when its file is gone or was changed on the disk", async () => {
    const double = await kit.double();
    const dir = join(kit.dir(), "market");
    const first = kit.open(double);
    await seriesOf(createLinxySource(first));
    await first.close();
    const name = (await namesIn(dir)).find((one) => one.endsWith(".parquet")) ?? "";
    const bytes = await readFile(join(dir, name));
    bytes[1_000] = (bytes[1_000] ?? 0) ^ 0xff;
    await writeFile(join(dir, name), bytes);
    const second = kit.open(double);
    expect((await seriesOf(createLinxySource(second))).candles.time).toHaveLength(3_000);
    expect(kit.warnings).toMatchObject([{ event: "market_file_broken", fields: { kind: "candles" } }]);
    await second.close();
    await rm(dir, { recursive: true });
    await mkdir(dir);
    expect((await seriesOf(createLinxySource(kit.open(double)))).candles.time).toHaveLength(3_000);
  });

  it("is no more than there is room for: what was used least goes", async () => {
    const double = await kit.double();
    const market = kit.open(double, { cacheMb: 0.75 });
    const source = createLinxySource(market);
    for (const symbol of ["BTC", "ETH", "SOL", "XRP"]) await seriesOf(source, { symbol });
    const { bytesKept, filesKept } = source.look();
    console.log(`${filesKept} files of ${bytesKept} bytes are kept`);
    expect(bytesKept).toBeLessThanOrEqual(750_000);
    const kept = market.folder.list("linxy/CryptoCoin").map(({ kind, path }) => `${kind} ${path.slice(0, 7)}`);
    expect(kept).toContain("candles XRPUSDT");
    let onDisk = 0;
    for (const name of await namesIn(join(kit.dir(), "market")))
      if (/raw$|parquet$/.test(name)) onDisk += (await stat(join(kit.dir(), "market", name))).blocks * 512;
    expect(onDisk).toBeLessThanOrEqual(850_000);
    // What went comes back when it is wanted.
    expect((await seriesOf(source, { symbol: "BTC" })).candles.time).toHaveLength(3_000);
  });

  it("is shared by two processes on one folder", async () => {
    const double = await kit.double();
    const [one, two] = [createLinxySource(kit.open(double)), createLinxySource(kit.open(double))];
    for (let day = 1; day <= 3; day++) {
      const both = [one, two, one, two].map((source) => seriesOf(source));
      expect((await Promise.all(both)).every(({ candles }) => candles.time.length >= 3_000)).toBe(true);
      double.publish(NOW + day * DAY);
      kit.clock.pass(DAY);
    }
    for (const source of [one, two])
      await until(async () => (await seriesOf(source)).report.last === END + 3 * DAY - HOUR);
    expect(kit.warnings).toEqual([]);
    // One of them may still be at work on what the other has kept already.
    const left = async () => (await namesIn(join(kit.dir(), "market"))).filter((name) => name.startsWith("tmp-"));
    await until(async () => (await left()).length === 0);
    expect(await left()).toEqual([]);
  });
});

describe("clocks", () => {
  it("that are set back give no candle from the future and no age below nothing", async () => {
    const double = await kit.double();
    const source = createLinxySource(kit.open(double));
    await seriesOf(source);
    kit.clock.setWall(NOW - DAY);
    const series = await seriesOf(source);
    expect(series.origin.fetchedAt).toBe(NOW - DAY);
    expect(source.look().checkedAt).toBe(NOW - DAY);
    kit.clock.setWall(NOW + DAY);
    await seriesOf(source);
    expect(resolves(double)).toBe(1);
  });
});
