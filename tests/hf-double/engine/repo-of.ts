import type { Exchange } from "./types";

/** The `owner/name` that an address speaks of, or a stand-in where it speaks of none. */
export function repoOf({ segments }: Exchange): string {
  const at = segments.findIndex((part) => part === "models" || part === "datasets" || part === "spaces");
  const [owner, name] = segments.slice(at + 1);
  return owner === undefined ? "unknown" : name === undefined ? owner : `${owner}/${name}`;
}
