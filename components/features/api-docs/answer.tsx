"use client";

import { CopyButton } from "@/components/blocks/copy-button";
import { Note } from "@/components/blocks/note";
import { problemWords } from "@/components/blocks/problem-words";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "./code-block";
import type { TryState } from "./use-try";

/** More than this of an answer is not drawn; it can be copied whole. */
const MOST_SHOWN = 60_000;

const count = new Intl.NumberFormat("en");
const time = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });

/** What came back: status, time, request id, and the answer itself. */
export function Answer({ of, state }: { of: string; state: TryState }) {
  const { phase, answer, isEarlier } = state;
  const body = answer === null ? "" : bodyOf(answer);
  return (
    <div data-testid="answer" data-phase={phase} className="grid min-w-0 gap-2">
      {/* Heard: how it stands. What changes with every event is only seen. */}
      <p role="status" className="sr-only">
        {phase === "idle" ? "" : phase}
      </p>
      <p className="min-h-5 text-[13px] text-label wrap-anywhere">{statusWords(state)}</p>
      <div className={cn("grid min-w-0 gap-2", isEarlier && "opacity-60 transition-opacity delay-150")}>
        {answer?.error ? (
          <Note tone="danger">
            <span role="alert">{problemWords(answer.error)}</span>
            {/* One alone is told above. */}
            {(answer.error.fields?.length ?? 0) > 1
              ? answer.error.fields?.map(({ field, message }) => (
                  <span key={`${field} ${message}`} className="w-full text-xs">
                    <span className="font-mono">{field === "" ? "input" : field}</span> {message}
                  </span>
                ))
              : null}
          </Note>
        ) : null}
        {body === "" ? null : (
          <>
            <CodeBlock tall>{body.slice(0, MOST_SHOWN)}</CodeBlock>
            <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
              {body.length > MOST_SHOWN
                ? `The first ${count.format(MOST_SHOWN)} of ${count.format(body.length)} characters. `
                : null}
              <CopyButton label="Copy the answer" what={`the answer of ${of}`} text={() => body} />
            </p>
          </>
        )}
      </div>
    </div>
  );
}

function bodyOf({ body, events }: NonNullable<TryState["answer"]>): string {
  return events.length === 0 ? body : events.map(({ event, data }) => `${event}: ${indent(data)}`).join("\n");
}

/** Each field of JSON on a line of its own. */
function indent(data: string): string {
  try {
    return JSON.stringify(JSON.parse(data), null, 2);
  } catch {
    return data;
  }
}

function statusWords({ phase, answer, isEarlier }: TryState): string {
  if (phase === "idle") return "";
  if (isEarlier) return phase === "running" ? "running" : `${phase}; below is the answer before`;
  const words = answer?.status ? [`Status ${answer.status}`] : [];
  if (answer) words.push(`${time.format(answer.ms)} ms`);
  if (answer && answer.eventCount > 0) {
    const { eventCount, events } = answer;
    const shown = events.length < eventCount ? `, the newest ${events.length} below` : "";
    words.push(`${count.format(eventCount)} ${eventCount === 1 ? "event" : "events"}${shown}`);
  }
  if (phase === "running") words.push("running");
  if (phase === "cancelled") words.push("cancelled");
  if (answer?.requestId) words.push(`request ${answer.requestId}`);
  return words.join(" · ");
}
