import { catalogue } from "../core/models/catalogue";
import type { ModelSpec } from "../core/models/model-spec";
import type { Env } from "./env";

/** The models of the catalogue that the settings allow, with the revisions that they declare. A name that is not in it is a mistake. */
export function allowedSpecs({
  HF_ALLOWED_MODELS: allowed,
  HF_REVISIONS: declared = [],
}: Pick<Env, "HF_ALLOWED_MODELS" | "HF_REVISIONS">): readonly ModelSpec[] {
  const revisions = new Map(declared);
  const wrong = [...complain("HF_ALLOWED_MODELS", allowed ?? []), ...complain("HF_REVISIONS", [...revisions.keys()])];
  if (wrong.length > 0) throw new Error(`These settings cannot be used:\n${wrong.join("\n")}`);
  return catalogue
    .filter(({ key, id }) => allowed === undefined || allowed.includes(key) || allowed.includes(id))
    .map((spec) => ({ ...spec, revision: revisions.get(spec.key) ?? revisions.get(spec.id) ?? spec.revision }));
}

/** A line for a setting that names models which are not known. The names stay out of it, as all values do. */
function complain(setting: string, names: readonly string[]): readonly string[] {
  const strange = names.filter((name) => !catalogue.some(({ key, id }) => key === name || id === name)).length;
  return strange === 0
    ? []
    : [`  ${setting}: ${strange} name(s) not among ${catalogue.map(({ key }) => key).join(", ")}`];
}
