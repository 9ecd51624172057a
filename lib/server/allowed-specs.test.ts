import { describe, expect, it } from "vitest";
import { catalogue } from "../core/models/catalogue";
import { allowedSpecs } from "./allowed-specs";
import { parseEnv } from "./env";

const specsOf = (settings: Record<string, string>) => allowedSpecs(parseEnv(settings));

describe("allowedSpecs", () => {
  it("gives the whole catalogue where nothing is set", () => {
    expect(specsOf({})).toEqual(catalogue);
  });

  it("takes keys and ids, and the revisions declared for them", () => {
    const specs = specsOf({
      HF_ALLOWED_MODELS: "financial_sentiment, facebook/bart-large-mnli",
      HF_REVISIONS: "financial_sentiment=refs/pr/7, facebook/bart-large-mnli = d7645e1",
    });
    expect(specs.map(({ key, revision }) => [key, revision])).toEqual([
      ["financial_sentiment", "refs/pr/7"],
      ["zero_shot", "d7645e1"],
    ]);
  });

  it.for(["HF_ALLOWED_MODELS", "HF_REVISIONS"])("stops at a name in %s that it does not know", (setting) => {
    const value = setting === "HF_REVISIONS" ? "nosuchname=main" : "nosuchname";
    expect(() => specsOf({ [setting]: value })).toThrow(`  ${setting}: 1 name(s) not among crypto_sentiment, `);
    expect(() => specsOf({ [setting]: value })).not.toThrow("nosuchname");
  });
});
