import { hubModels } from "@/lib/core/neural/hub-models";
import { BEST } from "./engine-choice";
import type { EngineOption } from "./engine-options";

const LEXICAL = "lexical";

/** What can read in a browser. Larger models come from the Hub: they are offered where there is a network, or when one was chosen. */
export interface BrowserChoices {
  readonly here: readonly EngineOption[];
  readonly hub: readonly EngineOption[];
}

export function browserChoices(chosen: string, online: boolean): BrowserChoices {
  const offered = hubModels.filter(({ key }) => online || key === chosen);
  return {
    here: [
      { value: BEST, label: "Best available", disabled: false },
      { value: LEXICAL, label: "Lexical reader", disabled: false },
    ],
    hub: offered.map(({ key, name, sizeMb }) => ({ value: key, label: `${name}, ${sizeMb} MB`, disabled: false })),
  };
}

export const isHubModel = (engine: string): boolean => hubModels.some(({ key }) => key === engine);

/** The engine of a browser for what was chosen: a model of the server is none. */
export const browserEngine = (chosen: string): string => (chosen === LEXICAL || isHubModel(chosen) ? chosen : BEST);
