import type { ErrorCode } from "../../contracts/errors";
import { statusOf } from "../edge/respond";

/** One OpenAPI response per status; codes that share a status are named in its description. `content` is the body of all. */
export function groupErrors(codes: readonly ErrorCode[], content: unknown): Record<string, unknown> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = statusOf[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [
      status,
      { description: named.map((code) => `${code}: ${statusOf[code].title}.`).join(" "), content },
    ]),
  );
}
