import { randomBytes } from "node:crypto";
import { clearInterval, setInterval, setTimeout as setTimer } from "node:timers";
import { openIncidentLog } from "../adapters/files/open-incident-log";
import { createSharedIncidents } from "../adapters/redis/create-shared-incidents";
import type { RedisLink } from "../adapters/redis/open-redis";
import type { NewIncident } from "../core/incidents/incident-log";
import { tellEnd, tellStart } from "../core/incidents/tell-run";
import { createLive, type Live } from "../core/live/create-live";
import { createPartsWatch } from "../core/parts/create-parts-watch";
import type { Clock, Report, StoreLook } from "../core/ports";
import type { StatsRecorder } from "../core/stats/create-stats-book";
import { rememberReads } from "../core/stats/remember-reads";
import { type OverviewDeps, readFigures, readStates } from "../services/get-overview";
import { lookAtParts, type PartsDeps } from "../services/look-at-parts";

const LOOK_EVERY_MS = 1_000;
const SOON_MS = 100;

export interface OverviewRoom {
  readonly deps: OverviewDeps & { readonly live: Live };
  /** A state may have changed: it is looked at once what is under way is done. */
  soon(): void;
  /** How the log of incidents is. */
  store(): StoreLook;
  flushSync(): void;
  /** `reason`: why the server ends, for the log. */
  close(reason?: string): Promise<void>;
}

/** Puts together who notices changes of state, who keeps them, and who tells those that watch. */
export async function createOverview(options: {
  readonly deps: Omit<OverviewDeps, "log">;
  readonly parts: PartsDeps;
  readonly clock: Clock;
  readonly report: Report;
  readonly warn: Report;
  /** Where the log of incidents is kept: in Redis where there is one, else in this folder. Never both. */
  readonly dir: string;
  readonly redis: RedisLink | null | undefined;
  readonly version: string;
  /** Counts a change of state. */
  readonly changed: StatsRecorder["changed"];
}): Promise<OverviewRoom> {
  const { clock, report, warn, dir, redis } = options;
  const server = randomBytes(4).toString("hex");
  const log = redis
    ? createSharedIncidents({ link: redis, server, clock, report, changed: options.changed })
    : await openIncidentLog({ dir, warn, clock });
  const startedAt = clock.now();
  const [last] = log.shared ? [] : (await log.list({ kind: "server", key: "server", limit: 1 })).incidents;
  const keep = (changes: readonly NewIncident[]): void => {
    log.add(changes);
    for (const { kind, to } of changes) options.changed(kind, to);
  };
  keep([tellStart({ server, wall: clock.wall(), version: options.version, last: last ?? null })]);
  const deps = { ...options.deps, log };
  const read = rememberReads(deps.stats.read, clock);
  const seen = { ...deps, models: { ...deps.models, read }, stats: { ...deps.stats, read } };
  const live = createLive({
    states: () => readStates(seen),
    figures: (window, since) => readFigures(seen, window, since),
    incidents: log.subscribe,
    clock,
    after(ms, work) {
      const timer = setTimer(work, ms).unref();
      return () => clearTimeout(timer);
    },
    report,
  });
  const watch = createPartsWatch({ server, clock });
  const look = (): boolean => {
    try {
      const changes = watch.observe(lookAtParts(options.parts, clock.wall()));
      if (changes.length > 0) keep(changes);
      return changes.length > 0;
    } catch (cause) {
      report("parts_look_failed", { cause });
      return false;
    }
  };
  look();
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  let hinted: NodeJS.Timeout | null = null;
  let closed = false;
  return {
    deps: { ...seen, live },
    soon() {
      if (closed) return;
      // Thousands of attempts a second bring ten looks.
      hinted ??= setTimer(() => {
        hinted = null;
        // Figures change with each request; who watches is told at once of states alone.
        if (look()) live.soon();
      }, SOON_MS).unref();
    },
    store: log.look,
    flushSync: log.flushSync,
    async close(reason = "it was closed") {
      closed = true;
      clearInterval(timer);
      if (hinted !== null) clearTimeout(hinted);
      live.close();
      keep([...watch.end(), tellEnd({ server, wall: clock.wall(), reason, ranMs: clock.now() - startedAt })]);
      await log.close();
    },
  };
}
