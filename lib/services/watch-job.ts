import { hasEnded, type Job } from "../contracts/job";
import { fail, ok, type Result } from "../core/errors";
import { describeJob } from "../core/jobs/describe-job";
import type { Jobs } from "../core/jobs/jobs";
import type { Call } from "../core/ports";

const LOOK_MS = 250;
/** A job that stands still is told too, so that nobody takes the line for dead. */
const TELL_MS = 900;
/** People who watch at once, in this process. */
const MOST_WATCHERS = 200;

let watchers = 0;

/** Tells how a job goes until it has ended. Errors: not_found, unavailable (too many watch), cancelled. */
export async function watchJob(args: {
  readonly deps: { readonly jobs: Jobs };
  readonly input: { readonly id: string };
  readonly call: Call;
}): Promise<Result<Job>> {
  if (watchers >= MOST_WATCHERS) {
    return fail("unavailable", "Too many jobs are being watched; ask for the status instead.", { retryAfterS: 5 });
  }
  watchers += 1;
  try {
    return await watch(args);
  } finally {
    watchers -= 1;
  }
}

async function watch({ deps, input, call }: Parameters<typeof watchJob>[0]): Promise<Result<Job>> {
  let told = "";
  let toldAt = Number.NEGATIVE_INFINITY;
  while (!call.signal.aborted) {
    const found = await deps.jobs.look(input.id);
    if (!found.ok) return found;
    const job = describeJob(found.value, call.requestId);
    const news = `${job.state} ${job.done} ${job.position} ${job.waits_because}`;
    const now = performance.now();
    if (news !== told || now - toldAt >= TELL_MS) {
      call.emit?.({ event: "progress", data: job });
      told = news;
      toldAt = now;
    }
    if (hasEnded(job.state)) return ok(job);
    await pause(LOOK_MS, call.signal);
  }
  return fail("cancelled", "The request was cancelled.");
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
  });
}
