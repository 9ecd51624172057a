import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { openLink, realClock, untilOpen } from "../../../tests/fakes/open-links";
import { wait } from "../../../tests/resilience/load";
import type { KeptReading } from "../../core/ports";
import { createSharedTurns } from "./create-shared-turns";
import type { RedisLink } from "./open-redis";

const GOOD: KeptReading = { scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 }, chunks: 2 };
const LONG: KeptReading = { ...GOOD, chunks: 40, truncated: true };
const old = { ms: 2_500, anew: false };
const anew = { ms: 2_500, anew: true };

describe.skipIf(!hasRedis())("createSharedTurns (skipped without redis-server)", () => {
  let redis: RedisServer;
  let database = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const two = async () => {
    database += 1;
    const links: RedisLink[] = [];
    for (let process = 0; process < 2; process += 1) links.push(await openLink(`${redis.url}/${database}`));
    const [one, other] = links.map((link) => createSharedTurns(link, realClock));
    if (!one || !other || !links[0]) throw new Error("no links");
    return { one, other, link: links[0], links };
  };

  it("gives each turn to one, and what was read to those who wait", async () => {
    const { one, other } = await two();
    expect(await one.take(["a", "b"], old)).toEqual(["mine", "mine"]);
    expect(await other.take(["b", "c", "a"], old)).toEqual(["theirs", "mine", "theirs"]);
    await one.end(["a", "b"], [GOOD, LONG]);
    expect(await other.take(["a", "b"], old)).toEqual([GOOD, LONG]);
    expect(await other.take(["a"], anew)).toEqual(["mine"]);
  });

  it("gives one key to one of two who ask at once, a thousand times", async () => {
    const { one, other, links } = await two();
    // So many at once may take Redis longer than a command is waited for.
    for (const link of links) link.connection.options.commandTimeout = 5_000;
    const keys = Array.from({ length: 1_000 }, (_, index) => `key ${index}`);
    const asked = keys.flatMap((key) => [one.take([key], old), other.take([key], old)]);
    const all = (await Promise.all(asked)).flat();
    expect(all.filter((turn) => turn === "mine")).toHaveLength(1_000);
    expect(all.filter((turn) => turn === "theirs")).toHaveLength(1_000);
  });

  it("passes on a turn that ended without a reading", async () => {
    const { one, other } = await two();
    await one.take(["a"], old);
    await one.end(["a"], null);
    expect(await other.take(["a"], old)).toEqual(["mine"]);
  });

  it("holds on to a turn while its process lives, and no longer than it was taken for", async () => {
    const { one, other } = await two();
    await one.take(["a"], { ms: 1_200, anew: false });
    await wait(900);
    expect(await other.take(["a"], old)).toEqual(["theirs"]);
    await expect.poll(async () => (await other.take(["a"], old))[0], { timeout: 3_000 }).toBe("mine");
    // Too late: it is another's by now.
    await one.end(["a"], [GOOD]);
    expect(await one.take(["a"], old)).toEqual(["theirs"]);
  });

  it("frees the turn of a process that has gone, and forgets what was read", async () => {
    const { one, other, link } = await two();
    await one.take(["a"], old);
    link.close();
    const before = performance.now();
    await expect.poll(async () => (await other.take(["a"], old))[0], { interval: 20, timeout: 3_000 }).toBe("mine");
    console.log(`a turn without its process: free after ${(performance.now() - before).toFixed(0)} ms`);
    // It is held for a second; a whole turn would be 2.5.
    expect(performance.now() - before).toBeLessThan(2_400);
    await other.end(["a"], [GOOD]);
    await wait(1_100);
    expect(await other.take(["a"], old)).toEqual(["mine"]);
  });

  it.each([
    ["no JSON", "{scores"],
    ["no reading", '{"scores":{"bullish":7,"neutral":0,"bearish":0},"chunks":1}'],
  ])("asks itself where what stands there is %s", async (_, text) => {
    const { one, link } = await two();
    await link.connection.set("barometer:turn:a", text);
    expect(await one.take(["a"], old)).toEqual(["mine"]);
  });

  it("asks itself where the key is of another kind", async () => {
    const { one, link } = await two();
    await link.connection.lpush("barometer:turn:a", "x");
    expect(await one.take(["a", "b"], old)).toEqual(["mine", "mine"]);
    await one.end(["a", "b"], [GOOD, GOOD]);
    expect(await one.take(["b"], old)).toEqual([GOOD]);
  });

  it("gives everyone the turn while Redis does not answer", async () => {
    const own = await startRedis();
    const link = await openLink(own.url);
    const turns = createSharedTurns(link, realClock);
    await turns.take(["a"], old);
    own.signal("SIGSTOP");
    expect(await turns.take(["a", "b"], old)).toEqual(["mine", "mine"]);
    expect(await turns.take(["c"], old)).toEqual(["mine"]);
    await turns.end(["a", "b", "c"], [GOOD, GOOD, GOOD]);
    own.signal("SIGCONT");
    await untilOpen(link);
    expect(await turns.take(["z"], old)).toEqual(["mine"]);
    await own.stop();
  });
});
