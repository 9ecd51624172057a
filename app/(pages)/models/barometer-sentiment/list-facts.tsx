import { megabytes } from "@/components/blocks/size-words";
import type { Fact } from "@/components/features/model-card/fact-row";
import type { Evaluation } from "@/lib/contracts/evaluation";
import { embeddedSpec } from "@/lib/core/neural/embedded-spec";

const places: Readonly<Record<string, string>> = { embedded_model: "server", browser_model: "browser" };
const licences: Readonly<Record<string, string>> = { "apache-2.0": "Apache-2.0" };

/** The row on top of the page. */
export function listFacts({ model, speed, parity }: Evaluation, weights: string | null): readonly Fact[] {
  const { runsOn, licence } = embeddedSpec;
  return [
    { name: "Size", value: megabytes(model.bytes.q8), note: `in bytes (q8); ${megabytes(model.bytes.fp32)} in fp32` },
    ...(weights === null ? [] : [{ name: "Weights", value: weights, note: "trained from scratch" }]),
    { name: "Speed", value: `${speed.one_text_ms} ms`, note: `a text; 32 in ${speed.texts_32_ms} ms, one thread` },
    {
      name: "Runs",
      value: "offline",
      note: `on the ${runsOn.map((place) => places[place] ?? place).join(" or in the ")}`,
    },
    { name: "Licence", value: (licence && licences[licence]) ?? licence, note: "weights and code" },
    {
      name: "Revision",
      value: <span className="font-mono text-[15px]">{model.revision}</span>,
      note: `q8 reads ${(parity.fusion.same_label * 100).toFixed(2)}% of texts as fp32 does`,
    },
  ];
}
