import type { DeviceFacts, DeviceResult } from "../../core/device/device-run";
import { type MeasureStep, measureModel, type TimedReader } from "../../core/device/measure-model";
import { measureTexts } from "../../core/device/measure-texts";
import { ok } from "../../core/errors";
import { failed, type Outcome } from "../../core/failure";
import type { SentimentEngine } from "../../core/ports";
import { lexicalEngine, modelFor, pause } from "../browser-container";
import type { BrowserModel } from "../model/create-browser-model";
import { type Candidate, isHere } from "./list-candidates";
import { readFacts } from "./read-facts";
import { watchPage } from "./watch-page";

export interface MeasureRun {
  readonly candidates: readonly Candidate[];
  readonly signal: AbortSignal;
  readonly onStep: (key: string, step: MeasureStep) => void;
  /** How each reader ended; one that fails does not end the others. */
  readonly onEnd: (key: string, outcome: Outcome<DeviceResult>, facts: DeviceFacts) => void;
}

const now = (): number => performance.now();

/** Times readers in this browser, one after the other. Nothing that is read or measured leaves it. Never rejects. */
export async function measureOnDevice({ candidates, signal, onStep, onEnd }: MeasureRun): Promise<void> {
  const page = watchPage();
  const facts = readFacts();
  for (const candidate of candidates) {
    if (signal.aborted) break;
    const { key } = candidate;
    const model = candidate.files === null ? null : modelFor(key);
    const engine = model === null ? lexicalEngine : model.tier.engines[0];
    const outcome = engine
      ? await measure(candidate, model, engine).catch((cause: unknown) => failed("internal", { cause }))
      : failed("internal");
    onEnd(key, outcome, facts);
  }
  page.stop();

  async function measure(
    candidate: Candidate,
    model: BrowserModel | null,
    engine: SentimentEngine,
  ): Promise<Outcome<DeviceResult>> {
    const leave = (): void => void (model && endReading(model));
    signal.addEventListener("abort", leave, { once: true });
    const outcome = await measureModel({
      reader: toReader(candidate, model, engine),
      texts: measureTexts,
      clock: { now, pause },
      clockStepMs: facts.clockStepMs,
      page,
      signal,
      onStep: (step) => onStep(candidate.key, step),
    });
    signal.removeEventListener("abort", leave);
    // Its memory is given back before the next one takes some.
    model?.rest();
    if (!outcome.ok) return outcome;
    const { key, name, sizeMb } = candidate;
    const { id, revision, dtype } = engine;
    return ok({ key, name, id, revision, dtype, sizeMb, measuredAt: new Date().toISOString(), ...outcome.value });
  }
}

function toReader(candidate: Candidate, model: BrowserModel | null, engine: SentimentEngine): TimedReader {
  return {
    golden: candidate.golden,
    files: model && { isHere: () => isHere(candidate), load: (onShare, signal) => load(model, onShare, signal) },
    async read(texts, signal) {
      const read = await engine.read({ texts, category: "crypto", explain: false, useCache: false, signal });
      return read.ok ? ok(read.value.map(({ scores }) => scores)) : read;
    },
  };
}

async function load(
  model: BrowserModel,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<Outcome<unknown>> {
  const stop = model.subscribe(() => {
    const look = model.look();
    if (look.kind === "loading") onShare(look.received / look.total);
  });
  // Where it stands is told to others of this page, who may cancel it too.
  const look = await model.load().finally(stop);
  if (signal.aborted) return failed("cancelled");
  if (look.kind === "ready") return ok(null);
  return look.kind === "failed" ? { ok: false, error: look.because } : failed("cancelled");
}

/** Ends its worker at once, whatever it does; files that were on this device before stay. */
function endReading(model: BrowserModel): void {
  const look = model.look();
  if (look.kind === "loading") void model.cancel();
  else if (look.kind === "ready" && !look.kept) void model.remove();
  else model.rest();
}
