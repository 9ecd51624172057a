import type { Metadata } from "next";
import { CardSections } from "@/components/features/model-card/card-sections";
import { engineWords } from "@/components/features/model-card/engine-words";
import { FactRow } from "@/components/features/model-card/fact-row";
import { FiguresBlock } from "@/components/features/model-card/figures-block";
import { type EnginePlot, ReliabilityBlock } from "@/components/features/model-card/reliability-block";
import { type EvaluatedEngine, evaluationSchema } from "@/lib/contracts/evaluation";
import { describeReliability } from "@/lib/core/charts/describe-reliability";
import { poolBins } from "@/lib/core/charts/pool-bins";
import { prepareFigures } from "@/lib/core/charts/prepare-figures";
import { prepareReliability } from "@/lib/core/charts/prepare-reliability";
import evaluationJson from "@/models/barometer-sentiment/results/evaluation.json";
import { listFacts } from "./list-facts";
import { readCard } from "./read-card";

export const metadata: Metadata = {
  title: "Model card",
  description:
    "The model that comes with Barometer: how well it reads, how often it is right at each confidence, its limits and its data.",
  alternates: { canonical: "/models/barometer-sentiment" },
};

const FOLDER = "/models/barometer-sentiment-v1";
const files = ["README.md", "config.json", "hashes.json", "golden.json"];
const compared: readonly EvaluatedEngine[] = ["vader", "lexical", "v0-q8", "embedded-q8", "fusion-q8"];

const evaluation = evaluationSchema.parse(evaluationJson);

/** Over the texts of every set of three classes: with two classes a confidence means something else. */
function plotEngine(engine: EvaluatedEngine, label: string): EnginePlot {
  const measured = evaluation.engines.find((each) => each.engine === engine);
  const sets = measured?.sets.filter((_, index) => !evaluation.sets[index]?.without_neutral) ?? [];
  const plot = prepareReliability(poolBins(sets.map(({ bins }) => bins)));
  const gaps = { all: measured?.mean.pooled_ece ?? null, crypto: measured?.mean.crypto_ece ?? null };
  return { key: engine, label, plot, summary: describeReliability(plot, gaps) };
}

export default async function ModelPage() {
  const { card, weights } = await readCard();
  return (
    <>
      <h1 className="mt-7 mb-1 text-[22px] wide:text-[26px] leading-tight font-semibold tracking-tight wrap-anywhere">
        {card.name}
      </h1>
      <p className="mb-5 max-w-[84ch] text-base text-pretty text-label">{card.sentence}</p>
      <FactRow facts={listFacts(evaluation, weights)} />
      <p className="mt-3 mb-7 flex flex-wrap items-center gap-x-4 text-[13px] text-muted">
        Files
        {files.map((file) => (
          <a
            key={file}
            href={`${FOLDER}/${file}`}
            className="tap inline-flex items-center font-mono text-accent underline underline-offset-4"
          >
            {file}
          </a>
        ))}
      </p>
      <div className="mb-7 grid gap-4 wide:grid-cols-2">
        <ReliabilityBlock
          engines={[
            plotEngine("fusion-q8", engineWords["fusion-q8"]),
            plotEngine("embedded-q8", engineWords["embedded-q8"]),
            plotEngine("lexical", engineWords.lexical),
          ]}
        />
        <FiguresBlock
          figures={{
            macro_f1: prepareFigures(evaluation, compared, "macro_f1"),
            accuracy: prepareFigures(evaluation, compared, "accuracy"),
            ece: prepareFigures(evaluation, compared, "ece"),
          }}
        />
      </div>
      <CardSections sections={[{ id: "use", title: "Use", blocks: card.opening }, ...card.sections]} />
    </>
  );
}
