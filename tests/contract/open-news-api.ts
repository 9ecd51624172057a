import { afterAll, beforeAll, expect } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { scratchDir } from "../fakes/scratch-dir";

/** The news API over the sample news, for the tests of one file. */
export function openNewsApi() {
  let deps: Container;
  beforeAll(async () => {
    const own = { DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "100000", EMBEDDED_MODEL: "off" };
    deps = await createContainer(parseEnv({ ...own, USE_HF_DATASETS: "false", USE_NEWS_FEEDS: "false" }));
    // The first one to ask waits until the sample is made.
    expect((await deps.news.room()).ok).toBe(true);
  }, 60_000);
  afterAll(() => deps.close());
  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    handle(new Request(`http://localhost:7860${path}`, { headers }), functions, deps);
  return {
    ask,
    /** What stands below the address of the news. */
    get: (path: string, headers?: Record<string, string>) => ask(`/api/ai/data/news${path}`, headers),
  };
}
