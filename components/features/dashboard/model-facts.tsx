import type { ReactNode } from "react";
import { categoryWords } from "@/components/blocks/category-words";
import { countOf, formatCount } from "@/components/blocks/count-of";
import { type FailureCode, failureWords } from "@/lib/contracts/failures";
import type { ModelEntry } from "@/lib/contracts/functions/models";
import { Countdown } from "./countdown";
import { failedOf } from "./model-figures";
import { ModelQualityTable } from "./model-quality";
import { modelSize, modelWords } from "./model-words";

interface ModelFactsProps {
  readonly model: ModelEntry;
  readonly heard: number | undefined;
}

/** All that is known of a model. It scrolls in a room of a fixed height: what changes in it moves nothing around it. */
export function ModelFacts({ model, heard }: ModelFactsProps) {
  const { word, why } = modelWords(model);
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["State", why === "" ? `${word}: ${model.detail}` : `${word}: ${why}`],
    ["Breaker", <Breaker key="breaker" model={model} heard={heard} />],
    ["Calls", callWords(model.calls)],
    ["Failed", failedWords(model.calls)],
    ["Id", <Mono key="id">{model.id}</Mono>],
    ["Revision", <Mono key="revision">{model.revision}</Mono>],
    ["Weights", model.dtype ?? (model.engine.startsWith("hf_") ? "as the provider runs it" : "none")],
    ["Size", model.size_mb === null ? "–" : modelSize(model.size_mb)],
    ["Licence", model.licence ?? "none declared"],
    ["Labels", model.labels.map(({ name, means }) => (name === means ? name : `${name} = ${means}`)).join(", ")],
    ["Asked for", model.categories.map((category) => categoryWords[category]).join(", ") || "nothing by itself"],
    ["Scale", model.calibrated ? "calibrated" : "its own: not compared with how often it is right"],
    ...(model.gated ? ([["Access", "its makers must grant it first"]] as const) : []),
  ];
  return (
    <section
      aria-label={`Facts of ${model.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-72 overflow-y-auto rounded-block border border-line bg-fill px-3 py-2 text-[13px] -outline-offset-2"
    >
      <dl className="grid grid-cols-[5.5rem_minmax(0,1fr)] gap-x-2 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="col-span-full grid grid-cols-subgrid">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
          </div>
        ))}
      </dl>
      <ModelQualityTable quality={model.quality} name={model.name} />
    </section>
  );
}

const Mono = ({ children }: { children: string }) => <span className="foreign font-mono text-xs">{children}</span>;

const breakerWords = {
  closed: "closed: it is asked",
  half_open: "half open: one text tries it",
  open: "open: it is left alone",
} as const;

function Breaker({ model: { breaker }, heard }: ModelFactsProps) {
  if (breaker === null) return "none: it runs here";
  return (
    <>
      {breakerWords[breaker.state]}
      {breaker.state === "open" ? (
        <>
          , <Countdown seconds={breaker.retry_after_s} heard={heard} />
        </>
      ) : null}
    </>
  );
}

const callWords = ({ first_attempts: first, retries, answered }: ModelEntry["calls"]): string =>
  `${countOf(first, "first attempt")}, ${countOf(retries, "retry", "retries")}; ${formatCount(answered)} answered`;

function failedWords(calls: ModelEntry["calls"]): string {
  if (failedOf(calls) === 0) return "none";
  return (Object.entries(calls.failed) as [FailureCode, number][])
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
    .map(([code, count]) => `${formatCount(count)}: ${failureWords[code] ?? code}`)
    .join("; ");
}
