import type { IncomingMessage, ServerResponse } from "node:http";

/** As long as a refused body is still read (see `leave-body.ts`). */
const LINGER_MS = 1_000;

/**
 * Makes the connection end after this answer, for a request whose body was not read to its end: what is left of it would stand before
 * the next request for ever. The answer goes out, then our half is closed, and after a second the whole: to close it at once would reset
 * the connection, and the reset can overtake the answer.
 */
export function closeGently({ socket }: IncomingMessage, response: ServerResponse): void {
  response.setHeader("connection", "close");
  // The server calls it once such an answer is written.
  socket.destroySoon = () => {
    socket.end();
    const end = setTimeout(() => socket.destroy(), LINGER_MS);
    socket.once("close", () => clearTimeout(end));
  };
}
