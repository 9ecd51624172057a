const CODE = /^[A-Z][A-Z0-9_]{2,40}$/;

/** Why Redis failed, in one word: messages and commands of the driver may hold the address or the password. */
export function nameFailure(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  if (error.message === "Command timed out") return "timeout";
  const code = "code" in error ? error.code : error.message.split(" ", 1)[0];
  return typeof code === "string" && CODE.test(code) ? code : "unknown";
}
