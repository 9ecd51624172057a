import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface FeedServer {
  /** `127.0.0.1:port`. */
  readonly host: string;
  readonly origin: string;
  /** Requests that came, the first first. */
  readonly requests: IncomingMessage[];
  /** Sockets that were opened to it. */
  sockets(): number;
  close(): Promise<void>;
}

/** A server on loopback whose answers a test decides. */
export async function startFeedServer(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<FeedServer> {
  const requests: IncomingMessage[] = [];
  let sockets = 0;
  const server = createServer((request, response) => {
    requests.push(request);
    response.on("error", () => {});
    answer(request, response);
  });
  server.on("connection", () => {
    sockets++;
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  // Listening on a port, so it is no path of a pipe.
  const { port } = server.address() as AddressInfo;
  return {
    host: `127.0.0.1:${port}`,
    origin: `http://127.0.0.1:${port}`,
    requests,
    sockets: () => sockets,
    close: () =>
      new Promise((ended) => {
        server.close(() => ended());
        server.closeAllConnections();
      }),
  };
}
