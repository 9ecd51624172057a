import { BlockTitle } from "@/components/blocks/block";
import type { Verdict } from "@/lib/contracts/verdict";
import { agreementWords, inOrder, shownDisagreement } from "./agreement";
import { ModelRow } from "./model-row";

/** What each model that was asked said, and how far they are apart. One model alone is named in the foot. */
export function ModelsBlock({ verdict }: { verdict: Verdict }) {
  const { models, degraded } = verdict;
  const disagreement = shownDisagreement(verdict);
  if (models.length < 2 && models.every(({ status }) => status === "ok")) return null;
  return (
    <section aria-label="Models" className="border-t border-line px-5 py-3.5">
      <div className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4">
        <BlockTitle>{agreementWords(verdict)}</BlockTitle>
        {disagreement === null ? null : (
          <span
            className="text-[13px] text-muted"
            title="Jensen-Shannon divergence of the models: 0 is alike, 1 is each sure of another class"
          >
            disagreement <span className="font-mono">{disagreement.toFixed(2)}</span>
          </span>
        )}
      </div>
      <ul className="grid grid-cols-[minmax(0,1fr)_auto_auto] gap-x-3 gap-y-2 text-[13px] wide:grid-cols-[minmax(0,8.5rem)_minmax(3rem,1fr)_auto_auto] wide:gap-y-1.5">
        {inOrder(models).map((model) => (
          <ModelRow key={model.key} model={model} degraded={degraded} />
        ))}
      </ul>
    </section>
  );
}
