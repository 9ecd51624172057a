import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";

/** A fault as the double takes it: its kind, where it strikes, and the rest of that kind. */
interface Fault {
  readonly kind: string;
  readonly path?: string;
  readonly [more: string]: unknown;
}

export interface Double {
  /** The settings that point a server at it. */
  readonly env: Readonly<Record<string, string>>;
  setFault(fault: Fault): Promise<void>;
  /** Takes all faults back; the log stays. */
  clearFaults(): Promise<void>;
  /** How many calls came to a model since the last reset. */
  calls(): Promise<number>;
  /** Forgets faults and the log. */
  reset(): Promise<void>;
  stop(): Promise<void>;
  kill(): Promise<void>;
  readonly port: number;
}

interface DoubleOptions {
  readonly port?: number;
  /** When its candles end, in milliseconds since the epoch; now, where nothing is said. */
  readonly now?: number;
}

/** A port that was left may be another connection's for a moment, of those that this machine opens all the time. */
const TRIES = 10;
const AGAIN_MS = 500;

/** Starts the double of Hugging Face as a process of its own: these tests know it only by its addresses. */
export async function startDouble(options: DoubleOptions = {}): Promise<Double> {
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const double = await tryDouble(options);
    if (double) return double;
    await wait(AGAIN_MS);
  }
  throw new Error("The double did not start.");
}

async function tryDouble(options: DoubleOptions): Promise<Double | null> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/hf-double/main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, PORT: String(options.port ?? 0), NOW: String(options.now ?? Date.now()) },
  });
  const env: Record<string, string> = {};
  let origin = "";
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^(HF_\w+_ORIGIN)=(\S+)$/.exec(line) ?? [];
    if (name && value) env[name] = value;
    origin = /^One origin for all of them: (\S+)/.exec(line)?.[1] ?? origin;
    if (line.startsWith("Requests:")) break;
  }
  if (origin === "") return null;
  const tell = async (room: string, body: object): Promise<void> => {
    const answer = await fetch(`${origin}/__double/${room}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`The double refused ${room}: ${await answer.text()}`);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    env,
    setFault: (fault) => tell("faults", fault),
    async clearFaults() {
      const answer = await fetch(`${origin}/__double/faults`, { method: "DELETE" });
      if (!answer.ok) throw new Error(`The double refused: ${await answer.text()}`);
    },
    async calls() {
      const answer = await fetch(`${origin}/__double/requests`);
      const { counts } = (await answer.json()) as { counts: Readonly<Record<string, number>> };
      const asked = Object.entries(counts).filter(([place]) => place.includes("/hf-inference/models/"));
      return asked.reduce((sum, [, count]) => sum + count, 0);
    },
    reset: () => tell("reset", {}),
    stop: () => end("SIGTERM"),
    kill: () => end("SIGKILL"),
    port: Number(new URL(origin).port),
  };
}
