import type { Job } from "../contracts/job";
import { ok, type Result } from "../core/errors";
import { describeJob } from "../core/jobs/describe-job";
import type { Jobs } from "../core/jobs/jobs";
import type { Call } from "../core/ports";

/** Ends a job; one that has ended stays as it is. Errors: not_found, unavailable. */
export async function cancelJob(args: {
  readonly deps: { readonly jobs: Jobs };
  readonly input: { readonly id: string };
  readonly call: Call;
}): Promise<Result<Job>> {
  const ended = await args.deps.jobs.cancel(args.input.id);
  return ended.ok ? ok(describeJob(ended.value, args.call.requestId)) : ended;
}
