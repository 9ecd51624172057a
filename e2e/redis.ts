import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";

const PROGRAM = "redis-server";

export interface Redis {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Whether this machine has a Redis to test with. */
export const hasRedis = (): boolean => spawnSync(PROGRAM, ["--version"]).status === 0;

/** Starts a Redis on loopback that writes nothing to disk; on the port of an earlier one where one is given. */
export async function startRedis(port?: number): Promise<Redis> {
  const place = port ?? (await freePort());
  const args = ["--port", String(place), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
  const child = spawn(PROGRAM, args, { stdio: ["ignore", "pipe", "ignore"] });
  await ready(child);
  return {
    url: `redis://127.0.0.1:${place}`,
    port: place,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

function ready(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on("data", (data: Buffer) => {
      if (data.toString().includes("Ready to accept connections")) resolve();
    });
    child.once("error", reject);
    child.once("exit", () => reject(new Error("redis-server ended before it was ready.")));
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
