import { setMaxListeners } from "node:events";
import { failed, type Outcome } from "../../core/failure";
import type { CandleFiles } from "../../core/market/candle-files";
import type { Clock } from "../../core/ports";
import { bringFile, type Limits } from "./bring-file";
import { cleanFile } from "./clean-file";
import { createFileStates } from "./create-file-states";
import { createSharedWork } from "./create-shared-work";
import type { FileKeeper, Wish } from "./file-keeper";
import type { HubClient } from "./hub-client";
import type { MarketFolder, Shelved } from "./market-folder";

/** Files on their way at once; who wants one more is refused. */
const MOST_FLIGHTS = 64;

/**
 * Keeps clean files of candles. What is kept is given at once; where it has not been looked at for `refreshMs`, it is asked behind the
 * caller's back whether it changed. A file that cannot be believed is refused for ten minutes, then longer, up to six hours.
 */
export function createFileKeeper(options: {
  readonly client: HubClient;
  readonly folder: MarketFolder;
  readonly files: CandleFiles;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly refreshMs: number;
  readonly limits: Limits;
}): FileKeeper {
  const { client, folder, files, clock, limits } = options;
  const ending = new AbortController();
  // Every file on its way listens to it.
  setMaxListeners(0, ending.signal);
  const states = createFileStates({ clock, refreshMs: options.refreshMs });
  const shared = createSharedWork({ most: MOST_FLIGHTS, waitMs: limits.downloadMs });
  // Of its own: a clean file waits for what it is made of, and must not take its place.
  const fetching = createSharedWork({ most: MOST_FLIGHTS, waitMs: limits.downloadMs });

  type Brought = { readonly etag: string | null; readonly raw: Shelved | null };

  /** Sees that what is here is what is there. `have`: tag of what was made of the file, where the file itself is gone. */
  const bring = (wish: Wish, have: string | null): Promise<Outcome<Brought>> =>
    fetching.run(JSON.stringify(["raw", wish.dataset, wish.path, have]), async () => {
      const raw = await folder.find({ kind: "raw", dataset: wish.dataset, path: wish.path, market: null });
      if (raw !== null && !states.isDue(wish)) return { ok: true, value: { etag: raw.about.etag, raw } };
      const brought = await bringFile({ client, folder, clock, limits, wish, raw, have, signal: ending.signal });
      if (!brought.ok) return brought;
      states.checked(wish);
      if (brought.value !== "unchanged")
        return { ok: true, value: { etag: brought.value.about.etag, raw: brought.value } };
      return { ok: true, value: { etag: raw?.about.etag ?? have, raw } };
    });

  const refresh = (wish: Wish): Promise<Outcome<Shelved>> =>
    shared.run(keyOf(wish), async () => {
      const outcome = await renew(wish);
      if (!outcome.ok) states.failed(wish, outcome.error);
      else states.good(wish);
      return outcome;
    });

  /** A table of several markets that is here serves those that nobody asked for before, also while the Hub is out. */
  const lastResort = async ({ dataset, path }: Wish, kept: Shelved | null): Promise<Brought> => {
    const raw = kept === null ? await folder.find({ kind: "raw", dataset, path, market: null }) : null;
    return { etag: raw?.about.etag ?? null, raw };
  };

  const renew = async (wish: Wish): Promise<Outcome<Shelved>> => {
    const kept = await folder.find({ kind: "candles", dataset: wish.dataset, path: wish.path, market: wish.market });
    const have = kept?.about.etag ?? null;
    const brought = await bring(wish, have);
    const { etag, raw } = brought.ok ? brought.value : await lastResort(wish, kept);
    if (!brought.ok && raw === null) return brought;
    if (kept !== null && etag !== null && etag === have) return { ok: true, value: kept };
    if (raw === null) return failed("unavailable", { detail: "the file was put away while it was needed" });
    const cleaned = await cleanFile({ files, folder, wish, raw, signal: ending.signal });
    // It may have come broken: the next time it comes anew.
    if (!cleaned.ok && cleaned.error.code === "bad_files") await folder.drop(raw);
    return cleaned;
  };

  return {
    async get(wish, signal) {
      const { dataset, path, market } = wish;
      const kept = await folder.find({ kind: "candles", dataset, path, market });
      if (kept !== null && kept.about.report !== null) {
        const isDue = states.isDue(wish);
        const stale = states.failureOf(wish) ?? (isDue ? client.refusal() : null);
        if (isDue) void refresh(wish);
        return { ok: true, value: { ...kept, report: kept.about.report, stale } };
      }
      const why = states.refusal(wish);
      if (why !== null) return { ok: false, error: why };
      const outcome = await shared.wait(signal, refresh(wish));
      if (!outcome.ok) return outcome;
      const { report } = outcome.value.about;
      return report === null ? failed("internal") : { ok: true, value: { ...outcome.value, report, stale: null } };
    },
    async bring(wish, signal) {
      const outcome = await fetching.wait(signal, bring(wish, null));
      if (!outcome.ok) {
        states.failed(wish, outcome.error);
        return outcome;
      }
      return outcome.value.raw === null ? failed("unavailable") : { ok: true, value: outcome.value.raw };
    },
    drop: (file) => folder.drop(file),
    look: states.look,
    async close() {
      ending.abort();
      await Promise.all([shared.settled(), fetching.settled()]);
    },
  };
}

const keyOf = ({ dataset, path, market }: Wish): string => JSON.stringify(["candles", dataset, path, market]);
