import type { StateFileLook } from "../adapters/files/open-state-file";
import type { RedisLink } from "../adapters/redis/open-redis";
import type { StoreLook } from "../core/ports";

/** The stores that this server was told to use, and how they are. */
export function describeStores({
  redis,
  files,
  jobs,
  news,
  incidents,
}: {
  /** Undefined: none is wanted. Null: its address cannot be one. */
  readonly redis: RedisLink | null | undefined;
  readonly files: readonly StateFileLook[];
  readonly jobs: StoreLook;
  readonly news: StoreLook;
  /** Undefined: not opened yet. */
  readonly incidents: StoreLook | undefined;
}): ReadonlyMap<string, StoreLook> {
  const stores = new Map([
    ["disk", describeFiles(files)],
    ["jobs", jobs],
    ["news", news],
  ]);
  if (incidents !== undefined) stores.set("incidents", incidents);
  if (redis !== undefined) stores.set("redis", describeRedis(redis));
  return stores;
}

/** All files stand in one folder: where one cannot be written, that is what counts. */
function describeFiles(files: readonly StateFileLook[]): StoreLook {
  const tried = files.filter(({ written }) => written !== null);
  const failing = tried.find(({ written }) => written === false);
  const at = failing ? failing.at : Math.max(...tried.map((file) => file.at ?? 0));
  if (tried.length === 0) return { works: true, detail: "nothing was written yet", at: null };
  if (!failing) return { works: true, detail: "written to", at };
  return { works: false, detail: `it cannot be written to (${failing.code}): kept in memory`, at };
}

function describeRedis(redis: RedisLink | null): StoreLook {
  if (redis === null) return { works: false, detail: "its address cannot be used: this server counts alone", at: null };
  const works = redis.answers();
  return { works, detail: works ? "it answers" : "it does not answer: this server counts alone", at: redis.heardAt() };
}
