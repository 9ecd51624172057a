import { connect, type Socket } from "node:net";

export interface Lean {
  readonly status: number;
  readonly ms: number;
  readonly saysWhen: boolean;
}

/**
 * A client that costs next to nothing, so that what is timed is the server: bytes over sockets that are kept, one request on each at a
 * time. Status 0 is a broken connection; `saysWhen`: the answer has a Retry-After.
 */
export function leanClient(port: number) {
  const idle: Socket[] = [];
  const all = new Set<Socket>();

  const post = (path: string, body: unknown): Promise<Lean> => {
    const json = JSON.stringify(body);
    const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(json)}\r\n\r\n`;
    return exchange(head + json);
  };
  const get = (path: string): Promise<Lean> => exchange(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);

  const exchange = (bytes: string): Promise<Lean> =>
    new Promise((resolve) => {
      const started = performance.now();
      const socket = takeIdle() ?? open();
      let got = "";
      const end = (status: number): void => {
        socket.removeAllListeners();
        socket.on("error", () => undefined);
        if (status === 0) {
          all.delete(socket);
          socket.destroy();
        } else idle.push(socket);
        resolve({ status, ms: performance.now() - started, saysWhen: /\r\nretry-after: \d/i.test(got) });
      };
      socket.on("data", (chunk: string) => {
        got += chunk;
        if (isWhole(got)) end(Number(got.slice(9, 12)));
      });
      socket.on("error", () => end(0));
      socket.on("close", () => end(0));
      socket.write(bytes);
    });

  /** Those that the server has closed meanwhile are of no use. */
  const takeIdle = (): Socket | undefined => {
    for (let socket = idle.pop(); socket; socket = idle.pop()) if (!socket.destroyed && socket.writable) return socket;
    return undefined;
  };

  const open = (): Socket => {
    const socket = connect(port, "127.0.0.1").setNoDelay().setEncoding("latin1");
    all.add(socket);
    return socket;
  };

  const openNow = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = open();
      socket.on("error", () => undefined);
      socket.once("connect", () => {
        idle.push(socket);
        resolve();
      });
      socket.once("error", () => resolve());
    });

  return {
    post,
    get,
    /** Opens so many connections, a hundred at a time: more at once than a listener's queue holds are lost for seconds. */
    async connect(count: number): Promise<void> {
      for (let at = 0; at < count; at += 100) {
        await Promise.all(Array.from({ length: Math.min(100, count - at) }, openNow));
      }
    },
    isFree: (): boolean => idle.length > 0,
    close(): void {
      for (const socket of all) socket.destroy();
    },
  };
}

/** By its length, or by the last chunk. */
function isWhole(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  if (head === -1) return false;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(answer.slice(0, head + 2))?.[1];
  return length === undefined ? answer.endsWith("\r\n0\r\n\r\n") : answer.length - head - 4 >= Number(length);
}
