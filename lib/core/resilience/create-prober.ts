import { type FailureCode, tierWide } from "../../contracts/failures";
import { failed, type Outcome } from "../failure";
import type { Clock, Report } from "../ports";
import type { PolicySettings } from "./policy-settings";

/** Something that may be out, and comes back when somebody asks it. */
export interface ProbeTarget {
  readonly key: string;
  /** Targets of one host: where it cannot be reached, one probe speaks for all. */
  readonly host: string;
  /** Milliseconds until it may be asked; null where it need not be: it is well, nobody wants it, or someone is asking already. */
  readonly waitMs: () => number | null;
  /** Asks it once. */
  readonly probe: () => Promise<Outcome<unknown>>;
}

export interface Prober {
  /** Milliseconds until a target is probed; null where it need not be. */
  nextInMs(key: string): number | null;
  stop(): void;
}

export interface ProberOptions {
  readonly targets: readonly ProbeTarget[];
  readonly settings: Pick<PolicySettings, "lookMs" | "openMs" | "probeAgainMs" | "longestProbeWaitMs">;
  readonly clock: Pick<Clock, "now">;
  /** Calls back after so many milliseconds, without keeping the process alive; gives what takes it back. */
  readonly after: (ms: number, work: () => void) => () => void;
  readonly report: Report;
}

/** Failures that cost no credits and start no process: only a request of the budget. After all others a probe may have been paid for. */
const cheap: ReadonlySet<FailureCode> = new Set([
  "unreachable",
  "upstream_failed",
  "breaker_open",
  "cancelled",
  ...tierWide,
]);

/** What is noted of a target that is well. */
const WELL = { dear: 0, failedAt: null as number | null, failedSince: null as number | null };

/** Failures that speak for the whole host: it is not reached, or its servers fail. */
const ofHost: ReadonlySet<FailureCode> = new Set(["unreachable", "upstream_failed"]);

/** A probe that is cheap is no later than by this share of the time for which its target is out: each takes a request of the budget. */
const LATE_SHARE = 0.1;

/**
 * Asks what is out, when it may be asked, until it is back: no user need be the first. One probe at a time; who was probed longest ago
 * comes first. Waits of targets are honoured to the millisecond; probes come less and less often, those that may cost something first.
 */
export function createProber({ targets, settings, clock, after, report }: ProberOptions): Prober {
  const notes = new Map(targets.map(({ key }) => [key, { ...WELL, probedAt: 0 }]));
  const hostFailedAt = new Map<string, number>();
  let stopped = false;
  let cancel = (): void => {};

  /** When a target is asked after a failure, by how long it had been out by then. */
  const notBefore = (at: number | null | undefined, failedSince: number | null): number =>
    at === null || at === undefined
      ? 0
      : at + Math.min(settings.longestProbeWaitMs, Math.max(settings.openMs, (at - (failedSince ?? at)) * LATE_SHARE));

  const nextInMs = ({ key, host, waitMs }: ProbeTarget): number | null => {
    const wait = waitMs();
    const note = notes.get(key);
    if (wait === null || !note) return null;
    const { dear, failedAt, failedSince } = note;
    const backoff = Math.min(settings.longestProbeWaitMs, settings.probeAgainMs * 2 ** (dear - 1));
    const own = dear > 0 ? (failedAt ?? 0) + backoff : notBefore(failedAt, failedSince);
    return Math.max(0, wait, Math.max(own, notBefore(hostFailedAt.get(host), failedSince)) - clock.now());
  };

  const probe = async (target: ProbeTarget): Promise<void> => {
    const note = notes.get(target.key);
    if (!note) return;
    note.probedAt = clock.now();
    const outcome = await target.probe().catch((cause: unknown) => {
      report("probe_failed", { target: target.key, cause });
      return failed("internal");
    });
    if (outcome.ok) {
      Object.assign(note, WELL);
      hostFailedAt.delete(target.host);
      return;
    }
    const { code } = outcome.error;
    note.failedAt = clock.now();
    note.failedSince ??= note.failedAt;
    note.dear = cheap.has(code) ? 0 : note.dear + 1;
    if (ofHost.has(code)) hostFailedAt.set(target.host, note.failedAt);
  };

  /** Who is due, longest waiting first. */
  const due = (): ProbeTarget | undefined =>
    targets
      .filter((target) => nextInMs(target) === 0)
      .toSorted((a, b) => (notes.get(a.key)?.probedAt ?? 0) - (notes.get(b.key)?.probedAt ?? 0))
      .at(0);

  const round = async (): Promise<void> => {
    // Who was asked by others meanwhile, and is well, is out anew when it is.
    for (const { key, waitMs } of targets)
      if (waitMs() === null) Object.assign(notes.get(key) ?? {}, { failedSince: null });
    for (let target = due(); target && !stopped; target = due()) await probe(target);
    if (stopped) return;
    const waits = targets.flatMap((target) => nextInMs(target) ?? []);
    schedule(Math.min(settings.lookMs, ...waits));
  };

  const schedule = (ms: number): void => {
    cancel = after(Math.max(1, ms), () => void round());
  };

  if (targets.length > 0) schedule(settings.lookMs);
  return {
    nextInMs(key) {
      const target = targets.find((each) => each.key === key);
      return target ? nextInMs(target) : null;
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
