import { createHash, randomBytes } from "node:crypto";
import { openFlagLog } from "../adapters/files/open-flag-log";
import type { FlagLog } from "../core/flags/flag-log";
import { shareFlags } from "../core/flags/share-flags";
import type { Clock, Report } from "../core/ports";
import type { Env } from "./env";

/** Where flags go; null where flagging is off: in a Space, which is open to everyone, unless it is switched on. */
export function openFlags({
  env,
  clock,
  warn,
}: {
  readonly env: Pick<Env, "FLAGGING" | "SPACE_ID" | "DATA_DIR">;
  readonly clock: Clock;
  readonly warn: Report;
}): FlagLog | null {
  const isOn = env.FLAGGING ?? env.SPACE_ID === undefined;
  if (!isOn) return null;
  const log = openFlagLog({ dir: env.DATA_DIR, clock, warn });
  // Of this process alone, so that no digest tells an address.
  const salt = randomBytes(32);
  const digest = (client: string): string => createHash("sha256").update(salt).update(client).digest("base64url");
  return shareFlags({ log, clock, digest });
}
