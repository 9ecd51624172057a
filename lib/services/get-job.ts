import type { Job } from "../contracts/job";
import { ok, type Result } from "../core/errors";
import { describeJob } from "../core/jobs/describe-job";
import type { Jobs } from "../core/jobs/jobs";
import type { Call } from "../core/ports";

/** How a job stands. Errors: not_found, unavailable. */
export async function getJob(args: {
  readonly deps: { readonly jobs: Jobs };
  readonly input: { readonly id: string };
  readonly call: Call;
}): Promise<Result<Job>> {
  const found = await args.deps.jobs.look(args.input.id);
  return found.ok ? ok(describeJob(found.value, args.call.requestId)) : found;
}
