import { Agent, request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openGradio } from "../gradio/open-gradio";

let app: Awaited<ReturnType<typeof openGradio>>;
beforeAll(async () => {
  app = await openGradio({ EMBEDDED_MODEL: "off" });
}, 60_000);
afterAll(() => app.close());

interface Reply {
  readonly status: number | undefined;
  readonly connection: string | undefined;
}

/** By one connection, as long as it is kept. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const ask = (path: string, body?: Buffer): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(app.url);
    const headers = body ? { "content-type": "application/json", "content-length": body.length } : {};
    const sent = request({ agent, hostname, port, path, method: body ? "POST" : "GET", headers }, (response) => {
      response.resume();
      response.on("end", () => resolve({ status: response.statusCode, connection: response.headers.connection }));
    });
    sent.on("error", reject);
    sent.end(body);
  });

// What is left of them fits into the buffers of the system: the client takes them for sent, and the connection for free.
it.each([300_000, 800_000, 3_000_000])(
  "a refused body of %i bytes does not stand before the next request",
  async (size) => {
    const body = Buffer.alloc(size, 97);
    const took: number[] = [];
    for (let at = 0; at < 4; at += 1) {
      const started = performance.now();
      expect(await ask("/api/ai/sentiment", body)).toMatchObject({ status: 413 });
      expect(await ask("/api/ai/sentiment/quick?text=up")).toEqual({ status: 200, connection: "keep-alive" });
      took.push(performance.now() - started);
    }
    console.info(`${size} bytes: ${took.map(Math.round).join(", ")} ms`);
    expect(Math.max(...took)).toBeLessThan(4_000);
  },
  60_000,
);

it("a body that was read keeps its connection", async () => {
  const body = Buffer.from(JSON.stringify({ text: "up" }));
  expect(await ask("/api/ai/sentiment", body)).toEqual({ status: 200, connection: "keep-alive" });
});
