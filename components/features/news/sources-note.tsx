import { TimeAgo } from "@/components/blocks/time-ago";
import { wait } from "@/components/blocks/verdict-words";
import type { NewsAnswer } from "@/lib/contracts/functions/news";

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
        <span className="underline underline-offset-4">See why</span>
      </summary>
      <ul className="grid gap-1.5 pb-2.5">
        {failed.map(({ source, name, detail, retry_after_s: again, last_ok_at: ok }) => (
          <li key={source}>
            <bdi dir="auto" className="foreign font-semibold">
              {name}
            </bdi>
            : {detail.replace(/[.]$/, "")}
            {again === null ? "" : `, asked again in ${wait(again)}`};{" "}
            {ok === null ? (
              "it has not answered yet"
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
