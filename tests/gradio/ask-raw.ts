import { connect, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** Requests as a client writes them by hand. */
export const postJson = (url: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });

interface Frame {
  readonly msg: string;
  readonly event_id: string | null;
  readonly output?: unknown;
  readonly [more: string]: unknown;
}

/** A session's stream, frame by frame. `raw` is all that came, as it came. */
export async function openFrames(url: string, hash: string) {
  const leave = new AbortController();
  const response = await fetch(`${url}/gradio_api/queue/data?session_hash=${hash}`, { signal: leave.signal });
  const seen = { raw: "", frames: [] as Frame[], isOver: false };
  const listeners = new Set<() => void>();
  const told = (): void => {
    for (const listener of listeners) listener();
  };
  const over = (async () => {
    const decoder = new TextDecoder();
    let held = "";
    try {
      for await (const chunk of response.body ?? []) {
        const text = decoder.decode(chunk, { stream: true });
        seen.raw += text;
        held += text;
        const parts = held.split("\n\n");
        held = parts.pop() ?? "";
        for (const part of parts) seen.frames.push(JSON.parse(part.replace(/^data: /, "")));
        told();
      }
    } catch {
      // It was left, or broken off.
    }
    seen.isOver = true;
    told();
  })();
  return {
    response,
    seen,
    over,
    leave: () => leave.abort(),
    /** Waits for a frame that fits. */
    until: (fits: (frame: Frame) => boolean, ms = 10_000): Promise<Frame> =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not within ${ms} ms: ${seen.raw.slice(-500)}`)), ms);
        const look = (): void => {
          const found = seen.frames.find(fits);
          if (!found) return;
          clearTimeout(timer);
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
      }),
  };
}

/** Stands before a server as a slow line does: what clients hear comes late by so many milliseconds, each connection by its own. */
export async function openSlowLine(url: string, lateMs: () => number) {
  const { hostname, port } = new URL(url);
  const sockets = new Set<{ destroy(): void }>();
  const line = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let inOrder = Promise.resolve();
    sockets.add(client);
    sockets.add(upstream);
    client.on("data", (bytes) => upstream.write(bytes));
    let due = 0;
    upstream.on("data", (bytes) => {
      // Late, but in its order.
      due = Math.max(due, performance.now() + lateMs());
      const turn = inOrder.then(() => wait(Math.max(0, due - performance.now())));
      inOrder = turn.then(() => void (client.destroyed || client.write(bytes)));
    });
    const end = (): void => {
      upstream.destroy();
      client.destroy();
      sockets.delete(client);
      sockets.delete(upstream);
    };
    client.on("close", end).on("error", end);
    upstream.on("close", () => setTimeout(end, 500)).on("error", end);
  });
  await new Promise<void>((done) => line.listen(0, "127.0.0.1", done));
  const address = line.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => line.close(done));
    },
  };
}
