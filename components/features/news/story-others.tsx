import { BlockTitle } from "@/components/blocks/block";
import { formatCount } from "@/components/blocks/count-of";
import { Note } from "@/components/blocks/note";
import { problemWords } from "@/components/blocks/problem-words";
import { readingWords } from "@/components/blocks/reading-words";
import { momentWords } from "@/components/blocks/time-ago";
import { Button } from "@/components/ui/button";
import { Sign } from "@/components/ui/sign";
import type { NewsRow } from "@/lib/contracts/news";
import { safeLink } from "./safe-link";
import type { StoryState } from "./use-story";

/** The item as it was before its source changed it, and the others that tell the same. */
export function StoryOthers({ item, state }: { item: NewsRow; state: StoryState }) {
  const { story, problem, asking, retry } = state;
  const isMore = item.story.copies > 0 || item.version > 1;
  if (!isMore && !story?.copies.length) return null;
  if (!story) {
    return problem ? (
      <Note tone="warn">
        <span role="alert">Its copies and versions could not be loaded. {problemWords(problem)}</span>
        <Button className="ms-auto" disabled={asking} onClick={retry}>
          Retry now
        </Button>
      </Note>
    ) : (
      <div role="status" className="min-h-16">
        <span className="sr-only">Loading copies</span>
      </div>
    );
  }
  const earlier = story.versions.filter(({ version }) => version < item.version).toReversed();
  return (
    <>
      {earlier.length > 0 ? (
        <section aria-label="Earlier versions">
          <BlockTitle className="mb-1">Before its source changed it</BlockTitle>
          <ul className="grid gap-2">
            {earlier.map((one) => (
              <li key={one.version} className="text-[13px]">
                <Told item={one} />
                <p className="text-xs text-muted">
                  version {one.version}, {momentWords(Date.parse(one.version_at))}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {story.copies.length > 0 ? (
        <section aria-label="Copies">
          <BlockTitle className="mb-1">
            {story.copies.length === 1 ? "Told by one more" : `Told by ${formatCount(story.copies.length)} more`}
          </BlockTitle>
          <ul className="grid max-h-72 gap-2 overflow-y-auto">
            {story.copies.map((copy) => (
              <li key={copy.id} className="text-[13px]">
                <Told item={copy} />
                <p className="text-xs text-muted">
                  <bdi dir="auto" className="foreign">
                    {copy.outlet}
                  </bdi>
                  , first seen {momentWords(Date.parse(copy.first_seen_at))}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

/** A title with what was read of it; it leads away where it can be followed. */
function Told({ item }: { item: NewsRow }) {
  const link = safeLink(item.url);
  const { sign, word, level } = readingWords(item);
  const title = (
    <bdi dir="auto" className="foreign">
      {item.title}
    </bdi>
  );
  return (
    <p className="flex items-baseline gap-1.5">
      <Sign of={sign} className="size-2.5" />
      <span className="sr-only">
        {word} {level}:
      </span>
      {link === null ? (
        <span className="min-w-0">{title}</span>
      ) : (
        <a
          href={link}
          target="_blank"
          rel="noopener noreferrer"
          className="min-w-0 underline decoration-line underline-offset-4 hover:decoration-current"
        >
          {title}
        </a>
      )}
    </p>
  );
}
