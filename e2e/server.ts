import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "../scripts/lib/serve-copy.mjs";

/** Starts one more server from the standalone copy, with settings and a data folder of its own, on a free loopback port. */
export async function startServer(env: Record<string, string> = {}) {
  const folder = process.env.STANDALONE_COPY;
  if (folder === undefined) throw new Error("STANDALONE_COPY is not set; run the tests with npm run e2e.");
  const data = mkdtempSync(join(tmpdir(), "barometer-data-"));
  const server = await serve(folder, { DATA_DIR: data, USE_HF_DATASETS: "false", ...env });
  return {
    ...server,
    async stop() {
      const code = await server.stop();
      rmSync(data, { recursive: true, force: true });
      return code;
    },
  };
}

export type Server = Awaited<ReturnType<typeof startServer>>;

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
