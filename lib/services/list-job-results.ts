import type { z } from "zod";
import type { jobResults } from "../contracts/functions/job-results";
import { hasEnded } from "../contracts/job";
import { fail, ok, type Result } from "../core/errors";
import type { FileAnswer } from "../core/file-answer";
import { jobCursor } from "../core/jobs/job-cursor";
import type { Jobs } from "../core/jobs/jobs";
import type { Call } from "../core/ports";
import { writeJobFile } from "./write-job-file";

type Page = z.output<typeof jobResults.output>;

/**
 * A page of what a job has found, or all of it as a file. Errors: not_found, invalid_cursor (a cursor that is none), unavailable.
 */
export async function listJobResults(args: {
  readonly deps: { readonly jobs: Jobs };
  readonly input: z.output<typeof jobResults.input>;
  readonly call: Call;
}): Promise<Result<Page | FileAnswer>> {
  const { deps, input, call } = args;
  // Before the results are read: what is added meanwhile has its place on the next page.
  const found = await deps.jobs.look(input.id);
  if (!found.ok) return found;
  const { id, state, total } = found.value;
  if (input.format !== "page") return ok(writeJobFile(deps.jobs, found.value, input.format));

  const from = input.cursor === undefined ? 0 : jobCursor.read(input.cursor);
  if (from === null || from > total) {
    const field = {
      field: "cursor",
      code: "unknown_value",
      message: "is no cursor of this job; take `next` of a page",
    };
    return fail("invalid_cursor", `cursor ${field.message}.`, { fields: [field] });
  }
  const results: Page["results"] = [];
  let at = from;
  while (results.length < input.limit) {
    const chunk = await deps.jobs.chunkAt(id, at, { texts: false });
    if (!chunk.ok) return chunk;
    if (chunk.value === null) break;
    const { items, from: first, to } = chunk.value;
    // A chunk that was never read ends the page while the job runs, and is a gap when it has ended.
    if (items === null && !hasEnded(state)) break;
    const some = items?.slice(at - first, at - first + input.limit - results.length) ?? [];
    results.push(...some.map((result, offset) => ({ index: at + offset, result })));
    at = items === null ? to : at + some.length;
  }
  const next = at < total || !hasEnded(state) ? jobCursor.write(at) : null;
  return ok({ success: true, id, state, results, next, request_id: call.requestId });
}
