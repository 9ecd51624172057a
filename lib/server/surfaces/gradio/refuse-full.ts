import type { Joined } from "../../../core/gradio/create-call-queue";
import { refuse } from "./refuse";

/** 503 with where the call would stand, as Gradio answers where the queue is full. */
export function refuseFull({ waiting, own }: Extract<Joined, { full: true }>): Response {
  const whose = own ? "of your calls wait already" : "calls wait";
  const detail = `The queue is full: ${waiting} ${whose}; this one would be number ${waiting + 1}. Ask again in a moment.`;
  return refuse({ code: "unavailable", detail, retryAfterS: 5 });
}
