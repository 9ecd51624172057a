import { catalogue } from "../../../lib/core/models/catalogue";
import { describeHeaders, describeSeen } from "../describe-seen";
import { judgeRankings } from "../judge-rankings";
import { shapeOf } from "../shape-of";
import type { Question, Seen } from "../site";
import { BART, FINBERT, inferWell } from "./infer";

const TWO = ["Prices rally to a record high", "Prices crash after heavy losses"];
const LABELS = ["good news for the price", "bad news for the price"];

const tellForm = (seen: Seen): string => (seen.status === 200 ? shapeOf(seen.json) : describeSeen(seen));

const labels = catalogue
  .filter(({ unusable }) => unusable === null)
  .map(
    (spec): Question => ({
      words: `Labels and golden sentences of ${spec.id}`,
      needsToken: true,
      async ask(site) {
        const names = Object.keys(spec.labels);
        const zeroShot = spec.task === "zero-shot-classification";
        const parameters = zeroShot ? { candidate_labels: names } : { top_k: names.length, truncation: true };
        const seen = await inferWell(site, spec.id, { inputs: spec.golden.map(({ text }) => text), parameters });
        return seen.status === 200 ? judgeRankings(spec, seen.json) : describeSeen(seen);
      },
    }),
  );

const shapes = (
  [
    ["One text", FINBERT, { inputs: TWO[0] }],
    ["A list of one with top_k", FINBERT, { inputs: [TWO[0]], parameters: { top_k: 3 } }],
    ["A list without top_k", FINBERT, { inputs: TWO }],
    ["A list with top_k", FINBERT, { inputs: TWO, parameters: { top_k: 3 } }],
    ["Zero-shot: one text", BART, { inputs: TWO[0], parameters: { candidate_labels: LABELS } }],
    ["Zero-shot: a list", BART, { inputs: TWO, parameters: { candidate_labels: LABELS } }],
    [
      "A text too long for the model, cut",
      FINBERT,
      { inputs: "market ".repeat(600), parameters: { truncation: true } },
    ],
    ["Half a surrogate pair", FINBERT, { inputs: ["up \ud800"], parameters: { top_k: 3 } }],
  ] as const
).map(
  ([words, id, body]): Question => ({
    words: `${words}: form of the answer`,
    needsToken: true,
    ask: async (site) => tellForm(await inferWell(site, id, body)),
  }),
);

/** How the models answer: their labels, and the forms of lists. */
export const readingQuestions: readonly Question[] = [
  ...labels,
  ...shapes,
  {
    words: "A text too long for the model, not cut",
    needsToken: true,
    // How many tokens it counts is its own affair.
    ask: async (site) =>
      tellForm(await inferWell(site, FINBERT, { inputs: "market ".repeat(600) })).replace(/\d{3,}\)/g, "n)"),
  },
  {
    words: "Headers of an answer of a model",
    needsToken: true,
    ask: async (site) => describeHeaders(await inferWell(site, FINBERT, { inputs: TWO[0] })),
  },
];
