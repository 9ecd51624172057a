import type { ErrorCode } from "../../contracts/errors";

const ours: ReadonlySet<string> = new Set<ErrorCode>(["internal", "unavailable", "deadline_exceeded"]);

/** Whether a call that ended so failed by this server, and not by what its caller sent. */
export const isOurFault = (code: "ok" | ErrorCode): boolean => ours.has(code);
