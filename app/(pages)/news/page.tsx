import type { Metadata } from "next";
import { toKnown } from "@/components/features/news/mood-window";
import { toMoodInput, toNewsInput } from "@/components/features/news/news-input";
import { parseNewsView } from "@/components/features/news/news-view";
import type { ArchiveRow } from "@/lib/contracts/news";
import { type Query, readerOf } from "@/lib/core/reader-of";
import { readFirstNews } from "@/lib/server/read-first-news";
import { NewsTabs } from "./news-tabs";

export const metadata: Metadata = {
  title: "News",
  description:
    "Crypto news with the mood of each story, told once however often it was copied. Each says who told it, when it was first seen, and what was read of it.",
  alternates: { canonical: "/news", types: { "application/rss+xml": "/api/ai/data/news?format=rss" } },
};

export default async function NewsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const query = readerOf(await searchParams);
  const view = parseNewsView(query);
  const at = Date.now();
  const wish = toNewsInput(view);
  const moodWish = (archive: ArchiveRow) => toMoodInput(view, toKnown(archive), at);
  // What another tab shows it asks for itself.
  const read = query.get("tab") === null ? await readFirstNews(wish, ({ archive }) => moodWish(archive)) : null;
  const first = read && {
    ...read,
    at,
    newsKey: JSON.stringify(wish),
    moodKey: JSON.stringify(moodWish(read.news.archive)),
  };
  return (
    <>
      <h1 className="sr-only">News</h1>
      <noscript>
        <p className="mt-5 rounded-block border border-warn-line bg-warn-soft px-3 py-2 text-warn">
          Without JavaScript these are the newest stories as they were when the page was made; filters and the rest come
          from the{" "}
          <a href="/api/ai/data/news?format=rss" className="underline underline-offset-4">
            feed
          </a>{" "}
          and the{" "}
          <a href="/api/ai/data/news" className="underline underline-offset-4">
            API
          </a>
          .
        </p>
      </noscript>
      <NewsTabs first={first} />
    </>
  );
}
