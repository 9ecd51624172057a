import type { z } from "zod";
import type { flag } from "../contracts/functions/flag";
import { fail, ok, type Result } from "../core/errors";
import type { FlagLog } from "../core/flags/flag-log";
import type { Call, Clock } from "../core/ports";

export interface FlagDeps {
  /** Null: flagging is off. */
  readonly flags: FlagLog | null;
  readonly clock: Clock;
}

export const flaggingIsOff = fail(
  "not_found",
  "Flagging is off on this server. Whoever runs it can switch it on with FLAGGING=true.",
);

/** Saves a flag, for good once it answers. Errors: not_found (flagging is off), rate_limited (the client's share of the day is used up), unavailable (no room, or the disk takes nothing). */
export async function saveFlag(args: {
  readonly deps: FlagDeps;
  readonly input: z.output<typeof flag.input>;
  readonly call: Call;
}): Promise<Result<z.output<typeof flag.output>>> {
  const { deps, call } = args;
  if (deps.flags === null) return flaggingIsOff;
  const { text, category, verdict, expected, reason, comment } = args.input;
  const saved_at = new Date(deps.clock.wall()).toISOString();
  const saved = await deps.flags.add(
    { saved_at, text, category, verdict, expected: expected ?? null, reason, comment: comment?.trim() || null },
    call.client ?? "unknown",
  );
  if (!saved.ok) return saved;
  return ok({ success: true, id: saved.value, saved_at, request_id: call.requestId });
}
