import { Sign } from "@/components/ui/sign";
import type { Reason } from "@/lib/contracts/verdict";
import { sideOf, signedWeight } from "./highlight-segments";

/** The same words as a table, for those who do not see the tints. */
export function ReasonTable({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <details className="mt-1 text-[13px]">
      <summary className="tap w-fit py-1 text-label hover:text-text">As a table</summary>
      <table className="mt-1 w-full">
        <thead className="text-start text-muted">
          <tr className="border-b border-line">
            <th scope="col" className="py-1 text-start font-normal">
              Words
            </th>
            <th scope="col" className="py-1 text-start font-normal">
              Leans
            </th>
            <th scope="col" className="py-1 text-end font-normal">
              Weight
            </th>
          </tr>
        </thead>
        <tbody>
          {reasons.map((reason) => (
            <tr key={reason.start} className="border-b border-line last:border-b-0">
              <td className="foreign py-1 pe-2">{reason.text}</td>
              <td className="py-1 pe-2">
                <Sign of={sideOf(reason.weight)} /> {sideOf(reason.weight)}
              </td>
              <td className="py-1 text-end font-mono">{signedWeight(reason.weight)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
