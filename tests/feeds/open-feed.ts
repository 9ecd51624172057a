import type { ServerResponse } from "node:http";
import { afterEach } from "vitest";
import { entryOf, openFeeds } from "./open-feeds";
import { startFeedServer } from "./start-feed-server";

export const rss = (items: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
export const rssItem = (title: string, more = ""): string => `<item><title>${title}</title>${more}</item>`;
export const twoItems = rss(rssItem("Bitcoin rises", "<guid>1</guid>") + rssItem("Ether falls", "<guid>2</guid>"));
export const xml = { "content-type": "application/rss+xml; charset=utf-8" };

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** What must be closed when the test is over. */
export const endAfter = (...more: readonly (() => Promise<void>)[]): void => void ends.push(...more);

/** A server, and one feed of it. */
export async function openFeed(answer: Parameters<typeof startFeedServer>[0], path = "/feed") {
  const server = await startFeedServer(answer);
  const feeds = openFeeds([entryOf(`${server.origin}${path}`)], { privateHosts: [server.host] });
  endAfter(feeds.close, server.close);
  const source = feeds.sources[0];
  if (source === undefined) throw new Error("no source");
  return { server, feeds, source };
}

export const give = (response: ServerResponse, body: string | Buffer, headers: Record<string, string> = xml): void => {
  response.writeHead(200, headers).end(body);
};
