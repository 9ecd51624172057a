import { failed, type Outcome } from "../../core/failure";
import { type Answer, parseAnswer, type Question } from "./protocol";

type WithoutId<T> = T extends unknown ? Omit<T, "id"> : never;
type Settled = Exclude<Answer, { say: "progress" | "failed" }>;

/** One worker and the questions that it has not answered yet. */
export interface WorkerLink {
  /** Ends with the worker's answer. Errors: its own, crashed, timed_out (silent for so long; the worker is then ended), cancelled. */
  ask(
    question: WithoutId<Question>,
    options: { readonly silentMs: number; readonly onProgress?: (received: number, total: number) => void },
  ): Promise<Outcome<Settled>>;
  /** Questions on their way. */
  waiting(): number;
  /** Ends the worker; what it was asked is cancelled. */
  end(): void;
  readonly ended: () => boolean;
}

/** What is needed of a worker; tests bring their own. */
export interface WorkerPort extends Pick<Worker, "postMessage" | "terminate"> {
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  onmessageerror: ((event: MessageEvent) => void) | null;
}

export function createWorkerLink(worker: WorkerPort): WorkerLink {
  const pending = new Map<number, { readonly hear: (answer: Answer) => void; readonly settle: Settle }>();
  let latest = 0;
  let over = false;

  const close = (code: "crashed" | "timed_out" | "cancelled"): void => {
    if (over) return;
    over = true;
    worker.terminate();
    for (const { settle } of [...pending.values()]) settle(failed(code));
  };
  worker.onmessage = ({ data }: MessageEvent) => {
    const answer = parseAnswer(data);
    if (answer !== null) pending.get(answer.id)?.hear(answer);
  };
  worker.onerror = (event) => {
    event?.preventDefault?.();
    close("crashed");
  };
  worker.onmessageerror = () => close("crashed");

  return {
    ask: (question, { silentMs, onProgress }) =>
      new Promise((resolve) => {
        if (over) {
          resolve(failed("crashed"));
          return;
        }
        latest += 1;
        const id = latest;
        let timer = setTimeout(() => close("timed_out"), silentMs);
        const settle: Settle = (outcome) => {
          clearTimeout(timer);
          pending.delete(id);
          resolve(outcome);
        };
        const hear = (answer: Answer): void => {
          if (answer.say === "progress") {
            clearTimeout(timer);
            timer = setTimeout(() => close("timed_out"), silentMs);
            onProgress?.(answer.received, answer.total);
          } else if (answer.say === "failed") settle(failed(answer.code, { detail: answer.detail }));
          else settle({ ok: true, value: answer });
        };
        pending.set(id, { hear, settle });
        worker.postMessage({ ...question, id });
      }),
    waiting: () => pending.size,
    end: () => close("cancelled"),
    ended: () => over,
  };
}

type Settle = (outcome: Outcome<Settled>) => void;
