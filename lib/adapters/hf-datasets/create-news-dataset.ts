import { z } from "zod";
import { type Failure, failed, failure, type Outcome } from "../../core/failure";
import type { FoundItem } from "../../core/news/news-item";
import type { Harvest, NewsSource, NewsSourceLook } from "../../core/news/news-source";
import { past } from "../../core/past";
import { endWithin } from "../../core/with-deadline";
import { rowFormatOf } from "../files/read-rows";
import type { MarketFolder, Shelved } from "./market-folder";
import type { NewsDataset } from "./news-catalogue";
import type { HubMarket } from "./open-hub-market";
import { readNewsRows } from "./read-news-rows";
import { readTree } from "./read-tree";

/** Archives hardly ever change. */
const EVERY_MS = 86_400_000;
const LIST_MS = 60_000;
const MOST_FILES = 20;
/** Files beside the rows. */
const beside = /(?:^|\/)(?:\.[^/]*|dataset_infos?\.json|.*config.*\.json|.*metadata.*\.json|package(?:-lock)?\.json)$/i;

const stateSchema = z.object({ version: z.literal(1), tags: z.record(z.string(), z.string().max(200)) });

/** A dataset of the Hub as a source of news: its files are kept as those of prices are, and read once. */
export function createNewsDataset(
  { client, folder, keeper, clock }: Pick<HubMarket, "client" | "folder" | "keeper" | "clock">,
  about: NewsDataset,
): NewsSource {
  const { dataset } = about;
  const live = {
    failure: null as Failure | null,
    checkedAt: null as number | null,
    lastOkAt: null as number | null,
    files: 0,
  };

  /** Paths of its tables: Parquet where there is any, as the other files are mostly the same once more. */
  const list = async (signal: AbortSignal): Promise<Outcome<readonly string[]>> => {
    const tree = await endWithin<Awaited<ReturnType<typeof readTree>>>(
      { signal, ms: LIST_MS, late: failed("timed_out"), gone: failed("cancelled") },
      (inTime) => client.guard(() => readTree(client, { dataset, revision: "main" }, inTime)),
    );
    if (!tree.ok) return tree;
    const paths = tree.value.map(({ path }) => path).filter((path) => !beside.test(path));
    const packed = paths.filter((path) => path.endsWith(".parquet"));
    const chosen = packed.length > 0 ? packed : paths.filter((path) => rowFormatOf(path) !== null);
    return chosen.length === 0
      ? failed("bad_files", { detail: "it holds no file of rows that can be read" })
      : { ok: true, value: chosen.sort().slice(0, MOST_FILES) };
  };

  /** The file, where it is not the one with that tag. */
  const bring = async (
    path: string,
    tag: string | undefined,
    signal: AbortSignal,
  ): Promise<Outcome<Shelved | null>> => {
    const wish = { dataset, revision: "main", path, market: null, timeframe: null, madeBy: () => null };
    if (tag !== undefined) {
      const asked = await client.guard(() => client.open(wish, { etag: tag }, signal));
      if (!asked.ok) return asked;
      if (asked.value.state === "unchanged") return { ok: true, value: null };
      if (asked.value.state === "body") asked.value.cancel();
    }
    const brought = await keeper.bring(wish, signal);
    if (!brought.ok) return brought;
    return { ok: true, value: brought.value.about.etag === (tag ?? null) && tag !== undefined ? null : brought.value };
  };

  const find = async (state: string | null, signal: AbortSignal): Promise<Outcome<Harvest | null>> => {
    const paths = await list(signal);
    if (!paths.ok) return paths;
    const before = tagsOf(state);
    const tags = new Map<string, string>();
    const files: Shelved[] = [];
    for (const path of paths.value) {
      const tag = before(path);
      const brought = await bring(path, tag, signal);
      if (!brought.ok) return brought;
      if (brought.value === null) {
        if (tag !== undefined) tags.set(path, tag);
        continue;
      }
      files.push(brought.value);
      if (brought.value.about.etag !== null) tags.set(path, brought.value.about.etag);
    }
    live.files = paths.value.length;
    if (files.length === 0) return { ok: true, value: null };
    const told = (because: Failure) => {
      live.failure = because;
    };
    return { ok: true, value: harvest({ about, folder, files, tags, told, signal }) };
  };

  return {
    key: about.key,
    name: about.name,
    kind: "dataset",
    home: `https://huggingface.co/datasets/${dataset}`,
    licence: about.licence,
    layout: about.layout,
    sample: false,
    everyMs: EVERY_MS,
    async ask({ state, signal }) {
      const found = await find(state, signal);
      if (!found.ok && (found.error.code === "cancelled" || signal.aborted)) return found;
      const wall = clock.wall();
      live.checkedAt = wall;
      if (found.ok) {
        live.lastOkAt = wall;
        live.failure = null;
        return found;
      }
      live.failure = inWords(found.error);
      return { ok: false, error: live.failure };
    },
    look(): NewsSourceLook {
      const kept = folder.list(dataset);
      const times = {
        checkedAt: past(live.checkedAt, clock),
        lastOkAt: past(live.lastOkAt, clock),
        filesKept: kept.length,
        bytesKept: kept.reduce((sum, { bytes }) => sum + bytes, 0),
      };
      if (live.failure !== null) {
        const retryAfterS = client.refusal()?.retryAfterS ?? live.failure.retryAfterS ?? null;
        return { state: "failed", detail: live.failure.detail, retryAfterS, failure: live.failure, ...times };
      }
      if (live.checkedAt === null)
        return {
          state: "not_asked_yet",
          detail: "nobody has asked it yet",
          retryAfterS: null,
          failure: null,
          ...times,
        };
      const detail = `${live.files} ${live.files === 1 ? "file" : "files"}`;
      return { state: "ready", detail, retryAfterS: null, failure: null, ...times };
    },
  };
}

/** Who is not logged in is told the same of what is not there and of what is closed. */
const inWords = (because: Failure): Failure =>
  because.code === "not_served" || because.code === "no_key"
    ? { ...because, detail: "there is no such dataset on the Hub, or one must log in to see it (HF_TOKEN)" }
    : because;

function tagsOf(state: string | null): (path: string) => string | undefined {
  let tags: Readonly<Record<string, string>> = {};
  try {
    tags = stateSchema.parse(JSON.parse(state ?? "")).tags;
  } catch {
    // From before, or somebody else's: the files are read anew.
  }
  return (path) => (Object.hasOwn(tags, path) ? tags[path] : undefined);
}

function harvest({
  about,
  folder,
  files,
  tags,
  told,
  signal,
}: {
  readonly about: NewsDataset;
  readonly folder: Pick<MarketFolder, "drop">;
  readonly files: readonly Shelved[];
  readonly tags: ReadonlyMap<string, string>;
  readonly told: (because: Failure) => void;
  readonly signal: AbortSignal;
}): Harvest {
  let unusable = 0;
  const count = (): void => {
    unusable += 1;
  };
  async function* portions(): AsyncGenerator<readonly FoundItem[]> {
    let usable = 0;
    for (const shelved of files) {
      const { path } = shelved.about;
      try {
        for await (const items of readNewsRows({
          file: shelved.file,
          path,
          name: about.name,
          signal,
          unusable: count,
        })) {
          usable += items.length;
          yield items;
        }
      } catch (cause) {
        signal.throwIfAborted();
        told(failure("bad_files", { detail: `${path} cannot be read`, cause }));
        // It may have come broken, or the disk changed it: the next time it comes anew.
        await folder.drop(shelved);
        throw cause;
      }
    }
    if (usable === 0) told(failure("bad_files", { detail: `none of its rows (${unusable}) has a title or a text` }));
  }
  const state = (): string => JSON.stringify({ version: 1, tags: Object.fromEntries(tags) });
  return { portions: portions(), state, unusable: () => unusable };
}
