import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { info } from "../../lib/contracts/functions/info";
import { copyStranger } from "../fakes/model-folder";
import { doubleForTests } from "../hf-double/test-kit";
import { type App, startApp, tempDir } from "../resilience/kit";

const page = readFileSync(join(import.meta.dirname, "../../docs/modes.md"), "utf8");

/** The rows of the table under a heading, by their columns. */
function table(heading: string): Record<string, string>[] {
  const section = page.split(`## ${heading}`)[1]?.split("\n## ")[0] ?? "";
  const [names = [], , ...rows] = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.split("|").slice(1, -1))
    .map((cells) => cells.map((cell) => cell.replaceAll("`", "").trim()));
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? ""])));
}

/** Every way to choose one value of each setting. */
function combinations(settings: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  return Object.entries(settings).reduce<Record<string, string>[]>(
    (all, [name, values]) => all.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}

const fits = (row: Record<string, string>, one: Record<string, string>): boolean =>
  Object.entries(one).every(([name, value]) => row[name] === "any" || row[name]?.split(", ").includes(value) === true);

const infoOf = async (app: App) => info.output.parse(await (await app.send(info.path)).json());

const TEXT = { text: "Bitcoin soars to a record high" };
const double = doubleForTests();

describe("whether the Inference API is asked", () => {
  const rows = table("Whether the Inference API is asked");
  const tokens: Record<string, string | undefined> = { none: undefined, good: "hf_user", unusable: "two words" };
  const all = combinations({
    "in a Space": ["yes", "no"],
    USE_HF_API: ["unset", "true", "false"],
    HF_MODE: ["unset", "public", "auth", "off"],
    HF_TOKEN: ["none", "good", "unusable"],
  });

  it("has a row for each of the 72 combinations, and no row that fits none", () => {
    expect(all).toHaveLength(72);
    const used = all.map((one) => rows.findIndex((row) => fits(row, one)));
    expect(used).not.toContain(-1);
    expect(new Set(used).size).toBe(rows.length);
  });

  it.for(all)("%j", async (one) => {
    const row = rows.find((each) => fits(each, one));
    const isSet = (name: string): Record<string, string> =>
      one[name] === "unset" || one[name] === undefined ? {} : { [name]: one[name] };
    const token = tokens[one.HF_TOKEN ?? "none"];
    const app = await startApp(null, {
      env: {
        HF_ROUTER_ORIGIN: double().env.HF_ROUTER_ORIGIN ?? "",
        EMBEDDED_MODEL: "off",
        ...(one["in a Space"] === "yes" && { SPACE_ID: "somebody/barometer" }),
        ...isSet("USE_HF_API"),
        ...isSet("HF_MODE"),
        ...(token !== undefined && { HF_TOKEN: token }),
      },
    });
    const { hugging_face: api, mode, environment } = await infoOf(app);
    const asks = row?.answers === "the API";
    expect(api.mode).toBe(row?.["Inference API"]);
    expect(mode.name).toBe(
      one["in a Space"] === "yes" ? (asks ? "space_api" : "space_local") : asks ? "local_api" : "local_only",
    );
    expect(environment).toBe(one["in a Space"] === "yes" ? "space" : "local");
    expect(mode.asks).toEqual(asks ? ["hf_inference_api", "lexical"] : ["lexical"]);

    const { verdict } = await app.analyse(TEXT);
    const sent = double().requests("/hf-inference/**").length;
    if (!asks) {
      expect(verdict.engine).toBe("lexical");
      expect(sent).toBe(0);
    } else if (api.mode === "auth") expect(verdict.engine).toBe("hf_inference_api");
    else {
      // Asked without a key, and refused as Hugging Face does.
      expect(sent).toBe(1);
      expect(verdict.engine).toBe("lexical");
      expect(verdict.degraded.map(({ tier }) => tier)).toEqual(["hf_inference_api"]);
    }
    double().reset();
  });
});

describe("what this machine means", () => {
  const rows = table('What "this machine" means');
  const all = combinations({
    LOCAL_MODELS: ["set", "none"],
    "memory for it": ["enough", "too little"],
    EMBEDDED_MODEL: ["q8", "fp32", "off"],
  });

  it.for(all)("%j", async (one) => {
    const row = rows.find((each) => fits(each, one));
    // Between what the embedded model needs and what the other does.
    const enough = one["memory for it"] === "enough" ? 8_192 : 163;
    const app = await startApp(null, {
      env: {
        EMBEDDED_MODEL: one.EMBEDDED_MODEL ?? "",
        LOCAL_PROCESSES: "1",
        ...(one.LOCAL_MODELS === "set" && { LOCAL_MODELS: copyStranger(tempDir()) }),
      },
      availableMb: () => enough,
    });
    await app.container.warm();
    const { verdict } = await app.analyse(TEXT);
    expect(verdict.engine).toBe(row?.engine);
    expect((await infoOf(app)).mode.name).toBe("local_only");
    const short = one.LOCAL_MODELS === "set" && one["memory for it"] === "too little";
    expect(verdict.degraded.map(({ tier, code }) => `${tier} ${code}`)).toEqual(short ? ["local_model no_memory"] : []);
  });
});
