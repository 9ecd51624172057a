import type { FileHandle } from "node:fs/promises";
import { failed, type Outcome } from "../../core/failure";
import type { Clock } from "../../core/ports";
import { toBrokenCall } from "../http/to-broken-call";
import type { HubBody } from "./hub-client";

export interface Pace {
  readonly clock: Pick<Clock, "now">;
  /** A body that brings fewer bytes a second than this, after a first while, is given up. */
  readonly slowestBytesPerS: number;
  readonly patienceMs: number;
}

/**
 * Writes a body into a file from `at` on, as it comes; gives its bytes. One that is longer or shorter than it said, too long or too
 * slow fails. Errors of the file system are thrown.
 */
export async function writeBody(
  opened: HubBody,
  target: { readonly handle: FileHandle; readonly at: number; readonly mostBytes: number },
  pace: Pace,
  signal: AbortSignal,
): Promise<Outcome<number>> {
  const started = pace.clock.now();
  const bytes = opened.body[Symbol.asyncIterator]();
  let got = 0;
  try {
    for (;;) {
      let next: IteratorResult<Uint8Array>;
      try {
        next = await bytes.next();
      } catch (thrown) {
        return signal.aborted ? failed("cancelled") : { ok: false, error: toBrokenCall(thrown) };
      }
      if (next.done === true) break;
      const { value } = next;
      if (got + value.byteLength > Math.min(target.mostBytes, opened.length ?? Number.POSITIVE_INFINITY))
        return failed("bad_answer", { detail: "it sent more than there should be" });
      await writeAll(target.handle, value, target.at + got);
      got += value.byteLength;
      const tookMs = pace.clock.now() - started;
      if (tookMs > pace.patienceMs && got * 1_000 < pace.slowestBytesPerS * tookMs)
        return failed("timed_out", { detail: "it sends too slowly" });
    }
  } finally {
    // Does nothing where all has come.
    void bytes.return?.()?.catch(() => {});
  }
  if (opened.length !== null && got !== opened.length)
    return failed("bad_answer", { detail: "it sent less than there should be" });
  return { ok: true, value: got };
}

async function writeAll(handle: FileHandle, bytes: Uint8Array, at: number): Promise<void> {
  let done = 0;
  while (done < bytes.byteLength) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.byteLength - done, at + done);
    done += bytesWritten;
  }
}
