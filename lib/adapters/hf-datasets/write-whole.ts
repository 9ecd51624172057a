import { open } from "node:fs/promises";
import { failed, type Outcome } from "../../core/failure";
import { type Fetched, type FetchJob, fetchedOf } from "./fetching";
import type { HubBody } from "./hub-client";
import { matchesTag } from "./matches-tag";
import { writeBody } from "./write-body";

/** Writes a file that comes as a whole, and sees that it is the one that its tag names. */
export async function writeWhole(
  opened: HubBody,
  { to, mostBytes, pace, signal }: Pick<FetchJob, "to" | "mostBytes" | "pace" | "signal">,
): Promise<Outcome<Fetched>> {
  if (opened.size !== null && opened.size > mostBytes) {
    opened.cancel();
    return failed("bad_files", { detail: "it is larger than what is taken" });
  }
  const handle = await open(to, "w+");
  try {
    const written = await writeBody(opened, { handle, at: 0, mostBytes }, pace, signal);
    if (!written.ok) return written;
    const size = written.value;
    if (!(await matchesTag(handle, size, opened.etag)))
      return failed("bad_files", { detail: "its content is not what its tag says" });
    await handle.sync();
    return { ok: true, value: fetchedOf(opened, { size, bytes: size, diskBytes: size, isSparse: false }) };
  } finally {
    await handle.close();
  }
}
