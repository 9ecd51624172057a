import type { WorkerPort } from "./create-worker-link";

export const spawnWorker = (): WorkerPort =>
  new Worker(new URL("../sentiment.worker.ts", import.meta.url), { type: "module", name: "sentiment" });
