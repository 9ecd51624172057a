import type { Exchange } from "./types";

const KINDS: Readonly<Record<string, string>> = { models: "model", datasets: "dataset", spaces: "space" };

/** The kind and the `owner/name` that an address speaks of, or a stand-in where it speaks of none. */
export function repoOf({ segments }: Pick<Exchange, "segments">): { readonly kind: string; readonly id: string } {
  const at = segments.findIndex((part) => Object.hasOwn(KINDS, part));
  const kind = KINDS[segments[at] ?? ""] ?? "model";
  // Only the files of a model lie under its bare name.
  if (at < 0 && segments[2] !== "resolve" && segments[2] !== "raw") return { kind, id: "unknown" };
  const [owner, name] = segments.slice(at + 1);
  return { kind, id: owner === undefined ? "unknown" : name === undefined ? owner : `${owner}/${name}` };
}
