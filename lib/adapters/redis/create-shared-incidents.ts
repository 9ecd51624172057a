import { clearInterval, setInterval } from "node:timers";
import { z } from "zod";
import { type IncidentRow, incidentSchema } from "../../contracts/parts";
import { incidentCaps } from "../../core/incidents/create-incident-book";
import { createMemoryLog } from "../../core/incidents/create-memory-log";
import type { IncidentLog } from "../../core/incidents/incident-log";
import { tellLost } from "../../core/incidents/tell-run";
import type { Clock, Report } from "../../core/ports";
import type { StatsRecorder } from "../../core/stats/create-stats-book";
import { createScript } from "./create-script";
import { SYNC } from "./incidents-script";
import type { RedisLink } from "./open-redis";

/** In braces: a cluster keeps all of it on one node. */
const ROOT = "{barometer:incidents:1}";
const SYNC_EVERY_MS = 1_000;
const LATE_MS = 100;
const MOST_SKIPPED = 3;
/** As much as Redis, and who reads it, does in some milliseconds. */
const TOLD_AT_ONCE = 64;
const READ_AT_ONCE = 250;
const MOST_ROUNDS = 2 * Math.ceil(incidentCaps.all / TOLD_AT_ONCE);
const MOST_CHARS = 16_000;

const sync = createScript(SYNC);
const answerSchema = z.tuple([z.string(), z.string(), z.array(z.tuple([z.string(), z.string()])), z.array(z.string())]);

/**
 * Keeps incidents in Redis, together with those of other servers, and follows theirs: it asks once a second. While Redis does not answer
 * each server keeps its own in memory, and tells them afterwards, each once. `server`: eight hexadecimal digits, another at each start.
 */
export function createSharedIncidents(options: {
  readonly link: RedisLink;
  readonly server: string;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly report: Report;
  /** Told of what is added here of itself: that another server was lost. */
  readonly changed: StatsRecorder["changed"];
}): IncidentLog {
  const { link, server, clock } = options;
  const memory = createMemoryLog(options.report);
  const { book } = memory;
  let untold: readonly IncidentRow[] = [];
  let [born, place] = ["", ""];
  /** All that was there at the start has been read: what comes from now on is news. */
  let caughtUp = false;
  let works = false;
  let leaving = false;
  let at: number | null = null;
  /** What is under way, and what comes after it. */
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const add: IncidentLog["add"] = (incidents) => {
    const rows = memory.add(incidents);
    if (rows.length === 0) return;
    untold = [...untold, ...rows].slice(-incidentCaps.all);
  };

  /** True: there is more to tell, or to read. */
  const once = async (): Promise<boolean> => {
    const some = untold.slice(0, TOLD_AT_ONCE);
    const told = some.flatMap((row) => [row.id, `${row.kind}/${row.key}`, JSON.stringify(row)]);
    const args = [server, born, place, READ_AT_ONCE, leaving ? "1" : "0", ...told];
    const answer = answerSchema.safeParse(await sync(link, [ROOT], args));
    at = clock.now();
    works = false;
    if (!answer.success) return false;
    const [bornNow, last, entries, ended] = answer.data;
    const isAnother = born !== "" && born !== bornNow;
    // What was in a stream that is gone is told anew by whoever saw it.
    if (isAnother) untold = book.rows().filter((row) => row.server === server);
    else untold = untold.filter(({ id }) => id > last);
    works = isAnother || some.length === 0 || untold[0] !== some[0];
    born = bornNow;
    place = entries.at(-1)?.[0] ?? (isAnother ? "" : place);
    const fresh = book.adopt(entries.flatMap(([, text]) => parseRow(text) ?? []));
    if (caughtUp) memory.tell(fresh.filter((row) => row.server !== server));
    const isWhole = entries.length < READ_AT_ONCE;
    caughtUp ||= isWhole;
    const lost = ended.map((other) => tellLost({ other, server, wall: clock.wall() }));
    add(lost);
    for (const { kind, to } of lost) options.changed(kind, to);
    return works && (!isWhole || untold.length > 0);
  };

  const all = async (): Promise<void> => {
    for (let round = 0; round < MOST_ROUNDS; round += 1) if (!(await once())) return;
  };

  const soon = (): Promise<void> => {
    next ??= (running ?? Promise.resolve()).then(() => {
      running = next;
      next = null;
      return all().finally(() => {
        running = null;
      });
    });
    return next;
  };

  let tickAt = clock.now();
  let skipped = 0;
  const timer = setInterval(() => {
    // This thread is busy: what is asked now might be given up, and the connection with it that others need.
    const isLate = clock.now() - tickAt > SYNC_EVERY_MS + LATE_MS;
    tickAt = clock.now();
    skipped = isLate && skipped < MOST_SKIPPED ? skipped + 1 : 0;
    if (skipped === 0 && running === null) void soon();
  }, SYNC_EVERY_MS).unref();
  void soon();

  return {
    add,
    list: memory.list,
    subscribe: memory.subscribe,
    shared: true,
    keptIn: () => (works ? "redis" : "memory"),
    look: () => ({
      works,
      detail: works ? "written to" : `Redis does not answer: ${untold.length} wait in memory`,
      at,
    }),
    flush: soon,
    flushSync() {},
    async close() {
      clearInterval(timer);
      leaving = true;
      await soon();
    },
  };
}

function parseRow(text: string): IncidentRow | null {
  if (text.length > MOST_CHARS) return null;
  try {
    return incidentSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
