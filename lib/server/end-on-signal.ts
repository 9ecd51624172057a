import type { Server } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Container } from "./container-shape";
import type { Gatekeeper } from "./edge/admit-requests";

/** What is under way may take so long; then it is told to come back. */
const FINISH_MS = 8_000;
const LOOK_EVERY_MS = 50;
/** For what must outlive the process; what waits longer for a store that is gone is left. */
const CLOSE_MS = 1_500;
/** For the last answers to leave. */
const FLUSH_MS = 200;

export interface Door {
  readonly server: Server;
  readonly gatekeeper: Gatekeeper;
}

/**
 * Ends the process in order when it is told to: nobody new is let in, who is inside gets an answer, what must outlive the process is
 * written. Exit code 0 after SIGTERM, 130 after SIGINT. A second signal ends it at once. `door` is null until the first request.
 */
export function endOnSignal(container: Container, door: () => Door | null): void {
  let ending = false;
  const end = async (signal: "SIGTERM" | "SIGINT"): Promise<void> => {
    const code = signal === "SIGTERM" ? 0 : 130;
    if (ending) process.exit(code);
    ending = true;
    container.readiness.drain();
    container.admission.close();
    container.overview.live.close();
    container.gradio.drain();
    container.logger.info("ending", { signal, ...container.admission.look() });
    try {
      const open = door();
      if (open !== null) await letFinish(open);
      await Promise.race([container.close(signal), wait(CLOSE_MS)]);
    } finally {
      process.exit(code);
    }
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    // The framework's own handlers would wait for ever, and exit as if the signal had killed the process.
    process.removeAllListeners(signal);
    process.on(signal, () => void end(signal));
  }
}

async function letFinish({ server, gatekeeper }: Door): Promise<void> {
  const until = performance.now() + FINISH_MS;
  server.close();
  while (gatekeeper.open() > 0 && performance.now() < until) {
    server.closeIdleConnections();
    await wait(LOOK_EVERY_MS);
  }
  if (gatekeeper.open() > 0) {
    gatekeeper.giveUp();
    await wait(FLUSH_MS);
  }
  server.closeAllConnections();
}
