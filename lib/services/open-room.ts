import type { AppError, Result } from "../core/errors";
import type { Failure } from "../core/failure";
import type { NewsDeps, NewsRoom } from "./news-deps";

/** The archive that answers now. Errors: unavailable. */
export async function openRoom(deps: Pick<NewsDeps, "room">): Promise<Result<NewsRoom>> {
  const room = await deps.room();
  return room.ok ? room : toError(room.error);
}

/** What a failing archive, or what is made of it, means for whoever asked. `what`: what cannot be had. */
export function toError(
  { code, detail, retryAfterS, cause }: Failure,
  what = "The archive of news cannot answer",
): { readonly ok: false; readonly error: AppError } {
  if (code === "cancelled") return { ok: false, error: { code, detail: "The request was cancelled." } };
  return {
    ok: false,
    error: {
      code: code === "timed_out" ? "deadline_exceeded" : "unavailable",
      detail: `${what}: ${detail}.`,
      retryAfterS: retryAfterS ?? 10,
      cause,
    },
  };
}
