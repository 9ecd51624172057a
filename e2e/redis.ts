import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

/** Whether this machine has a Redis to test against. */
export const hasRedis = (): boolean => spawnSync("redis-server", ["--version"]).status === 0;

export interface Redis {
  readonly url: string;
  stop(): Promise<void>;
}

/** A real Redis of our own on loopback, which writes nothing to disk. */
export async function startRedis(port: number): Promise<Redis> {
  const place = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child: ChildProcess = spawn("redis-server", place, { stdio: ["ignore", "pipe", "ignore"] });
  for await (const data of child.stdout ?? []) if (String(data).includes("Ready to accept connections")) break;
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGKILL");
      await once(child, "exit");
    },
  };
}
