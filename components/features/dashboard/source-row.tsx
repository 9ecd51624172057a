import { memo, type ReactNode } from "react";
import { countOf } from "@/components/blocks/count-of";
import { agoWords, momentWords } from "@/components/blocks/time-ago";
import type { SourceRow as Source } from "@/lib/contracts/functions/overview";
import { cadenceWords } from "./age-words";
import { Clamped } from "./clamped";
import { keptWords, sourceWords } from "./source-words";
import { StateMark, toneText } from "./state-mark";
import { roles } from "./table-roles";

interface SourceRowProps {
  readonly source: Source;
  /** The server's clock. */
  readonly at: string;
  /** A reason that the group tells for all who share it. */
  readonly toldOnce: string | null;
  readonly passedS: number;
}

/** One source. Its lines have their room, whatever they say: a state that changes moves no other row. */
export const SourceRow = memo(function SourceRow({ source, at, toldOnce, passedS }: SourceRowProps) {
  const { retry_after_s: retry, last_ok_at: ok, last_item_at: item, cadence_h: every } = source;
  const { word, why: because, tone } = sourceWords(source, at, retry === null ? null : retry - passedS);
  const why = source.state === "off" && because === toldOnce ? "" : because;
  return (
    <tr
      {...roles.row}
      data-testid="source"
      data-key={source.key}
      data-state={source.state}
      className="border-b border-line align-top last:border-b-0 max-wide:grid max-wide:grid-cols-2 max-wide:gap-x-3 max-wide:px-3.5 max-wide:py-2"
    >
      <th
        {...roles.rowheader}
        scope="row"
        className="py-2 text-start font-normal max-wide:col-span-2 max-wide:pb-0 wide:ps-3.5 wide:pe-2"
      >
        <span className="block truncate font-semibold" title={source.name}>
          {source.name}
        </span>
        {source.dataset === source.name ? null : (
          <span className="foreign block truncate font-mono text-xs text-muted" title={source.layout}>
            {source.dataset}
          </span>
        )}
      </th>
      <td {...roles.cell} className="max-wide:col-span-2 wide:px-2 wide:py-2">
        <div className="flex min-h-11 gap-2 leading-5 wide:min-h-10" data-testid="state">
          <StateMark tone={tone} className="mt-[5px]" />
          <Clamped text={why === "" ? word : `${word}: ${why}`} from={60} lines="2" className={toneText[tone]} />
        </div>
        <Refused source={source} />
      </td>
      <Cell label="Last answer">{ok === null ? "–" : <Ago at={ok} now={at} />}</Cell>
      <Cell label="Last item">{item === null ? "–" : <Ago at={item} now={at} />}</Cell>
      <Cell label="Every">{every === null ? "–" : cadenceWords(every)}</Cell>
      <Cell label="Kept">{keptWords(source) ?? "–"}</Cell>
      <Cell label="Licence" last>
        {source.licence ?? "none declared"}
      </Cell>
    </tr>
  );
});

/** By the server's clock, as its state is: the visitor's may be set to anything. */
const Ago = ({ at, now }: { at: string; now: string }) => (
  <time dateTime={at} title={momentWords(Date.parse(at))}>
    {agoWords(Date.parse(at), Date.parse(now))}
  </time>
);

const Cell = ({ label, last = false, children }: { label: string; last?: boolean; children: ReactNode }) => (
  <td
    {...roles.cell}
    className={`max-wide:flex max-wide:justify-between max-wide:gap-2 max-wide:py-0.5 wide:py-2 wide:text-end ${last ? "wide:ps-2 wide:pe-3.5" : "wide:px-2"}`}
  >
    <span aria-hidden="true" className="text-muted wide:hidden">
      {label}
    </span>
    <span className="max-wide:text-end">{children}</span>
  </td>
);

/** Files of it that could not be believed. */
function Refused({ source: { refused, name } }: { source: Source }) {
  if (refused.length === 0) return null;
  return (
    <details className="pb-1 text-xs">
      <summary className="tap w-fit py-1 text-warn">
        {countOf(refused.length, "file")} refused<span className="sr-only"> of {name}</span>
      </summary>
      <ul className="grid gap-1 pb-1 text-label">
        {refused.map(({ path, reason }) => (
          <li key={path} className="[overflow-wrap:anywhere]">
            <span className="foreign font-mono">{path}</span>: {reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
