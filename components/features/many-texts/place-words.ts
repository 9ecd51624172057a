import type { Run } from "./run-store";

/** Who reads, and why it is not the server; or why nobody could. */
export function placeWords({ by, fallback, failure }: Pick<Run, "by" | "fallback" | "failure">): string {
  if (failure !== null) return failure;
  if (by === "both") return "read on the server and, where it failed, in this browser";
  if (by === "server") return "read on the server";
  return fallback === null ? (by === null ? "" : "read in this browser") : `${fallback} Read in this browser instead.`;
}
