"use client";

import { type FirstNewsPage, NewsPanel } from "@/components/features/news/news-panel";

/** The stories; a tab beside them is added here. */
export function NewsTabs({ first }: { first: FirstNewsPage | null }) {
  return <NewsPanel first={first} />;
}
