import { cn } from "@/components/ui/cn";
import { Sign } from "@/components/ui/sign";
import { type Counts, type RowKind, rowKinds } from "./tally";

interface FilterChipsProps {
  readonly counts: Counts;
  readonly total: number;
  readonly filter: RowKind | null;
  readonly onFilter: (filter: RowKind | null) => void;
}

const count = new Intl.NumberFormat("en");

export function FilterChips({ counts, total, filter, onFilter }: FilterChipsProps) {
  return (
    <fieldset className="flex flex-wrap gap-1.5">
      <legend className="sr-only">Show only</legend>
      {[null, ...rowKinds].map((kind) => (
        <button
          key={kind ?? "all"}
          type="button"
          aria-pressed={filter === kind}
          onClick={() => onFilter(kind)}
          className={cn(
            "tap inline-flex h-7 items-center gap-1.5 rounded-full border px-2.5 text-xs",
            filter === kind
              ? "border-accent-line bg-accent-soft font-semibold text-accent"
              : "border-line text-label hover:text-text",
          )}
        >
          {kind !== null && kind !== "failed" ? <Sign of={kind} /> : null}
          {kind === null ? "all" : kind === "failed" ? "not read" : kind}
          <span className="font-mono">{count.format(kind === null ? total : counts[kind])}</span>
        </button>
      ))}
    </fieldset>
  );
}
