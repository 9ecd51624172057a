import { type ChildProcess, fork } from "node:child_process";
import { failed, type Outcome } from "../../core/failure";
import type { Classes } from "../../core/neural/neural-model";
import type { Clock, Report } from "../../core/ports";
import type { Answer, Job, Progress } from "./job";
import { toOutcome } from "./to-outcome";

export interface PoolSettings {
  /** The file that a process runs. */
  readonly script: string;
  /** Processes at the most; each is started when the others are at work. */
  readonly size: number;
  /** What a process may take longer over its first job: it has to load, or even to fetch, what it reads with. */
  readonly loadMs: number;
  /** After so long without a job all processes end. */
  readonly idleMs: number;
  /** A process that holds more memory after a job is replaced. */
  readonly mostMb: number;
  /** What the first process needs to begin with; where the machine has less to give, none is started. */
  readonly needMb: number;
  /** What the machine has to give. */
  readonly availableMb: () => number;
  /** Settings of the server that a process may see, beside where programs and certificates are. */
  readonly variables: readonly string[];
  /** Jobs that may wait; more are refused at once. */
  readonly mostWaiting: number;
}

/** How the pool is now. */
interface PoolLook {
  readonly processes: number;
  readonly busy: number;
  readonly waiting: number;
  readonly crashes: number;
  /** Whether a process is at its first job, for which it has to load. */
  readonly isLoading: boolean;
  /** Share of the files that is here, from 0 to 1; null while none are fetched, or nobody can say. */
  readonly fetched: number | null;
  /** Of the process that was largest after its last job. */
  readonly rssMb: number | null;
  readonly pids: readonly number[];
}

export interface ProcessPool {
  run(job: Job): Promise<Outcome<Classes>>;
  look(): PoolLook;
  close(): void;
}

/** A job is asked twice: once more elsewhere when the process that had it ended. */
const MOST_ATTEMPTS = 2;
/** So many ends in a row, with no answer between, say that the next process would end too. */
const MOST_CRASHES = 6;
const REST_MS = 30_000;
const LOOK_AGAIN_S = 60;

/** Where programs, certificates and the way out are. */
const everywhere = [
  "PATH",
  "HOME",
  "TMPDIR",
  "LD_LIBRARY_PATH",
  "NODE_EXTRA_CA_CERTS",
  "NODE_USE_ENV_PROXY",
  "HTTPS_PROXY",
  "HTTP_PROXY",
  "NO_PROXY",
];

interface Task {
  readonly job: Job;
  /** Nobody waits for it: it only makes a process load. */
  readonly warms?: boolean;
  attempts: number;
  readonly settle: (outcome: Outcome<Classes>) => void;
}

interface Slot {
  readonly child: ChildProcess;
  task: Task | null;
  timer: NodeJS.Timeout | null;
  rssMb: number | null;
  /** Share of the files that is here, while they are fetched. */
  fetched: number | null;
  /** Set when its end is wanted. */
  retired: boolean;
}

/** Processes that read texts. One that crashes, hangs or grows too large is replaced; what it had in hand is asked once more elsewhere. */
export function createProcessPool(settings: PoolSettings, clock: Pick<Clock, "now">, report: Report): ProcessPool {
  const slots = new Set<Slot>();
  const waiting: Task[] = [];
  let crashes = 0;
  let inARow = 0;
  let latestCrash = 0;
  let latest: Job | null = null;
  let idle: NodeJS.Timeout | null = null;
  let closed = false;

  const hasMemory = (): boolean => settings.availableMb() >= settings.needMb;
  const restS = (): number => (inARow < MOST_CRASHES ? 0 : Math.max(0, latestCrash + REST_MS - clock.now()) / 1000);
  const retire = (slot: Slot): void => {
    slot.retired = true;
    slots.delete(slot);
    slot.child.kill("SIGKILL");
  };
  const sleepWhenIdle = (): void => {
    if (idle !== null) clearTimeout(idle);
    idle = setTimeout(() => {
      for (const slot of [...slots]) if (slot.task === null) retire(slot);
    }, settings.idleMs);
    idle.unref();
  };

  const warmUp = (job: Job): Task => ({
    job: { ...job, texts: ["gm"] },
    warms: true,
    attempts: 0,
    settle: () => undefined,
  });

  /** Null where no process can be started now; that counts as one that ended. */
  const start = (): Slot | null => {
    try {
      return startNow();
    } catch (cause) {
      report("reader_process_not_started", { cause: String(cause) });
      crashes += 1;
      inARow = MOST_CRASHES;
      latestCrash = clock.now();
      return null;
    }
  };
  const startNow = (): Slot => {
    const child = fork(settings.script, [], {
      // A token or an address in the server's settings is not for code that reads files of others.
      env: pick(process.env, [...everywhere, ...settings.variables]),
      execArgv: ["--max-old-space-size=512"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
      serialization: "advanced",
    });
    const slot: Slot = { child, task: null, timer: null, rssMb: null, fetched: null, retired: false };
    slots.add(slot);
    child.on("message", (told: Answer | Progress) => {
      if (!("fetched" in told)) finish(slot, told);
      else if (slot.rssMb === null) slot.fetched = told.fetched;
    });
    child.on("error", () => lose(slot));
    child.on("exit", () => lose(slot));
    child.unref();
    child.channel?.unref();
    return slot;
  };

  const give = (slot: Slot, task: Task): void => {
    slot.task = task;
    task.attempts += 1;
    slot.timer = setTimeout(
      () => {
        report("reader_process_hung", { texts: task.job.texts.length });
        release(slot);
        retire(slot);
        task.settle(failed("timed_out"));
        next();
      },
      task.job.mostMs + (slot.rssMb === null ? settings.loadMs : 0),
    );
    // A process that is gone says so by its exit.
    const { source, texts } = task.job;
    slot.child.send?.({ source, texts }, () => undefined);
    slot.child.ref();
    slot.child.channel?.ref();
  };
  const release = (slot: Slot): void => {
    if (slot.timer !== null) clearTimeout(slot.timer);
    slot.timer = null;
    slot.task = null;
    slot.child.unref();
    slot.child.channel?.unref();
  };

  const finish = (slot: Slot, answer: Answer): void => {
    const { task } = slot;
    if (task === null) return;
    release(slot);
    slot.rssMb = answer.rssMb;
    slot.fetched = null;
    if (!task.warms) inARow = 0;
    if (answer.rssMb > settings.mostMb) {
      report("reader_process_replaced", { rss_mb: Math.round(answer.rssMb), most_mb: settings.mostMb });
      retire(slot);
    }
    task.settle(toOutcome(answer));
    next();
  };

  const lose = (slot: Slot): void => {
    if (slot.retired || !slots.delete(slot)) return;
    const { task } = slot;
    release(slot);
    crashes += 1;
    inARow += 1;
    latestCrash = clock.now();
    report("reader_process_ended", {
      had_work: task !== null,
      exit: slot.child.exitCode,
      signal: slot.child.signalCode,
    });
    if (task !== null) {
      if (task.warms) task.settle(failed("crashed"));
      else if (task.attempts < MOST_ATTEMPTS) waiting.unshift(task);
      else task.settle(failed("crashed"));
    }
    // The pool is whole again, with what was in memory, before anyone asks.
    if (!closed && restS() === 0 && slots.size === 0 && waiting.length === 0 && latest !== null && hasMemory()) {
      const slot = start();
      if (slot !== null) give(slot, warmUp(latest));
    }
    next();
  };

  const next = (): void => {
    sleepWhenIdle();
    while (waiting.length > 0) {
      const rest = restS();
      if (closed || rest > 0) {
        for (const task of waiting.splice(0))
          task.settle(failed(closed ? "cancelled" : "crashed", { retryAfterS: rest }));
        return;
      }
      const free = [...slots].find(({ task }) => task === null);
      const loading = [...slots].some(({ task }) => task?.warms);
      if (!free && (loading || slots.size >= settings.size)) return;
      if (!free && !hasMemory()) {
        // Those that run go on with it alone.
        if (slots.size > 0) return;
        report("reader_process_without_memory", { need_mb: settings.needMb });
        for (const task of waiting.splice(0)) task.settle(failed("no_memory", { retryAfterS: LOOK_AGAIN_S }));
        return;
      }
      const slot = free ?? start();
      const [task] = waiting;
      if (slot === null || !task) continue;
      // A further process loads first: whoever is at work already will be free before it.
      const warmth = free === undefined && slots.size > 1 ? warmUp(task.job) : waiting.shift();
      if (warmth) give(slot, warmth);
    }
  };

  return {
    run(job) {
      if (waiting.length >= settings.mostWaiting) return Promise.resolve(failed("busy"));
      latest = job;
      return new Promise((settle) => {
        waiting.push({ job, attempts: 0, settle });
        next();
      });
    },
    look: () => ({
      processes: slots.size,
      busy: [...slots].filter(({ task }) => task !== null).length,
      waiting: waiting.length,
      crashes,
      isLoading: [...slots].some(({ task, rssMb }) => task !== null && rssMb === null),
      fetched: [...slots].find(({ fetched }) => fetched !== null)?.fetched ?? null,
      rssMb: [...slots].reduce<number | null>(
        (most, { rssMb }) => (rssMb === null ? most : Math.max(most ?? 0, rssMb)),
        null,
      ),
      pids: [...slots].flatMap(({ child }) => child.pid ?? []),
    }),
    close() {
      closed = true;
      if (idle !== null) clearTimeout(idle);
      for (const slot of [...slots]) {
        slot.task?.settle(failed("cancelled"));
        release(slot);
        retire(slot);
      }
      next();
    },
  };
}

const pick = ({ NODE_ENV, ...from }: NodeJS.ProcessEnv, names: readonly string[]): NodeJS.ProcessEnv => ({
  NODE_ENV,
  ...Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]]))),
});
