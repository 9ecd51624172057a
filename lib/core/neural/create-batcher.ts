import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import type { Classes, NeuralModel } from "./neural-model";

/** Texts of one call. More would wait for the longest among them, and padding costs as much as text. */
const MOST_TEXTS = 32;
/** So many texts in waiting are some seconds of work; who comes later is better served by another tier. */
const MOST_WAITING = 4_000;

interface Waiting {
  readonly text: string;
  readonly signal: AbortSignal;
  readonly settle: (
    outcome: Outcome<{ readonly labels: readonly string[]; readonly logits: readonly number[] }>,
  ) => void;
}

export interface Batcher extends NeuralModel {
  /** How many texts wait for their turn. */
  waiting(): number;
}

/**
 * Puts texts of all callers together: what comes while the network is at work goes with its next call, up to 32 texts of like length.
 * `lanes` is how many calls it works on at once.
 */
export function createBatcher(network: NeuralModel, lanes: number): Batcher {
  let waiting: Waiting[] = [];
  let running = 0;

  const forgetThoseWhoLeft = (): void => {
    waiting = waiting.filter(({ signal, settle }) => {
      if (signal.aborted) settle(failed("cancelled"));
      return !signal.aborted;
    });
  };

  const pump = (): void => {
    forgetThoseWhoLeft();
    while (running < lanes && waiting.length > 0) {
      running += 1;
      void readBatch(waiting.splice(0, MOST_TEXTS)).finally(() => {
        running -= 1;
        pump();
      });
    }
  };

  const readBatch = async (batch: readonly Waiting[]): Promise<void> => {
    const texts = batch.map(({ text }) => text);
    // Nobody's leaving may end what others wait for.
    const outcome = await network
      .classify(texts, new AbortController().signal)
      .catch((cause: unknown) => failed("internal", { cause }));
    if (!outcome.ok && outcome.error.code === "crashed" && batch.length > 1) {
      // One text may have broken it: the others shall not pay for that.
      for (const one of batch) await readBatch([one]);
      return;
    }
    for (const [index, { settle }] of batch.entries()) {
      if (!outcome.ok) settle(outcome);
      else settle(ok({ labels: outcome.value.labels, logits: outcome.value.logits[index] ?? [] }));
    }
  };

  return {
    waiting: () => waiting.length,
    async classify(texts, signal): Promise<Outcome<Classes>> {
      forgetThoseWhoLeft();
      if (waiting.length + texts.length > MOST_WAITING) return failed("busy");
      const order = texts.map((_, index) => index).sort((a, b) => (texts[a]?.length ?? 0) - (texts[b]?.length ?? 0));
      const logits: (readonly number[])[] = [];
      let labels: readonly string[] = [];
      const found = order.map(
        (index) =>
          new Promise<Outcome<unknown>>((settle) => {
            waiting.push({
              text: texts[index] ?? "",
              signal,
              settle(outcome) {
                if (outcome.ok) {
                  logits[index] = outcome.value.logits;
                  labels = outcome.value.labels;
                }
                settle(outcome);
              },
            });
          }),
      );
      pump();
      const outcomes = await Promise.all(found);
      const lost = outcomes.find((outcome) => !outcome.ok);
      return lost && !lost.ok ? lost : ok({ labels, logits });
    },
  };
}
