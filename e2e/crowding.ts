import { availableParallelism, loadavg } from "node:os";

/** A machine on which more wants to run than it has cores for takes so many times as long. */
export const crowding = (): number => Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
