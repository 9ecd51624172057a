import { catalogue } from "../../../lib/core/models/catalogue";
import { describeHeaders } from "../describe-seen";
import { fieldOf, itemsOf } from "../shape-of";
import type { Question, Seen, Site } from "../site";

const lookUp = (site: Site, id: string, expand = "expand[]"): Promise<Seen> =>
  site.send({
    place: "hub",
    path: `/api/models/${id}?${expand}=inferenceProviderMapping&${expand}=inference`,
    token: "own",
  });

/** The entry of hf-inference, in words; or in which way there is none. */
function describeMapping({ status, json }: Seen): string {
  if (status !== 200) return `${status}`;
  const mapping = fieldOf(json, "inferenceProviderMapping");
  if (mapping === undefined) return "not served: the key is absent";
  const entries = Array.isArray(mapping) ? mapping : Object.entries(Object(mapping));
  if (entries.length === 0) return `not served: ${Array.isArray(mapping) ? "an empty list" : "an empty object"}`;
  const own = Array.isArray(mapping)
    ? mapping.find((entry) => fieldOf(entry, "provider") === "hf-inference")
    : fieldOf(mapping, "hf-inference");
  if (own === undefined) return "served by others only";
  const warm = String(fieldOf(json, "inference") ?? "no word of inference");
  return `${fieldOf(own, "status")}, ${fieldOf(own, "task")}, ${warm}`;
}

const perModel = catalogue.map(
  ({ id }): Question => ({
    words: `Does hf-inference serve ${id}?`,
    ask: async (site) => describeMapping(await lookUp(site, id)),
  }),
);

/** Who serves the models of the catalogue, and in which form the hub says so. */
export const servingQuestions: readonly Question[] = [
  ...perModel,
  {
    words: "Form of the provider mapping",
    ask: async (site) => {
      const mapping = fieldOf((await lookUp(site, "ProsusAI/finbert")).json, "inferenceProviderMapping");
      return mapping === undefined ? "absent" : Array.isArray(mapping) ? "a list" : "an object";
    },
  },
  {
    words: "Do expand[]= and expand= say the same?",
    ask: async (site) => {
      const [long, short] = [await lookUp(site, "ProsusAI/finbert"), await lookUp(site, "ProsusAI/finbert", "expand")];
      return describeMapping(long) === describeMapping(short) ? "yes" : `no: ${describeMapping(short)}`;
    },
  },
  {
    words: "Headers of a look-up",
    ask: async (site) => describeHeaders(await lookUp(site, "ProsusAI/finbert")),
  },
  {
    words: "Keys of a look-up besides _id and id",
    ask: async (site) => {
      const { json } = await lookUp(site, "ProsusAI/finbert");
      const keys = itemsOf(Object.keys(Object(json))).filter((key) => key !== "_id" && key !== "id");
      return keys.sort().join(", ");
    },
  },
];
