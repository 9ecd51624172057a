import type { ProcessLook } from "../adapters/process/watch-process";
import type { Admission } from "../core/resilience/create-admission";
import type { StatsDeps } from "../services/get-stats";

/** How busy this process is. Calls in the queue of Gradio's clients wait, too. */
export function describeLoad(
  admission: Pick<Admission, "look">,
  queue: { waiting(): number },
  watched: { look(): ProcessLook },
): ReturnType<StatsDeps["load"]> {
  const { inFlight, waiting } = admission.look();
  const { loopDelayP50Ms, loopDelayP99Ms, rssMb } = watched.look();
  return {
    in_flight: inFlight,
    waiting: waiting + queue.waiting(),
    loop_delay_p50_ms: loopDelayP50Ms,
    loop_delay_p99_ms: loopDelayP99Ms,
    rss_mb: rssMb,
  };
}
