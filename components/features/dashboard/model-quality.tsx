import { formatCount } from "@/components/blocks/count-of";
import { nameSet } from "@/components/blocks/set-words";
import type { ModelQuality } from "@/lib/contracts/functions/models";

const figure = (share: number | null): string => (share === null ? "–" : share.toFixed(2));

/** What was measured of a model, per set of texts that it never saw. */
export function ModelQualityTable({ quality, name }: { quality: ModelQuality | null; name: string }) {
  if (quality === null) return <p className="mt-2 text-muted">Its quality was not measured here.</p>;
  const rows = [
    ...quality.sets.map((row) => ({ ...row, label: nameSet(row.set) + (row.without_neutral ? ", no neutral" : "") })),
    { ...quality.mean, set: "mean", label: "Mean", texts: null },
  ];
  return (
    <table className="mt-2 w-full text-xs" aria-label={`Measured quality of ${name}`}>
      <thead>
        <tr className="border-b border-line text-muted">
          <th scope="col" className="py-1 text-start font-normal">
            Set
          </th>
          {["Texts", "Right", "F1", "ECE"].map((head) => (
            <th key={head} scope="col" className="py-1 ps-2 text-end font-normal">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ set, label, texts, accuracy, macro_f1: f1, ece }) => (
          <tr key={set} className="border-b border-line last:border-b-0 last:font-semibold">
            <th scope="row" className="py-1 text-start font-normal">
              {label}
            </th>
            <td className="py-1 ps-2 text-end font-mono">{texts === null ? "" : formatCount(texts)}</td>
            <td className="py-1 ps-2 text-end font-mono">{figure(accuracy)}</td>
            <td className="py-1 ps-2 text-end font-mono">{figure(f1)}</td>
            <td className="py-1 ps-2 text-end font-mono">{figure(ece)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
