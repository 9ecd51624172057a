import { connect, type Socket } from "node:net";

export interface Lean {
  readonly status: number;
  readonly ms: number;
  readonly saysWhen: boolean;
}

/** A connection, and the request that is on its way on it. */
interface Line {
  readonly socket: Socket;
  got: string;
  started: number;
  resolve: ((answer: Lean) => void) | null;
}

/** Opened at once, more than a listener's queue holds are lost for seconds. */
const OPENED_AT_ONCE = 100;

/**
 * A client that costs next to nothing, so that what is timed is the server: bytes over sockets that are kept, one request on each at a
 * time. Status 0 is a broken connection; `saysWhen`: the answer has a Retry-After.
 */
export function leanClient(port: number) {
  const idle: Line[] = [];
  const all = new Set<Line>();

  const end = (line: Line, status: number): void => {
    const { resolve, started, got } = line;
    line.resolve = null;
    line.got = "";
    if (status === 0) all.delete(line);
    else idle.push(line);
    resolve?.({ status, ms: performance.now() - started, saysWhen: got.includes("\r\nretry-after: ") });
  };

  const open = (): Line => {
    const socket = connect(port, "127.0.0.1").setNoDelay().setEncoding("latin1");
    const line: Line = { socket, got: "", started: 0, resolve: null };
    all.add(line);
    socket.on("data", (chunk: string) => {
      line.got = line.got === "" ? chunk : line.got + chunk;
      if (isWhole(line.got)) end(line, Number(line.got.slice(9, 12)));
    });
    // What the server closes while it is idle is gone; "close" follows each error.
    socket.on("error", () => undefined);
    socket.on("close", () => {
      if (line.resolve) end(line, 0);
      all.delete(line);
    });
    return line;
  };

  /** By turns: one that nobody uses for five seconds the server closes, perhaps in the moment in which it is written to. */
  const takeIdle = (): Line | undefined => {
    for (let line = idle.shift(); line; line = idle.shift()) if (line.socket.writable) return line;
    return undefined;
  };

  const exchange = (bytes: string): Promise<Lean> =>
    new Promise((resolve) => {
      const line = takeIdle() ?? open();
      line.started = performance.now();
      line.resolve = resolve;
      line.socket.write(bytes);
    });

  const openNow = (): Promise<void> =>
    new Promise((resolve) => {
      const line = open();
      line.socket.once("close", () => resolve());
      line.socket.once("connect", () => {
        idle.push(line);
        resolve();
      });
    });

  return {
    post(path: string, body: unknown): Promise<Lean> {
      const json = JSON.stringify(body);
      const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n`;
      return exchange(head + json);
    },
    get: (path: string): Promise<Lean> => exchange(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`),
    /** Opens so many connections more. */
    async connect(count: number): Promise<void> {
      for (let at = 0; at < count; at += OPENED_AT_ONCE) {
        await Promise.all(Array.from({ length: Math.min(OPENED_AT_ONCE, count - at) }, openNow));
      }
    },
    isFree: (): boolean => idle.length > 0,
    close(): void {
      for (const { socket } of all) socket.destroy();
    },
  };
}

/** By its length, or by the last chunk. */
function isWhole(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  if (head === -1) return false;
  const at = answer.indexOf("\r\ncontent-length: ");
  if (at === -1 || at > head) return answer.endsWith("\r\n0\r\n\r\n");
  return answer.length - head - 4 >= Number.parseInt(answer.slice(at + 18), 10);
}
