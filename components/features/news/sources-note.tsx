import { TimeAgo } from "@/components/blocks/time-ago";
import { wait } from "@/components/blocks/verdict-words";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import { groupFailed } from "./group-failed";

/** How many sources answered; which did not, why, and when they last did. */
export function SourcesNote({ answer: { archive, failed } }: { answer: NewsAnswer }) {
  if (failed.length === 0) return null;
  return (
    <details
      className="mb-3 rounded-block border border-warn-line bg-warn-soft px-3 text-[13px] text-warn"
      data-testid="sources"
    >
      <summary className="tap w-fit content-center py-1.5">
        {archive.sources_ok} of {archive.sources} sources answered; {failed.length} did not.{" "}
        {archive.sample ? "Sample news is shown until one does. " : ""}
        <span className="underline underline-offset-4">See why</span>
      </summary>
      <ul className="grid gap-1.5 pb-2.5">
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
