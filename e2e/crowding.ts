import { spawnSync } from "node:child_process";
import { availableParallelism, loadavg } from "node:os";

/** A machine on which more wants to run than it has cores for takes so many times as long. */
export const crowding = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());

/** A machine on which an empty process of Node takes so many milliseconds has to start a server within its bound. */
const EMPTY_PROCESS_MS = 60;

/** How much longer than there an empty process of Node takes here and now, at least 1; the best of five. */
export function slowness(): number {
  const times = Array.from({ length: 5 }, () => {
    const began = performance.now();
    spawnSync(process.execPath, ["-e", "0"]);
    return performance.now() - began;
  });
  return Math.max(1, Math.min(...times) / EMPTY_PROCESS_MS);
}
