import type { Result } from "../errors";

/** Bounds of what clients may leave here. Bytes are counted in 10^6. */
export interface UploadLimits {
  readonly mostFileBytes: number;
  /** Of one request. */
  readonly mostFiles: number;
  readonly mostHeld: number;
  readonly mostHeldBytes: number;
  /** Share of one client. */
  readonly mostOfClient: number;
  readonly mostBytesOfClient: number;
  /** Milliseconds for which a file is kept. */
  readonly keptMs: number;
}

export const uploadLimits: UploadLimits = {
  mostFileBytes: 10_000_000,
  mostFiles: 4,
  mostHeld: 200,
  mostHeldBytes: 200_000_000,
  mostOfClient: 50,
  mostBytesOfClient: 50_000_000,
  keptMs: 3_600_000,
};

/** A file that a client sends. */
export interface FreshFile {
  /** As the client wrote it: any characters at all. */
  readonly name: string;
  readonly size: number;
  readonly pieces: readonly Uint8Array[];
}

/** A file that is kept. */
export interface HeldFile {
  /** `uploads/{32 hex digits}/{name}`: the only words by which it can be had. It is no path of a disk. */
  readonly path: string;
  /** Letters, digits, dots, dashes and low lines of ASCII. */
  readonly name: string;
  readonly size: number;
  /** Its bytes, piece by piece. Throws errors of the disk. */
  parts(): AsyncIterable<Uint8Array>;
}

/** Files that clients have sent, for a while. */
export interface Uploads {
  /**
   * Whether a client may send anything now: its own oldest files count as room, and stay. Errors: rate_limited (its share is used up), unavailable (all room is);
   * both say when to try again.
   */
  room(client: string): Result<null>;
  /** Keeps all of them or none, in the place of the client's oldest if need be; gives their paths in their order. Errors: as `room`; unavailable (the disk does not take them). */
  add(client: string, files: readonly FreshFile[]): Promise<Result<readonly string[]>>;
  /** By the path that `add` gave; undefined for any other word, and when its time is over. */
  find(path: string): HeldFile | undefined;
  /** Removes all of them. */
  close(): Promise<void>;
}
