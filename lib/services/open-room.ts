import type { AppError, Result } from "../core/errors";
import type { Failure } from "../core/failure";
import type { NewsDeps, NewsRoom } from "./news-deps";

/** The archive that answers now. Errors: unavailable. */
export async function openRoom(deps: Pick<NewsDeps, "room">): Promise<Result<NewsRoom>> {
  const room = await deps.room();
  return room.ok ? room : toError(room.error);
}

/** What a failing archive means for whoever asked. */
export function toError(failure: Failure): { readonly ok: false; readonly error: AppError } {
  const code =
    failure.code === "cancelled" ? "cancelled" : failure.code === "timed_out" ? "deadline_exceeded" : "unavailable";
  return {
    ok: false,
    error: {
      code,
      detail: `The archive of news cannot answer: ${failure.detail}.`,
      retryAfterS: failure.retryAfterS ?? 10,
      cause: failure.cause,
    },
  };
}
