import type { SourceRow as Source } from "@/lib/contracts/functions/overview";
import { SourceRow } from "./source-row";
import { roles } from "./table-roles";

const columns = [
  ["Source", "w-[20%]"],
  ["State", "w-[28%]"],
  ["Last answer", "w-[11%]"],
  ["Last item", "w-[11%]"],
  ["Every", "w-[8%]"],
  ["Kept", "w-[12%]"],
  ["Licence", "w-[10%]"],
] as const;

interface SourceTableProps {
  readonly name: string;
  readonly rows: readonly Source[];
  readonly at: string;
  readonly toldOnce: string | null;
  /** Seconds since this was told. */
  readonly passedS: number;
}

/** A row a source; on a phone a row is a card. Its columns stand alike in every table of the page. */
export function SourceTable({ name, rows, at, toldOnce, passedS }: SourceTableProps) {
  return (
    <table
      {...roles.table}
      aria-label={name}
      className="w-full border-t border-line text-[13px] max-wide:block wide:table-fixed"
    >
      <thead {...roles.rowgroup} className="max-wide:sr-only">
        <tr {...roles.row} className="border-b border-line text-xs text-muted">
          {columns.map(([label, width], nth) => (
            <th
              key={label}
              {...roles.columnheader}
              scope="col"
              className={`px-2 py-1.5 font-normal first:ps-3.5 last:pe-3.5 ${nth < 2 ? "text-start" : "text-end"} ${width}`}
            >
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody {...roles.rowgroup} className="max-wide:block">
        {rows.map((row) => (
          <SourceRow
            key={row.key}
            source={row}
            at={at}
            toldOnce={toldOnce}
            passedS={row.retry_after_s === null ? 0 : passedS}
          />
        ))}
      </tbody>
    </table>
  );
}
