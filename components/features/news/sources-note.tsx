import { TimeAgo } from "@/components/blocks/time-ago";
import { wait } from "@/components/blocks/verdict-words";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import { groupFailed } from "./group-failed";

/** How many sources answered; which did not, why, and when they last did. */
export function SourcesNote({ answer: { archive, failed } }: { answer: NewsAnswer }) {
  if (failed.length === 0) return null;
  return (
    <details
      className="relative h-full rounded-block border border-warn-line bg-warn-soft text-[13px] text-warn"
      data-testid="sources"
    >
      <summary className="flex h-full items-center gap-2 px-3">
        <span className="line-clamp-2 leading-snug">
          {archive.sources_ok} of {archive.sources} sources answered; {failed.length} did not.{" "}
          {archive.sample ? "Sample news is shown until one does." : ""}
        </span>
        <span className="shrink-0 underline underline-offset-4">See why</span>
      </summary>
      {/* Over what stands below, which stays where it is. */}
      <ul className="absolute inset-x-0 top-full z-10 mt-1 grid max-h-80 gap-1.5 overflow-y-auto rounded-block border border-warn-line bg-warn-soft px-3 py-2.5">
        {groupFailed(failed).map(({ names, detail, again, ok }) => (
          <li key={names.join()}>
            <bdi dir="auto" className="foreign font-semibold">
              {names.join(", ")}
            </bdi>
            : {detail.replace(/[.]$/, "")}
            {again === null ? "" : `, asked again in ${wait(again)}`};{" "}
            {ok === null ? (
              "no answer yet"
            ) : (
              <>
                last answered <TimeAgo at={Date.parse(ok)} />
              </>
            )}
            .
          </li>
        ))}
      </ul>
    </details>
  );
}
