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

/** Failures that cost nobody anything: asking again is free. After all others a probe may have been paid for, or a process started. */
const free: ReadonlySet<FailureCode> = new Set([
  "unreachable",
  "upstream_failed",
  "breaker_open",
  "cancelled",
  ...tierWide,
]);

/**
 * Asks what is out, when it may be asked, until it is back: no user need be the first. One probe at a time; who was probed longest ago
 * comes first. Waits of targets are honoured to the millisecond; probes that may cost something come less and less often.
 */
export function createProber({ targets, settings, clock, after, report }: ProberOptions): Prober {
  const notes = new Map(targets.map(({ key }) => [key, { failures: 0, notBefore: 0, probedAt: 0 }]));
  const hostPaused = new Map<string, number>();
  let stopped = false;
  let cancel = (): void => {};

  const nextInMs = ({ key, host, waitMs }: ProbeTarget): number | null => {
    const wait = waitMs();
    if (wait === null) return null;
    const notBefore = Math.max(notes.get(key)?.notBefore ?? 0, hostPaused.get(host) ?? 0);
    return Math.max(0, wait, notBefore - clock.now());
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
      Object.assign(note, { failures: 0, notBefore: 0 });
      hostPaused.delete(target.host);
      return;
    }
    const { code } = outcome.error;
    note.failures = free.has(code) ? 0 : note.failures + 1;
    const backoff = Math.min(settings.longestProbeWaitMs, settings.probeAgainMs * 2 ** (note.failures - 1));
    note.notBefore = clock.now() + (free.has(code) ? settings.openMs : backoff);
    if (code === "unreachable") hostPaused.set(target.host, clock.now() + (nextInMs(target) ?? 0));
  };

  /** Who is due, longest waiting first. */
  const due = (): ProbeTarget | undefined =>
    targets
      .filter((target) => nextInMs(target) === 0)
      .toSorted((a, b) => (notes.get(a.key)?.probedAt ?? 0) - (notes.get(b.key)?.probedAt ?? 0))
      .at(0);

  const round = async (): Promise<void> => {
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
