import type { Place } from "./list-model-rows";

/** Where a model runs, as a name and within a sentence. */
export const placeWords: Readonly<Record<Place, { readonly name: string; readonly at: string }>> = {
  api: { name: "Hugging Face API", at: "at the Hugging Face API" },
  server: { name: "this server", at: "on this server" },
  device: { name: "this device", at: "on this device" },
};
