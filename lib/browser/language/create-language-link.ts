import type { GuessLanguage, LanguageGuess } from "../../core/language/to-guess";

export interface LanguageQuestion {
  readonly id: number;
  readonly words: string;
}

export interface LanguageAnswer {
  readonly id: number;
  readonly guess: LanguageGuess | null;
  /** What the worker runs on, with its first answer: to be kept for a visit without a network. */
  readonly scripts?: readonly string[];
}

/** What is needed of a worker; tests bring their own. */
export interface LanguagePort extends Pick<Worker, "postMessage" | "terminate"> {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}

/** A verdict does not wait longer: for the library, which comes over the network once, or for its answer. */
const PATIENCE_MS = 3_000;
/** A library that could not come is left alone for so long. */
const REST_MS = 10_000;
/** Each text that waits is a text on a screen or in a run. */
const MOST_WAITING = 100;

/**
 * Asks a library in a worker, which is started with the first question: its tables would hold the page up for a tenth of a second, on
 * a phone for half. Whoever comes while it is late, out of reach or overrun gets null at once.
 */
export function createLanguageLink(options: {
  readonly spawn: () => LanguagePort;
  readonly now: () => number;
  readonly onScripts: (scripts: readonly string[]) => void;
}): GuessLanguage {
  const { spawn, now, onScripts } = options;
  const pending = new Map<number, (guess: LanguageGuess | null) => void>();
  let worker: LanguagePort | null = null;
  let latest = 0;
  let ready = false;
  let spawnedAt = 0;
  let restUntil = Number.NEGATIVE_INFINITY;

  const drop = (): void => {
    worker?.terminate();
    worker = null;
    ready = false;
    restUntil = now() + REST_MS;
    for (const settle of [...pending.values()]) settle(null);
  };
  const start = (): LanguagePort => {
    const started = spawn();
    started.onmessage = ({ data }: MessageEvent<LanguageAnswer>) => {
      ready = true;
      if (data.scripts) onScripts(data.scripts);
      pending.get(data.id)?.(data.guess);
    };
    started.onerror = (event) => {
      event?.preventDefault?.();
      drop();
    };
    spawnedAt = now();
    return started;
  };

  return (words) => {
    if (now() < restUntil || pending.size >= MOST_WAITING) return null;
    try {
      worker ??= start();
    } catch {
      // A frame of another site may start none.
      drop();
      return null;
    }
    const ms = (ready ? 0 : spawnedAt - now()) + PATIENCE_MS;
    const port = worker;
    return new Promise((resolve) => {
      latest += 1;
      const id = latest;
      const settle = (guess: LanguageGuess | null): void => {
        clearTimeout(timer);
        pending.delete(id);
        resolve(guess);
      };
      const timer = setTimeout(settle, Math.max(0, ms), null);
      pending.set(id, settle);
      port.postMessage({ id, words } satisfies LanguageQuestion);
    });
  };
}
