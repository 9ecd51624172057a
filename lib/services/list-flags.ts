import type { z } from "zod";
import type { flags } from "../contracts/functions/flags";
import { fail, ok, type Result } from "../core/errors";
import type { FileAnswer } from "../core/file-answer";
import { flagCursor } from "../core/flags/flag-cursor";
import type { Call } from "../core/ports";
import { type FlagDeps, flaggingIsOff } from "./save-flag";
import { writeFlagsFile } from "./write-flags-file";

type Flags = z.output<typeof flags.output>;

/** A page of what was flagged, or all of it as a file. Errors: not_found (flagging is off), invalid_cursor, unavailable. */
export async function listFlags(args: {
  readonly deps: FlagDeps;
  readonly input: z.output<typeof flags.input>;
  readonly call: Call;
}): Promise<Result<Flags | FileAnswer>> {
  const { input, call } = args;
  const log = args.deps.flags;
  if (log === null) return flaggingIsOff;
  if (input.format !== "json") {
    // Where nothing can be read the answer says so, in place of a file that breaks off.
    const first = await log.page(0, 1);
    return first.ok ? ok(writeFlagsFile(log, input.format)) : first;
  }
  const from = input.cursor === undefined ? 0 : flagCursor.read(input.cursor);
  if (from === null) {
    const message = "is none of this list; take `next` of a page";
    return fail("invalid_cursor", `cursor ${message}.`, {
      fields: [{ field: "cursor", code: "unknown_value", message }],
    });
  }
  const page = await log.page(from, input.limit);
  if (!page.ok) return page;
  const { rows, next, bytes } = page.value;
  return ok({
    success: true,
    flags: [...rows],
    next: next === null ? null : flagCursor.write(next),
    bytes,
    most_bytes: log.mostBytes,
    request_id: call.requestId,
  });
}
