import { emptySheet, type Sheet } from "./sheet";

/**
 * The name under which a slot counts something, where functions, models and manners are not told apart, nor why an engine failed; null: a slot
 * does not tell it. Without this a window of thirty days would be hundreds of thousands of names.
 */
export function foldName(name: string): string | null {
  const first = name.indexOf("/");
  const last = name.lastIndexOf("/");
  const code = name.slice(last + 1);
  const head = name.slice(0, last);
  switch (name.slice(0, first)) {
    case "call":
      return `call/all/${code}`;
    case "attempt":
      return code === "answered" ? "attempt/all/answered" : "attempt/all/failed";
    case "retry":
      return "retry/all";
    case "ask":
      return code === "ok" ? name : `${head}/failed`;
    case "text":
    case "without":
      return `${head}/all`;
    case "cache":
    case "shed":
      return name;
    default:
      return null;
  }
}

/** The same of times: those of engines, and samples. */
export const foldTime = (name: string): string | null =>
  name.startsWith("ask/") || name.startsWith("gauge/") ? name : null;

/** The sum of sheets as a slot tells it. What is folded already stays as it is. */
export function foldSheets(sheets: Iterable<Sheet>): Sheet {
  const sum = emptySheet();
  for (const { counts, times } of sheets) {
    for (const [name, count] of Object.entries(counts)) addOne(sum.counts, foldName(name), count);
    for (const [name, buckets] of Object.entries(times)) {
      if (foldTime(name) === null) continue;
      sum.times[name] ??= {};
      for (const [bucket, count] of Object.entries(buckets)) addOne(sum.times[name], bucket, count);
    }
  }
  return sum;
}

function addOne(sums: Record<string, number>, name: string | null, count: number): void {
  if (name !== null) sums[name] = (sums[name] ?? 0) + count;
}
