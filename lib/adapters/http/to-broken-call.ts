import { type Failure, failure } from "../../core/failure";

/** The agent's own deadlines, where the caller's did not come first. */
const TOO_LATE = new Set(["UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);

/** What it means that no answer came, or only a part of one. Keeps codes and names only: a message may hold what was sent. */
export function toBrokenCall(thrown: unknown): Failure {
  const code = codeOf(thrown instanceof Error ? thrown.cause : undefined) ?? codeOf(thrown);
  const cause = code ?? (thrown instanceof Error ? thrown.name : typeof thrown);
  return failure(codeFor(code ?? ""), { cause });
}

function codeFor(code: string): "timed_out" | "bad_answer" | "unreachable" {
  if (TOO_LATE.has(code)) return "timed_out";
  // It came, packed in another way than it says.
  return code.startsWith("Z_") ? "bad_answer" : "unreachable";
}

function codeOf(error: unknown): string | null {
  const code: unknown = typeof error === "object" && error !== null ? Reflect.get(error, "code") : null;
  return typeof code === "string" && /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : null;
}
