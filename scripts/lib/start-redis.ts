import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { freePort } from "./free-port.mjs";

const PROGRAM = "redis-server";
const TRIES = 4;

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** Sends a signal to the server, and to no other process. */
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Whether this machine has a Redis to test against. */
export const hasRedis = (): boolean => spawnSync(PROGRAM, ["--version"]).status === 0;

/** A real Redis of our own, on a port of loopback, that writes nothing to disk. */
export async function startRedis(options: { port?: number; password?: string } = {}): Promise<RedisServer> {
  const password = options.password === undefined ? [] : ["--requirepass", options.password];
  // Somebody else may take the port in between.
  for (let tries = 1; ; tries += 1) {
    const port = options.port ?? (await freePort());
    const place = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    const child = spawn(PROGRAM, [...place, ...password], { stdio: ["ignore", "pipe", "ignore"] });
    try {
      await ready(child);
      return handleOf(child, port);
    } catch (error) {
      if (tries === TRIES) throw error;
      await setTimeout(300);
    }
  }
}

function handleOf(child: ChildProcess, port: number): RedisServer {
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    signal: (name) => {
      child.kill(name);
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stdout?.on("data", (data: Buffer) => {
      said += data.toString();
      if (said.includes("Ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error(`redis-server ended before it was ready:\n${said}`)));
  });
}
