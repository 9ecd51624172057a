import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";

export interface Server {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  stop(): Promise<number | null>;
}

/** Starts one more server from the standalone copy, with settings of its own, on a free loopback port. */
export async function startServer(env: Record<string, string> = {}): Promise<Server> {
  const folder = process.env.STANDALONE_COPY;
  if (folder === undefined) throw new Error("STANDALONE_COPY is not set; run the tests with npm run e2e.");
  const port = await freePort();
  const child = spawn(process.execPath, ["server.js"], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? "",
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      ...env,
      PORT: String(port),
      HOSTNAME: "127.0.0.1",
    },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
    const answer = await fetch(`${url}/api/ai/health`).catch(() => undefined);
    if (answer?.ok && child.pid !== undefined) return { url, port, pid: child.pid, stop: () => stop(child) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill("SIGKILL");
  throw new Error(`The server did not start; it ended with ${child.exitCode}.`);
}

function stop(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.kill("SIGTERM");
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** Resident memory of a process, in megabytes. */
export function residentMb(pid: number): number {
  const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kb) / 1024;
}

export interface RawAnswer {
  readonly text: string;
  /** Bytes that had left this side when the first byte of the answer came. */
  readonly sent: number;
  /** Bytes that had left when the connection closed. */
  readonly total: number;
  readonly firstByteMs: number;
}

/** Sends bytes over a bare socket until all are sent or the server closes, and gives the answer as it came. */
export function sendRaw(port: number, head: string, chunks: Iterable<Buffer | string>): Promise<RawAnswer> {
  return new Promise((resolve) => {
    const started = performance.now();
    const answer = { text: "", sent: 0, firstByteMs: Number.NaN };
    const socket = connect(port, "127.0.0.1");
    const iterator = chunks[Symbol.iterator]();
    let answeredAt = -1;
    const pump = (): void => {
      for (let next = iterator.next(); !next.done; next = iterator.next()) {
        answer.sent += next.value.length;
        if (!socket.write(next.value)) {
          socket.once("drain", pump);
          return;
        }
      }
    };
    socket.on("data", (data) => {
      if (answeredAt === -1) {
        answeredAt = answer.sent;
        answer.firstByteMs = performance.now() - started;
      }
      answer.text += data;
    });
    // A server that stops listening in the middle of a body resets the connection; the answer came before.
    socket.on("error", () => {});
    socket.on("close", () =>
      resolve({ ...answer, total: answer.sent, sent: answeredAt === -1 ? answer.sent : answeredAt }),
    );
    socket.write(head);
    pump();
  });
}
