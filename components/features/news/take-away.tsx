"use client";

import { CopyButton } from "@/components/blocks/copy-button";
import { useApi } from "@/components/providers";
import { MAX_NEWS } from "@/lib/contracts/limits";
import { toCurl } from "@/lib/core/snippets/to-curl";
import { toNewsInput } from "./news-input";
import { formatNewsView, type NewsView } from "./news-view";

const chip =
  "tap inline-flex h-7 items-center justify-center rounded-button border border-line bg-block px-2.5 text-xs text-label hover:bg-fill hover:text-text";

/** The stories of a view as files, as a feed, as a request and as a link. */
export function TakeAway({ view }: { view: NewsView }) {
  const { routes } = useApi();
  const input = toNewsInput(view);
  const address = (wish: Readonly<Record<string, string | number>>): string =>
    `${routes.news.path}?${new URLSearchParams(Object.entries({ ...input, ...wish }).map(([key, value]) => [key, String(value)]))}`;
  return (
    <section aria-label="Take it away" className="flex flex-wrap gap-1.5" data-print="hide">
      <a
        href={address({ limit: MAX_NEWS, format: "csv" })}
        download="news.csv"
        aria-label="Download as CSV"
        className={chip}
      >
        CSV
      </a>
      <a href={address({ limit: MAX_NEWS })} download="news.json" aria-label="Download as JSON" className={chip}>
        JSON
      </a>
      <a href={address({ format: "rss" })} aria-label="Feed of these stories for feed readers" className={chip}>
        RSS
      </a>
      <CopyButton
        label="curl"
        what="this request as curl"
        text={() => toCurl({ method: "GET", url: new URL(address({}), location.origin).href })}
      />
      <CopyButton
        label="link"
        what="a link to this view"
        text={() => new URL(`/news${formatNewsView({ ...view, story: null })}`, location.origin).href}
      />
      <p className="basis-full text-xs text-muted">The files hold the first {MAX_NEWS} that match.</p>
    </section>
  );
}
