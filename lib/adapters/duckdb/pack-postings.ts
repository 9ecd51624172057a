/** Two characters each, neither of them zero: how far from the portion's first version, and how much the word counts there. */
export const packPosting = (offset: number, weight: number): string => String.fromCharCode(offset + 1, weight);

/** Gives each version and weight to `see`. */
export function unpackPostings(packed: string, first: number, see: (seq: number, weight: number) => void): void {
  for (let at = 0; at + 1 < packed.length; at += 2) see(first + packed.charCodeAt(at) - 1, packed.charCodeAt(at + 1));
}
