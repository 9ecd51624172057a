import { jsonReply, textReply } from "../engine/reply";
import type { Headers, Reply } from "../engine/types";

export type HubErrorCode = "RepoNotFound" | "GatedRepo" | "EntryNotFound" | "RevisionNotFound";

const errorHeaders = (code: HubErrorCode, message: string): Headers => ({
  "x-error-code": code,
  "x-error-message": message,
});

/** An error of the hub's API: JSON, and the same in two headers. */
export function hubError(status: number, code: HubErrorCode, message: string, body = message): Reply {
  return jsonReply(status, { error: body }, errorHeaders(code, message));
}

/** An error of the hub's file addresses: plain text, and the same in two headers. */
export function fileError(status: number, code: HubErrorCode, message: string): Reply {
  return textReply(status, message, errorHeaders(code, message));
}

/** A repository that is not there, or must look so: anonymous callers are asked to log in, others told the truth. */
export function repoNotFound(known: boolean): Reply {
  return known
    ? hubError(404, "RepoNotFound", "Repository not found")
    : hubError(401, "RepoNotFound", "Repository not found", "Invalid username or password.");
}

/** A gated repository and a caller who was not let in. */
export function gatedRepo(kind: string, id: string, known: boolean): Reply {
  const start = `Access to ${kind} ${id} is restricted`;
  return known
    ? hubError(
        403,
        "GatedRepo",
        `${start} and you are not in the authorized list. Visit https://huggingface.co/${id} to ask for access.`,
      )
    : hubError(
        401,
        "GatedRepo",
        `${start}. You must have access to it and be authenticated to access it. Please log in.`,
      );
}
