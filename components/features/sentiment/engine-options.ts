import type { OutputOf } from "@/lib/browser/api-client";
import { ALL, BEST } from "./engine-choice";

export type ModelEntry = OutputOf<"models">["models"][number];

export interface EngineOption {
  readonly value: string;
  readonly label: string;
  readonly disabled: boolean;
}

/** What can be chosen, and one line on what the choice means. */
export interface EngineChoices {
  readonly general: readonly EngineOption[];
  readonly remote: readonly EngineOption[];
  readonly local: readonly EngineOption[];
}

const ENSEMBLE = "Ensemble";

/** The lexical reader speaks with the embedded model as one. */
const voices = (usable: readonly ModelEntry[]): number =>
  usable.length -
  (usable.some(({ engine }) => engine === "embedded_model") && usable.some(({ key }) => key === "lexical") ? 1 : 0);

const REMOTE = "hf_inference_api";

const stateWords = {
  ready: "",
  not_asked_yet: "",
  warming: "loading",
  resting: "resting",
  refused: "cannot be asked",
  unusable: "cannot be asked",
  off: "off",
} as const satisfies Record<ModelEntry["state"], string>;

const option = (value: string, label: string, disabled = false): EngineOption => ({ value, label, disabled });

const offer = ({ key, name, state }: ModelEntry): EngineOption =>
  option(key, stateWords[state] === "" ? name : `${name}, ${stateWords[state]}`, state === "refused");

/** The choices, from the models that the server lists; without its list, those that always work. */
export function engineOptions(models: readonly ModelEntry[] | null, chosen: string): EngineChoices {
  const usable = (models ?? []).filter(({ state }) => state !== "unusable" && state !== "off");
  const remote = usable.filter(({ engine }) => engine === REMOTE).map(offer);
  const local = usable.filter(({ engine }) => engine !== REMOTE).map(offer);
  const choices = {
    general: [option(BEST, "Best available"), ...(voices(usable) > 1 ? [option(ALL, ENSEMBLE)] : [])],
    remote,
    local: local.length > 0 ? local : [option("lexical", "Lexical reader")],
  };
  const known = [...choices.general, ...remote, ...choices.local].some(({ value }) => value === chosen);
  if (known) return choices;
  // A link may name what is not here: it stays chosen, and the server says what is wrong with it.
  const label = chosen === ALL ? ENSEMBLE : (models?.find(({ key }) => key === chosen)?.name ?? chosen);
  return { ...choices, general: [...choices.general, option(chosen, models === null ? label : `${label}, not here`)] };
}

/** What the choice means here. */
export function engineHint(models: readonly ModelEntry[] | null, chosen: string): string {
  const remote = (models ?? []).filter(({ engine, state }) => engine === REMOTE && state !== "unusable");
  const off = remote.find(({ state }) => state === "off");
  if (chosen === BEST)
    return off ? `Hugging Face API: ${off.detail}` : "The first model that answers; the category chooses the order.";
  if (chosen === ALL)
    return off
      ? `All models that are ready here at once, pooled. Hugging Face API: ${off.detail}`
      : "All models that are ready at once, here and at Hugging Face, pooled; it shows how far they are apart.";
  if (chosen === "lexical") return "A lexicon and rules: at once, and with its reasons.";
  const model = models?.find(({ key }) => key === chosen);
  if (!model) return models === null ? "" : "This server does not know it.";
  return `${model.name}: ${model.detail}`;
}
