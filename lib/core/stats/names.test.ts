import { expect, it } from "vitest";
import { errorCodes } from "../../contracts/errors";
import { failureCodes } from "../../contracts/failures";
import { functions } from "../../contracts/functions";
import { partKinds, partStates } from "../../contracts/parts";
import { engines } from "../../contracts/verdict";
import { catalogue } from "../models/catalogue";
import { embeddedSpec } from "../neural/embedded-spec";
import { gaugeNames } from "./gauges";
import { nameOf } from "./names";
import { isName } from "./parse-sheet";
import { MOST_NAMES } from "./sheet";

const manners = ["single", "quick", "bulk"] as const;
const ofFunctions = [...functions.map(({ name }) => name), "other" as const];

const countsOf = (models: readonly string[]): readonly string[] => [
  ...ofFunctions.flatMap((name) => (["ok", ...errorCodes] as const).map((code) => nameOf.call(name, code))),
  ...engines.flatMap((engine) => [
    ...manners.map((manner) => nameOf.text(engine, manner)),
    ...failureCodes.map((code) => nameOf.without(engine, code)),
    ...(["ok", ...failureCodes] as const).map((code) => nameOf.ask(engine, code)),
  ]),
  ...models.flatMap((model) => [
    nameOf.retry(model),
    ...(["answered", ...failureCodes] as const).map((code) => nameOf.attempt(model, code)),
  ]),
  ...(["fresh", "stale", "miss"] as const).map(nameOf.look),
  nameOf.shed(),
  ...partKinds.flatMap((kind) => partStates.map((to) => nameOf.change(kind, to))),
];

it("leaves room: all there could be is fewer than are read back", () => {
  const models = [...catalogue.map(({ key }) => key), embeddedSpec.key, "lexical"];
  const counts = countsOf(models);
  const times = [
    ...ofFunctions.map(nameOf.callTime),
    ...engines.map(nameOf.askTime),
    ...models.map(nameOf.attemptTime),
    ...gaugeNames,
  ];
  const ofOneModel = countsOf(["a"]).length - countsOf([]).length;
  const room = Math.floor((MOST_NAMES - counts.length) / ofOneModel);
  console.log(
    `${counts.length} names of counts and ${times.length} of times, ${models.length} models; ` +
      `below ${MOST_NAMES}: room for ${room} models more, of ${ofOneModel} names each`,
  );
  expect(new Set(counts).size).toBe(counts.length);
  expect([...counts, ...times].filter((name) => !isName(name))).toEqual([]);
  expect(counts.length).toBeLessThanOrEqual(MOST_NAMES);
  expect(times.length).toBeLessThanOrEqual(MOST_NAMES);
  // Models of this machine have names of their own.
  expect(room).toBeGreaterThanOrEqual(20);
});
