import { expect, it } from "vitest";
import { scratchDir } from "../../tests/fakes/scratch-dir";
import { createNewsArchive } from "../adapters/duckdb/create-news-archive";
import { ok } from "../core/errors";
import type { NewsSource } from "../core/news/news-source";
import { createContainer } from "./container";
import { createNewsRoom } from "./create-news-room";
import { parseEnv } from "./env";

const never = new AbortController().signal;
const MINUTE = 60_000;

/** Gives one item each time it is asked. */
function sourceOf(): NewsSource {
  let count = 0;
  return {
    key: "feed-one",
    name: "One",
    kind: "feed",
    home: null,
    licence: null,
    layout: "",
    sample: false,
    everyMs: MINUTE,
    async ask() {
      count += 1;
      const item = {
        guid: `${count}`,
        title: `Quay ${count} opens`,
        lead: "",
        url: null,
        outlet: "One",
        published: null,
      };
      return ok({ portions: [[item]], state: () => "", unusable: () => 0 });
    },
    look: () => ({ state: "ready", detail: "", retryAfterS: null, checkedAt: null, lastOkAt: null, failure: null }),
  };
}

it("a clock that is set back gives no news a time before anybody had it; one that was a day ahead is not believed", async () => {
  const env = { DATA_DIR: scratchDir(), LOG_LEVEL: "silent", EMBEDDED_MODEL: "off", USE_NEWS_FEEDS: "false" };
  const container = await createContainer(parseEnv({ ...env, USE_HF_DATASETS: "false" }));
  const start = Date.UTC(2026, 5, 1);
  const wall = { at: start };
  const clock = { ...container.clock, wall: () => wall.at };
  const warn = (): void => {};
  const archive = createNewsArchive({ path: ":memory:", maxItems: 1_000, clock, warn });
  const sentiment = { ...container.sentiment, clock };
  const source = sourceOf();
  const openRoom = () =>
    createNewsRoom({ archive, now: async () => archive, tag: () => [], clock, warn, sentiment, kept() {} });
  const seen = async (room: ReturnType<typeof openRoom>): Promise<number> => {
    expect((await room.ingest(source, never)).ok).toBe(true);
    const page = await archive.list({ q: null, folded: false, limit: 200, after: null }, never);
    const items = page.ok ? page.value.items.map(({ item }) => item) : [];
    return items.find(({ guid }) => guid === String(items.length))?.firstSeenAt ?? Number.NaN;
  };

  const room = openRoom();
  expect(await seen(room)).toBe(start);
  wall.at = start - 10 * MINUTE;
  expect(await seen(room)).toBe(start);
  // After a restart too: the archive knows when it kept something last.
  expect(await seen(openRoom())).toBe(start);
  wall.at = start + MINUTE;
  expect(await seen(room)).toBe(start + MINUTE);
  wall.at = start - 2 * 24 * 60 * MINUTE;
  expect(await seen(openRoom())).toBe(wall.at);
  await Promise.all([archive.close(), container.close()]);
});
