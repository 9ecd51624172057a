import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FunctionContract } from "../../lib/contracts/define-function";
import { describeInput } from "../../lib/contracts/describe-input";
import { jobEvents } from "../../lib/contracts/functions/job-events";
import { makeExampleIds } from "../contract/example-ids";
import { openGradio } from "../gradio/open-gradio";
import { openBrowser } from "./browser-way";
import { changing } from "./changing";
import { openGradioWay } from "./gradio-way";
import { makeWrongInputs } from "./make-wrong-inputs";
import { openMcpWay } from "./mcp-way";
import { openRest } from "./rest-way";
import { settle } from "./settle";
import type { Input, Told, Way } from "./way";

/** Of an answer's values at least this share is compared, whatever may change in it. */
const LEAST_SHARE = 0.5;
/** Of what makes something: little more than its new name is told. */
const LEAST_SHARE_MADE = 0.25;
/** A minute that ends between two calls, or a figure that is taken anew, is no difference of the ways. */
const TRIES = 3;

const TEXTS = ["Bitcoin climbs to a record high", "Exchange files for bankruptcy"];

/** Holds that functions answer alike whichever way they are called: each of them, each of its examples, each wrong input. */
export function tellOneTruth(contracts: readonly FunctionContract[]): void {
  const dataDir = mkdtempSync(join(tmpdir(), "barometer-truth-"));
  let app: Awaited<ReturnType<typeof openGradio>>;
  let rest: Way;
  let others: readonly Way[] = [];
  let idOf: (contract: FunctionContract) => string;

  beforeAll(async () => {
    app = await openGradio({ DATA_DIR: dataDir });
    rest = openRest(app.url);
    others = [
      openBrowser(app.url),
      await openGradioWay(app.url),
      await openGradioWay(app.url, "_stream"),
      await openMcpWay(app.url),
    ];
    const ask = async (contract: FunctionContract, input: unknown): Promise<unknown> => {
      for (let tried = 1; ; tried += 1) {
        const told = await rest.call(contract, { ...(input as object) });
        if (told.ok) return told.answer;
        // What is read for the first time may be late where many tests run.
        if (tried === TRIES || told.code !== "deadline_exceeded") throw new Error(`${contract.name}: ${told.code}`);
      }
    };
    idOf = await makeExampleIds(ask, TEXTS);
    // Its events end with the job.
    await ask(jobEvents, { id: idOf(jobEvents) });
    // What is asked for the second time is answered from what was kept: all ways are to find it so.
    for (const contract of contracts)
      for (const { input } of contract.examples) await ask(contract, toInput(contract, input));
  }, 60_000);
  afterAll(async () => {
    for (const way of others) await way.close();
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const toInput = (contract: FunctionContract, input: unknown): Input => {
    const hasId = describeInput(contract.input).some(({ name }) => name === "id");
    return { ...(input as object), ...(hasId && { id: idOf(contract) }) };
  };
  const rulesOf = ({ name }: FunctionContract): readonly string[] =>
    (new Map(Object.entries(changing)).get(name) ?? []).map(({ path }) => path);

  describe.for(contracts.map((contract) => [contract.name, contract] as const))("%s", ([, contract]) => {
    const used = new Set<string>();
    const compared = new Set<string>();

    it.for(contract.examples.map(({ title, input }) => [title, input] as const))(
      "%s: the same answer",
      async ([, given]) => {
        const input = toInput(contract, given);
        const rules = rulesOf(contract);
        for (const way of others.filter((each) => each.takes(contract))) {
          for (let tried = 1; ; tried += 1) {
            const expected = settle(answerOf(await rest.call(contract, input)), rules);
            const found = settle(answerOf(await way.call(contract, input)), rules);
            for (const rule of expected.used) used.add(rule);
            if (tried < TRIES && !isDeepStrictEqual(found.answer, expected.answer)) {
              await setTimeout(200);
              continue;
            }
            expect(found.answer, way.name).toEqual(expected.answer);
            expect(expected.kept / expected.all).toBeGreaterThanOrEqual(
              contract.writes === "adds" ? LEAST_SHARE_MADE : LEAST_SHARE,
            );
            compared.add(`${expected.kept} of ${expected.all} values by ${way.name}`);
            break;
          }
        }
      },
    );

    it("has no rule for what does not change", () => {
      console.info(`${contract.name}: compared ${[...compared].join(", ")}`);
      expect([...used].sort()).toEqual(rulesOf(contract).toSorted());
    });

    it("the same refusal of wrong input", async () => {
      const right = toInput(contract, contract.examples[0]?.input);
      for (const { what, input } of makeWrongInputs(contract, right)) {
        const expected = refusalOf(await rest.call(contract, input));
        expect(expected, what).toMatchObject({ code: expect.any(String), fields: [expect.any(String)] });
        for (const way of others.filter((each) => each.takes(contract))) {
          const found = refusalOf(await way.call(contract, input));
          // A client that refuses by itself names the field and has no codes.
          expect(found.code ?? expected.code, `${way.name}: ${what}`).toBe(expected.code);
          expect(found.fields, `${way.name}: ${what}`).toEqual(expected.fields);
        }
      }
    });
  });
}

function answerOf(told: Told): unknown {
  expect(told, "an example is answered").toMatchObject({ ok: true });
  return told.ok ? told.answer : null;
}

/** Each field once: a form and a length that are both wrong are two errors of it. */
function refusalOf(told: Told) {
  expect(told, "wrong input is refused").toMatchObject({ ok: false });
  return told.ok ? { code: "ok", fields: [] } : { code: told.code, fields: [...new Set(told.fields)] };
}
