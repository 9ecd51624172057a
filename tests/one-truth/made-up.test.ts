import { expect, it, vi } from "vitest";
import { z } from "zod";
import { defineFunction } from "../../lib/contracts/define-function";
import { functions } from "../../lib/contracts/functions";
import { ok } from "../../lib/core/errors";
import { tellOneTruth } from "./tell-one-truth";

// What a new function needs, and no line more: a contract in the registry, and a verb bound to it.
vi.mock("../../lib/contracts/functions", async (original) => {
  const real: { readonly functions: readonly unknown[] } = await original();
  const shout = defineFunction({
    name: "shout",
    title: "Shout",
    summary: "A text in capitals.",
    description: "Gives a text back in capitals, several times.",
    method: "POST",
    path: "/api/ai/shout",
    input: z.strictObject({
      text: z.string().min(1).max(100).meta({ description: "What to shout." }),
      times: z.int().min(1).max(5).default(2).meta({ description: "How often." }),
    }),
    output: z.object({ success: z.literal(true), shouts: z.array(z.string()) }),
    examples: [
      { title: "Twice", input: { text: "up" } },
      { title: "Three times", input: { text: "up", times: 3 } },
    ],
  });
  return { ...real, functions: [...real.functions, shout] };
});
vi.mock("../../lib/server/bindings", async (original) => {
  const real: { readonly bindings: object } = await original();
  const shout = async (_deps: unknown, { text, times }: { readonly text: string; readonly times: number }) =>
    ok({ success: true, shouts: Array.from({ length: times }, () => text.toUpperCase()) });
  return { ...real, bindings: { ...real.bindings, shout } };
});

const added = functions.slice(-1);

it("is the last of the registry", () => {
  expect(added.map(({ name }) => String(name))).toEqual(["shout"]);
});

// Called all these ways without a word of it in any of them.
tellOneTruth(added);
