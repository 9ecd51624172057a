import type { AppError } from "../../core/errors";
import { leaveBody } from "./leave-body";

interface Refused {
  readonly ok: false;
  readonly error: AppError;
}

/** Refuses a body that is larger than `limit` by its own announcement, before any of it is read; undefined where it is not. */
export function refuseAnnounced(request: Request, limit: number): Refused | undefined {
  const announced = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(announced > limit)) return undefined;
  leaveBody(request);
  return tooLarge(limit, announced);
}

/** What is said of a body of more than `limit` bytes; `announced`: so many, by its own word. */
export function tooLarge(limit: number, announced?: number): Refused {
  const bytes = limit.toLocaleString("en");
  const actual = announced === undefined ? {} : { actual: announced };
  const fields = [{ field: "", code: "too_large", message: `at most ${bytes} bytes`, limit, ...actual }];
  return { ok: false, error: { code: "payload_too_large", detail: `The body is larger than ${bytes} bytes.`, fields } };
}
