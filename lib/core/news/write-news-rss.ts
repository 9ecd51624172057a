import { generateRssFeed } from "feedsmith";
import type { NewsAnswer } from "../../contracts/functions/news";
import type { NewsRow } from "../../contracts/news";
import type { TextFile } from "../file-answer";

/** A page of news as RSS 2.0, for feed readers: each story with its mood in front, and its coins as categories. */
export function writeNewsRss(
  { items, archive, next, failed }: NewsAnswer,
  { siteUrl, now }: { readonly siteUrl: string; readonly now: number },
): TextFile {
  const about = archive.sample
    ? "Sample data, written for this program: no news."
    : "Stories about crypto coins, each with the mood that its words have.";
  const silent =
    failed.length === 0
      ? ""
      : ` ${failed.length} of ${archive.sources} ${archive.sources === 1 ? "source" : "sources"} did not answer.`;
  const text = generateRssFeed({
    title: archive.sample ? "Barometer: sample news" : "Barometer: crypto news with its mood",
    link: `${siteUrl}/news`,
    description: `${about}${silent}`,
    language: "en",
    generator: "Barometer",
    lastBuildDate: new Date(archive.kept_at ?? now),
    items: items.map((item) => ({
      title: item.title,
      link: item.url ?? `${siteUrl}/news?story=${item.id}`,
      description: toHtml(summaryOf(item)),
      guid: { value: `urn:barometer:news:${item.id}:${item.version}`, isPermaLink: false },
      // A year alone is no date.
      ...(isDay(item.published_precision) ? { pubDate: new Date(item.published_at ?? item.first_seen_at) } : {}),
      categories: [...new Set(item.coins.map(({ symbol }) => symbol))].map((name) => ({ name })),
      dc: { creators: [item.outlet] },
    })),
  });
  const name = archive.sample ? "news-sample.xml" : "news.xml";
  return {
    kind: "file",
    type: "application/rss+xml; charset=utf-8",
    name,
    text,
    ...(next === null ? {} : { next: { cursor: next, format: "rss" } }),
    silent: failed.map(({ source }) => source),
  };
}

function summaryOf({ sentiment, text, title, sample }: NewsRow): string {
  const mood =
    sentiment === null
      ? "Nobody could read it."
      : sentiment.abstained
        ? "Unclear."
        : `${sentiment.label}, ${Math.round(sentiment.confidence * 100)} % (${sentiment.model}).`;
  return [sample ? "Sample data." : "", mood, text.slice(title.length).trim()].filter(Boolean).join(" ");
}

/** Readers take descriptions for HTML: what looks like it must arrive as text. */
const toHtml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const isDay = (precision: NewsRow["published_precision"]): boolean => precision !== "month" && precision !== "year";
