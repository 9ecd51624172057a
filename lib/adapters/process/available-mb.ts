import { readFileSync } from "node:fs";
import { totalmem } from "node:os";

const MB = 2 ** 20;

/** Memory that this machine, or the container that it runs in, can still give, in megabytes. */
export function availableMb(): number {
  const limit = process.constrainedMemory() ?? 0;
  const isContained = limit > 0 && limit < totalmem();
  // Of a container's use the part that only remembers files is given back when it is needed.
  return (process.availableMemory() + (isContained ? forgettable() : 0)) / MB;
}

function forgettable(): number {
  try {
    return Number(/^inactive_file (\d+)$/m.exec(readFileSync("/sys/fs/cgroup/memory.stat", "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
