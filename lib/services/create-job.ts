import type { z } from "zod";
import type { jobCreate } from "../contracts/functions/job-create";
import type { Job } from "../contracts/job";
import { ok, type Result } from "../core/errors";
import { describeJob } from "../core/jobs/describe-job";
import type { Jobs } from "../core/jobs/jobs";
import type { Call } from "../core/ports";
import { chooseSteps } from "../core/sentiment/choose-steps";
import type { SentimentDeps } from "./analyze-sentiment";

/**
 * Takes a job on. Errors: validation_failed and invalid_identifier (a model that cannot read), key_reused, unavailable (too many jobs, or no
 * room to keep it).
 */
export async function createJob(args: {
  readonly deps: { readonly jobs: Jobs; readonly sentiment: SentimentDeps };
  readonly input: z.output<typeof jobCreate.input>;
  readonly call: Call;
}): Promise<Result<Job>> {
  const { deps, call } = args;
  const { texts, ...options } = args.input;
  const steps = chooseSteps(deps.sentiment.tiers, deps.sentiment.silent, options);
  if (!steps.ok) return steps;
  const made = await deps.jobs.create({ texts, options, key: call.idempotencyKey });
  if (!made.ok) return made;
  if (made.value.replayed) call.replayed?.();
  return ok(describeJob(made.value.look, call.requestId));
}
