import { createNewsArchive } from "../../lib/adapters/duckdb/create-news-archive";
import { createNewsFolder } from "../../lib/adapters/news-folder/create-news-folder";
import { ok } from "../../lib/core/errors";
import { createStoryFinder } from "../../lib/core/news/create-story-finder";
import { createCoinTagger } from "../../lib/core/news/tag-coins";
import { ingestNews } from "../../lib/services/ingest-news";

/** Brings a folder into an archive until it is done or killed, and says which items are kept, one a line. */
const [path = "", dir = ""] = process.argv.slice(2);
const clock = {
  now: () => performance.now(),
  wall: () => Date.now(),
  pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
};
const warn = (...said: unknown[]): void => console.error(...said);
const done = await ingestNews(
  {
    archive: createNewsArchive({ path, maxItems: 1e6, clock, warn }),
    tag: createCoinTagger([{ symbol: "BTC", name: "Bitcoin" }]),
    score: async (texts) => ok(texts.map(() => ({ verdict: null, language: "en" }))),
    stories: createStoryFinder(),
    clock,
    kept: (items) => process.stdout.write(items.map(({ id }) => `${id}\n`).join("")),
    warn,
  },
  createNewsFolder({ dir, clock, warn }),
  new AbortController().signal,
);
console.log(done.ok ? "done" : `failed ${done.error.detail}`);
process.exit(0);
