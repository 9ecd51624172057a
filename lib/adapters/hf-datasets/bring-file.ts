import { join } from "node:path";
import { failed, type Outcome } from "../../core/failure";
import type { Clock } from "../../core/ports";
import { endWithin } from "../../core/with-deadline";
import { fetchFile } from "./fetch-file";
import type { Fetched } from "./fetching";
import type { Wish } from "./file-keeper";
import type { HubClient } from "./hub-client";
import type { MarketFolder, Shelved } from "./market-folder";

export interface Limits {
  /** Larger files are refused. */
  readonly mostBytes: number;
  /** Longest time for one file. */
  readonly downloadMs: number;
  /** A file that comes slower than this after `patienceMs` is given up. */
  readonly slowestBytesPerS: number;
  readonly patienceMs: number;
}

interface Bringing {
  readonly client: HubClient;
  readonly folder: MarketFolder;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly limits: Limits;
  readonly wish: Wish;
  /** The file as it is here. */
  readonly raw: Shelved | null;
  /** Tag of what was made of it, where it is not here any more. */
  readonly have: string | null;
  readonly signal: AbortSignal;
}

/** Brings a file of the Hub into the folder, where it is not the one that is there. */
export async function bringFile(job: Bringing): Promise<Outcome<Shelved | "unchanged">> {
  const { client, folder, limits, signal } = job;
  return folder.write(async (room) => {
    let trouble: { readonly thrown: unknown } | null = null;
    const outcome = await client.guard(() =>
      endWithin<Outcome<Shelved | "unchanged">>(
        { signal, ms: limits.downloadMs, late: failed("timed_out"), gone: failed("cancelled") },
        async (inTime) => {
          try {
            return await bringInto(room, job, inTime);
          } catch (thrown) {
            // No fault of the other side, and told to the folder.
            trouble = { thrown };
            return failed("cancelled");
          }
        },
      ),
    );
    if (trouble !== null) throw (trouble as { readonly thrown: unknown }).thrown;
    return outcome;
  });
}

async function bringInto(room: string, job: Bringing, signal: AbortSignal): Promise<Outcome<Shelved | "unchanged">> {
  const { client, folder, clock, limits, wish, raw, have } = job;
  const to = join(room, "raw");
  const fetchedAt = clock.wall();
  const earlier =
    raw === null || raw.about.etag === null
      ? null
      : { file: raw.file, etag: raw.about.etag, isSparse: raw.about.isSparse };
  if (earlier === null && have !== null) {
    const same = await client.open(wish, { etag: have }, signal);
    if (!same.ok) return same;
    if (same.value.state === "unchanged") return { ok: true, value: "unchanged" };
    if (same.value.state === "body") same.value.cancel();
  }
  const pace = { clock, slowestBytesPerS: limits.slowestBytesPerS, patienceMs: limits.patienceMs };
  const fetched = await fetchFile({ client, file: wish, to, earlier, mostBytes: limits.mostBytes, pace, signal });
  if (!fetched.ok || fetched.value === "unchanged") return fetched as Outcome<"unchanged">;
  const { value } = fetched;
  const kept = await folder.keep(
    {
      kind: "raw",
      dataset: wish.dataset,
      path: wish.path,
      market: null,
      etag: value.etag,
      revision: value.commit,
      fetchedAt,
      asOf: madeBy(value, wish, fetchedAt),
      bytes: value.diskBytes,
      sha256: null,
      isSparse: value.isSparse,
      report: null,
    },
    to,
  );
  return { ok: true, value: kept };
}

/** No candle of a file can have closed after the file was made. */
function madeBy({ commit, modified }: Fetched, wish: Wish, fetchedAt: number): number {
  const told = [modified, wish.madeBy(commit)].filter((time) => time !== null && time > 0);
  return Math.min(fetchedAt, ...told.map(Number));
}
