/** The code of a system error, as in ENOSPC; "unknown" for anything else. */
export const errorCode = (problem: unknown): string =>
  problem instanceof Error && "code" in problem ? String(problem.code) : "unknown";
