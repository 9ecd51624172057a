import { createHash } from "node:crypto";
import { cutChunks } from "../../core/jobs/cut-chunks";
import type { NewJob } from "../../core/jobs/jobs";
import { pack } from "./pack";

export interface PackedJob {
  /** Where chunks begin, and behind them how many texts there are. */
  readonly starts: readonly number[];
  /** The texts of each chunk. */
  readonly packs: readonly Buffer[];
  readonly bytes: number;
  /** The same for the same texts and options, and for no others. */
  readonly fingerprint: string;
  /** The client's key as it is kept: its own words stay its own. */
  readonly keyHash: string | null;
}

/** Cuts the texts of a job into chunks and packs them, with pauses in which others have their turn. */
export async function packJob({ texts, options, key }: NewJob): Promise<PackedJob> {
  const starts = cutChunks(texts);
  const hash = createHash("sha256").update(JSON.stringify(options));
  const packs: Buffer[] = [];
  for (const [index, from] of starts.slice(0, -1).entries()) {
    const some = texts.slice(from, starts[index + 1]);
    hash.update(JSON.stringify(some));
    packs.push(await pack(some));
  }
  return {
    starts,
    packs,
    bytes: packs.reduce((sum, { length }) => sum + length, 0),
    fingerprint: hash.digest("base64url"),
    keyHash: key === undefined ? null : createHash("sha256").update(key).digest("base64url"),
  };
}
