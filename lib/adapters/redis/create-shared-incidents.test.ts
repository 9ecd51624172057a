import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { incidentLogContract } from "../../../tests/contract/incident-log";
import { newIncident } from "../../../tests/fakes/new-incident";
import { openLink, realClock } from "../../../tests/fakes/open-links";
import type { IncidentLog } from "../../core/incidents/incident-log";
import { createSharedIncidents } from "./create-shared-incidents";
import type { RedisLink } from "./open-redis";

const ROOT = "{barometer:incidents:1}";

const details = async (log: IncidentLog) => (await log.list({ limit: 10_000 })).incidents.map(({ detail }) => detail);
const join = async (url: string, server: string) => {
  const link = await openLink(url);
  const counted: string[] = [];
  const log = createSharedIncidents({
    link,
    server,
    clock: realClock,
    report: () => {},
    changed: (kind, to) => counted.push(`${kind} ${to}`),
  });
  onTestFinished(log.close);
  await log.flush();
  const tell = (ms: number, key = `k${ms % 50}`): void =>
    log.add([newIncident(ms, { server, key, detail: `${server[0]}${ms}` })]);
  return { link, log, tell, counted };
};

describe.skipIf(!hasRedis())("with a Redis (skipped without redis-server)", () => {
  let redis: RedisServer;
  let admin: RedisLink;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const empty = async () => {
    admin = await openLink(redis.url);
    await admin.connection.flushall();
  };

  incidentLogContract(
    "createSharedIncidents",
    async () => {
      await empty();
      return async (server) => (await join(redis.url, server)).log;
    },
    "redis",
  );

  it("has what other servers saw within two seconds, and tells it to those that listen, each once", async () => {
    await empty();
    const one = await join(redis.url, "aaaaaaaa");
    one.tell(1);
    await one.log.flush();
    const two = await join(redis.url, "bbbbbbbb");
    expect(await details(two.log)).toEqual(["a1"]);
    const heard: string[] = [];
    two.log.subscribe((rows) => heard.push(...rows.map(({ detail }) => detail)));
    const started = performance.now();
    one.tell(2);
    await expect.poll(() => heard, { timeout: 10_000, interval: 10 }).toEqual(["a2"]);
    const ms = performance.now() - started;
    console.log(`told by another server after ${ms.toFixed(0)} ms`);
    expect(ms).toBeLessThan(5_000);
    two.tell(3);
    one.tell(4);
    await expect.poll(() => heard.toSorted(), { timeout: 10_000, interval: 10 }).toEqual(["a2", "a4", "b3"]);
    await expect.poll(() => details(one.log)).toHaveLength(4);
    await two.log.flush();
    expect(await details(one.log)).toEqual(await details(two.log));
    expect(heard).toHaveLength(3);
  });

  it("keeps its own while Redis is away, and tells it afterwards, each once", { timeout: 60_000 }, async () => {
    await empty();
    const servers = await Promise.all(["aaaaaaaa", "bbbbbbbb", "cccccccc"].map((server) => join(redis.url, server)));
    const [one, two, three] = servers;
    if (!one || !two || !three) throw new Error("there are three");
    one.tell(1);
    await one.log.flush();
    await two.log.flush();
    onTestFinished(() => redis.signal("SIGCONT"));
    for (let round = 0; round < 3; round += 1) {
      // Commands that were taken in, and whose answers come too late, must not count twice.
      one.tell(100 + round);
      void one.log.flush();
      redis.signal("SIGSTOP");
      two.tell(200 + round);
      await Promise.all(servers.map(({ log }) => log.flush()));
      for (let index = 0; index < 200; index += 1) three.tell(1_000 * (round + 1) + index);
      await Promise.all(servers.map(({ log }) => log.flush()));
      expect(three.log.keptIn()).toBe("memory");
      const { works, detail } = three.log.look();
      const waiting = Number(detail.match(/ (\d+) wait in memory$/)?.[1]);
      // What is left of the round before may wait with them.
      expect({ works, all: waiting >= 200 && waiting <= 610 }).toEqual({ works: false, all: true });
      redis.signal("SIGCONT");
      await expect.poll(() => three.log.keptIn(), { timeout: 10_000 }).toBe("redis");
    }
    for (const { log } of servers)
      await expect.poll(async () => (await details(log)).length, { timeout: 10_000 }).toBe(607);
    const places = await admin.connection.xlen(`${ROOT}:log`);
    expect(places).toBe(607);
    const fresh = await join(redis.url, "dddddddd");
    expect(await details(fresh.log)).toEqual(await details(one.log));
  });

  it("tells its own anew where Redis lost all, and each is there once", { timeout: 60_000 }, async () => {
    await empty();
    const [one, two] = await Promise.all([join(redis.url, "aaaaaaaa"), join(redis.url, "bbbbbbbb")]);
    for (let at = 0; at < 100; at += 1) (at % 2 === 0 ? one : two).tell(at);
    await one.log.flush();
    await two.log.flush();
    await admin.connection.flushall();
    one.tell(1_000);
    await one.log.flush();
    await two.log.flush();
    await one.log.flush();
    expect(await details(one.log)).toHaveLength(101);
    const fresh = await join(redis.url, "cccccccc");
    expect(await details(fresh.log)).toHaveLength(101);
    expect(await admin.connection.xlen(`${ROOT}:log`)).toBe(101);
  });

  it("bears what somebody left in the place of its keys, and entries that are none", async () => {
    await empty();
    for (const key of ["log", "born", "alive", "of:model/k1"]) await admin.connection.hset(`${ROOT}:${key}`, "a", "b");
    const one = await join(redis.url, "aaaaaaaa");
    one.tell(1);
    await one.log.flush();
    expect(one.log.keptIn()).toBe("redis");
    await admin.connection.xadd(`${ROOT}:log`, "*", "row", "not json");
    await admin.connection.xadd(`${ROOT}:log`, "*", "other", "{}");
    one.tell(2);
    await one.log.flush();
    const two = await join(redis.url, "bbbbbbbb");
    expect(await details(two.log)).toEqual(["a2", "a1"]);
  });

  it("says that it keeps in memory where Redis takes nothing", async () => {
    await empty();
    const one = await join(redis.url, "aaaaaaaa");
    await admin.connection.config("SET", "maxmemory", "1");
    onTestFinished(async () => void (await admin.connection.config("SET", "maxmemory", "0")));
    one.tell(1);
    await one.log.flush();
    expect(one.log.keptIn()).toBe("memory");
    await admin.connection.config("SET", "maxmemory", "0");
    await one.log.flush();
    expect(one.log.keptIn()).toBe("redis");
    expect(await admin.connection.xlen(`${ROOT}:log`)).toBe(1);
  });

  it("says of a server that ended without a word, once, and of none that ended in order", async () => {
    await empty();
    const [one, two] = await Promise.all([join(redis.url, "aaaaaaaa"), join(redis.url, "bbbbbbbb")]);
    const gone = await join(redis.url, "cccccccc");
    await gone.log.close();
    const now = Date.now();
    await admin.connection.zadd(`${ROOT}:alive`, now - 61_000, "dddddddd");
    await Promise.all([one.log.flush(), two.log.flush()]);
    await Promise.all([one.log.flush(), two.log.flush()]);
    const said = await details(one.log);
    expect(said).toEqual([
      "server dddddddd was not heard of for a minute: it ended without a word, or does not reach Redis",
    ]);
    expect(await details(two.log)).toEqual(said);
    // What the log has and no part was looked at for is counted too, by who added it.
    expect([...one.counted, ...two.counted]).toEqual(["server ended"]);
    // Redis was away for all of them: nobody has ended.
    for (const server of ["aaaaaaaa", "bbbbbbbb", "eeeeeeee"])
      await admin.connection.zadd(`${ROOT}:alive`, now - 300_000, server);
    await Promise.all([one.log.flush(), two.log.flush()]);
    expect(await details(one.log)).toEqual(said);
  });

  it("lets no part push out the others in Redis, and no server fill it", { timeout: 60_000 }, async () => {
    await empty();
    const one = await join(redis.url, "aaaaaaaa");
    one.log.add([newIncident(0, { server: "aaaaaaaa", key: "calm" })]);
    for (let round = 0; round < 30; round += 1) {
      for (let index = 0; index < 200; index += 1) one.tell(round * 200 + index, "flaps");
      await one.log.flush();
    }
    expect(await admin.connection.xlen(`${ROOT}:log`)).toBe(301);
    for (let round = 0; round < 30; round += 1) {
      one.log.add(
        Array.from({ length: 250 }, (_, index) => newIncident(1e6 + round, { server: "aaaaaaaa", key: `k${index}` })),
      );
      await one.log.flush();
    }
    expect(await admin.connection.xlen(`${ROOT}:log`)).toBe(5_000);
    const keys = await admin.connection.keys("*");
    for (const key of keys) expect(await admin.connection.pttl(key)).toBeGreaterThan(0);
    for (const key of keys) expect(key.startsWith(ROOT)).toBe(true);
    console.log(`${keys.length} keys in Redis`);
    const started = performance.now();
    const two = await join(redis.url, "bbbbbbbb");
    console.log(`5,000 read at a start in ${(performance.now() - started).toFixed(0)} ms, connecting included`);
    expect(await details(two.log)).toEqual(await details(one.log));
  });
});
