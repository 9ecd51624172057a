import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { hasRedis, startRedis } from "../../scripts/lib/start-redis";
import { scratchDir } from "../fakes/scratch-dir";

const ROWS = 300;
const open: Container[] = [];
afterAll(async () => {
  await Promise.all(open.map((container) => container.close()));
});

async function startServer(redisUrl: string, dir: string): Promise<Container> {
  const container = await createContainer(
    parseEnv({
      REDIS_URL: redisUrl,
      DATA_DIR: scratchDir(),
      NEWS_DIR: dir,
      USE_NEWS_FEEDS: "false",
      USE_HF_DATASETS: "false",
      EMBEDDED_MODEL: "off",
      LOG_LEVEL: "silent",
    }),
  );
  open.push(container);
  await container.warm();
  return container;
}

const idsOf = async (container: Container): Promise<readonly string[]> => {
  const room = await container.news.room();
  if (!room.ok || room.value.sample) return [];
  const never = new AbortController().signal;
  const first = await room.value.archive.list({ q: null, folded: false, limit: 200, after: null }, never);
  if (!first.ok) return [];
  const rest = await room.value.archive.list({ q: null, folded: false, limit: 200, after: first.value.next }, never);
  return rest.ok ? [...first.value.items, ...rest.value.items].map(({ item }) => `${item.id} ${item.story}`) : [];
};

async function until(met: () => Promise<boolean> | boolean, ms: number): Promise<boolean> {
  for (const end = performance.now() + ms; performance.now() < end; await wait(250)) if (await met()) return true;
  return false;
}

describe.skipIf(!hasRedis())("two servers with one Redis", () => {
  it("one asks the folder, both have its news, alike; when it ends the other asks", { timeout: 120_000 }, async () => {
    const redis = await startRedis();
    const dir = scratchDir();
    const rows = Array.from({ length: ROWS }, (_, at) => ({
      title: `Quay ${at} counts ${at * 13} crates`,
      date: "2026-02-03",
    }));
    writeFileSync(join(dir, "news.json"), JSON.stringify(rows));
    const [one, other] = [await startServer(redis.url, dir), await startServer(redis.url, dir)];
    const asked = (container: Container): boolean =>
      container.news.sources.find(({ key }) => key === "news-folder")?.look().checkedAt !== null;
    expect(
      await until(async () => (await idsOf(one)).length === ROWS && (await idsOf(other)).length === ROWS, 60_000),
    ).toBe(true);
    expect(await idsOf(other)).toEqual(await idsOf(one));
    expect([asked(one), asked(other)].filter(Boolean)).toHaveLength(1);
    const [holder, follower] = asked(one) ? [one, other] : [other, one];
    await holder.close();
    open.splice(open.indexOf(holder), 1);
    expect(await until(() => asked(follower), 30_000)).toBe(true);
    expect(await idsOf(follower)).toHaveLength(ROWS);
    await follower.close();
    open.length = 0;
    await redis.stop();
  });
});
