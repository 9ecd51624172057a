import type { World } from "../engine/world";
import type { ModelCard } from "../models/catalogue";

/** When everything was made, in seconds. */
export const CREATED = 1_760_000_000;

/** The models that chat. */
export const chatModels = (world: World): ModelCard[] =>
  [...world.models.values()].filter(({ task }) => task === "conversational");
