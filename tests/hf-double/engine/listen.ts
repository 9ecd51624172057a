import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type Listener, listeners, type Origins } from "./types";

const HOST = "127.0.0.1";

export interface Sockets {
  readonly open: number;
  /** Most that were open at once. */
  readonly peak: number;
  readonly accepted: number;
}

export interface Listening {
  readonly origins: Origins;
  sockets(listener: Listener): Sockets;
  /** Closes every port and every socket at once. */
  close(): Promise<void>;
}

export interface ListenOptions {
  /** First of five ports in a row; 0 takes free ones. */
  readonly port: number;
  readonly maxSockets: number;
  /** True: the connection is reset before a byte is read. */
  refuses(listener: Listener): boolean;
  handle(request: IncomingMessage, response: ServerResponse, listener: Listener): void;
}

/** Opens one loopback port for each listener. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const open = new Set<Socket>();
  const doors = listeners.map((listener, index) => {
    const seen = { open: 0, peak: 0, accepted: 0 };
    const server = createServer((request, response) => options.handle(request, response, listener));
    server.maxConnections = options.maxSockets;
    server.on("connection", (socket) => {
      if (options.refuses(listener)) {
        socket.resetAndDestroy();
        return;
      }
      open.add(socket);
      seen.open += 1;
      seen.accepted += 1;
      seen.peak = Math.max(seen.peak, seen.open);
      socket.on("error", () => socket.destroy());
      socket.once("close", () => {
        open.delete(socket);
        seen.open -= 1;
      });
    });
    const ready = new Promise<string>((resolve, reject) => {
      server.once("error", reject);
      server.listen(options.port === 0 ? 0 : options.port + index, HOST, () =>
        // A TCP server that listens has an address with a port.
        resolve(`http://${HOST}:${(server.address() as AddressInfo).port}`),
      );
    });
    return { listener, server, seen, ready };
  });

  const close = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await Promise.all(doors.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve()))));
  };

  const settled = await Promise.allSettled(doors.map(({ ready }) => ready));
  const failed = settled.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  const pairs = settled.map((result, index) => [listeners[index], result.status === "fulfilled" ? result.value : ""]);
  return {
    // One origin for each listener, in the order of the list.
    origins: Object.fromEntries(pairs) as Origins,
    sockets: (listener) => ({
      open: 0,
      peak: 0,
      accepted: 0,
      ...doors.find((door) => door.listener === listener)?.seen,
    }),
    close,
  };
}
