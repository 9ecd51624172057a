import type { Job } from "../../contracts/job";
import { iso } from "../iso";
import type { JobLook } from "./jobs";

/** A job in the words of the API. */
export function describeJob(look: JobLook, requestId: string): Job {
  const { id, state, total, tally, position, perSecond, error } = look;
  const { done, failed, abstained, counts, engines, thresholds } = tally;
  return {
    success: true,
    id,
    state,
    total,
    done,
    failed,
    abstained,
    counts,
    engines,
    thresholds_by_engine: thresholds,
    created_at: iso(look.createdAt),
    started_at: iso(look.startedAt),
    ended_at: iso(look.endedAt),
    expires_at: iso(look.expiresAt),
    position,
    per_second: perSecond === null ? null : Math.round(perSecond * 10) / 10,
    eta_s: perSecond === null || perSecond <= 0 ? null : Math.ceil((total - done) / perSecond),
    waits_because: look.waitsBecause,
    error,
    request_id: requestId,
  };
}
