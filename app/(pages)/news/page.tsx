import type { Metadata } from "next";
import { parseNewsView } from "@/components/features/news/news-view";
import { NewsTabs } from "./news-tabs";

type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The first of several: as the browser's own reader of addresses has it. */
const readerOf = (query: Query) => ({
  get: (name: string): string | null => {
    const value = query[name];
    return (typeof value === "string" ? value : value?.[0]) ?? null;
  },
});

export const metadata: Metadata = {
  title: "News",
  description:
    "Crypto news with the mood of each story, told once however often it was copied. Each says who told it, when it was first seen, and what was read of it.",
  alternates: { canonical: "/news", types: { "application/rss+xml": "/api/ai/data/news?format=rss" } },
};

export default async function NewsPage({ searchParams }: { searchParams: Promise<Query> }) {
  parseNewsView(readerOf(await searchParams));
  return (
    <>
      <h1 className="sr-only">News</h1>
      <NewsTabs first={null} />
    </>
  );
}
