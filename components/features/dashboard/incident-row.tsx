import { memo } from "react";
import { momentWords } from "@/components/blocks/time-ago";
import type { IncidentRow as Incident } from "@/lib/contracts/parts";
import { beforeWords, causeWords, changeWords, severityWords, timeWords } from "./incident-words";
import { StateMark, toneText } from "./state-mark";

interface IncidentRowProps {
  readonly incident: Incident;
  /** The server's day: what is of another bears its date. */
  readonly day: string;
  readonly onPart: (key: string) => void;
}

/** One change of state: when, how grave, of what, from what to what, why, and after how long. */
export const IncidentRow = memo(function IncidentRow({ incident, day, onPart }: IncidentRowProps) {
  const { word, tone } = severityWords[incident.severity];
  const why = causeWords(incident);
  const before = beforeWords(incident);
  return (
    <li
      data-testid="incident"
      data-key={incident.key}
      data-to={incident.to}
      className="grid grid-cols-[auto_auto_minmax(0,1fr)] items-baseline gap-x-3 gap-y-0.5 border-b border-line px-3.5 py-1.5 text-[13px] last:border-b-0 wide:grid-cols-[5.5rem_5.5rem_minmax(0,16rem)_minmax(0,1fr)_7rem]"
    >
      <time
        dateTime={incident.at}
        title={momentWords(Date.parse(incident.at))}
        className="font-mono text-xs text-muted"
      >
        {timeWords(incident.at, day)}
      </time>
      <span className={`flex items-baseline gap-1.5 text-xs ${toneText[tone]}`}>
        <StateMark tone={tone} className="relative top-px" />
        {word}
      </span>
      <span className="max-wide:order-1 max-wide:col-span-3">
        <button
          type="button"
          onClick={() => onPart(incident.key)}
          title="Only what happened to it"
          className="tap foreign text-start font-semibold hover:underline hover:underline-offset-4 max-wide:min-h-11 min-h-6"
        >
          {incident.name}
        </button>
      </span>
      <span className="[overflow-wrap:anywhere] max-wide:order-1 max-wide:col-span-3">
        {changeWords(incident)}
        {why === "" ? null : <span className="text-label">: {why}</span>}
      </span>
      <span className="text-end text-muted max-wide:text-xs">{before}</span>
    </li>
  );
});
