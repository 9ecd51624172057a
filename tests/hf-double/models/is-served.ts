import type { World } from "../engine/world";
import type { ModelCard } from "./catalogue";

/** Whether the provider `hf-inference` serves the model in this world. */
export function isServed(model: ModelCard, world: World): boolean {
  return model.servedBy === "hf-inference" && !world.habits.unserved.includes(model.id);
}
