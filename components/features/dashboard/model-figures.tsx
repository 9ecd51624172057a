import { formatCount } from "@/components/blocks/count-of";
import type { ModelEntry } from "@/lib/contracts/functions/models";

const ms = (value: number | null): string => {
  if (value === null) return "–";
  return value < 10 ? value.toFixed(1) : formatCount(Math.round(value));
};

const rate = (value: number): string =>
  value === 0 ? "0" : value < 10 ? value.toFixed(1) : formatCount(Math.round(value));

export const failedOf = ({ failed }: Pick<ModelEntry["calls"], "failed">): number =>
  Object.values(failed).reduce((sum, count) => sum + count, 0);

/** How fast and how often, in numbers of a fixed place. */
export function ModelFigures({ calls }: { calls: ModelEntry["calls"] }) {
  const failed = failedOf(calls);
  const figures = [
    ["p50 ms", ms(calls.p50_ms)],
    ["p95 ms", ms(calls.p95_ms)],
    ["p99 ms", ms(calls.p99_ms)],
    ["a minute", rate(calls.per_minute)],
  ] as const;
  return (
    <>
      <dl className="grid grid-cols-4 gap-2 text-xs text-muted">
        {figures.map(([name, value]) => (
          <div key={name} className="flex min-w-0 flex-col-reverse">
            <dt className="truncate">{name}</dt>
            <dd className="truncate font-mono text-[15px] text-text">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="truncate text-xs text-muted">
        {formatCount(calls.answered)} answered,{" "}
        <span className={failed > 0 ? "text-warn" : undefined}>{formatCount(failed)} failed</span>
      </p>
    </>
  );
}
