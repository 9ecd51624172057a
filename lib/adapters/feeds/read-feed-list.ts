import { readFile, stat } from "node:fs/promises";
import { z } from "zod";
import { failed, type Outcome } from "../../core/failure";
import defaultFeeds from "../../core/news/default-feeds.json" with { type: "json" };
import { isWebLink } from "../../core/news/is-web-link";
import type { FeedEntry } from "./feed-entry";

const MOST_FEEDS = 200;
const MOST_BYTES = 1_000_000;

const host = z.string().regex(/^[a-z0-9.-]{1,253}$|^\[[0-9a-f:]+\]$/, { error: "must be a host in lower case" });
const webAddress = z
  .string()
  .max(2_048)
  .refine((text) => isWebLink(text), {
    error: "must be an address that begins with https:// (or http://), without a password",
  });

const entrySchema = z.strictObject({
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, { error: "must be letters, digits and dashes" })
    .max(60)
    .optional(),
  name: z.string().trim().min(1).max(80),
  url: webAddress,
  home: webAddress.optional(),
  kind: z.enum(["outlet", "exchange"]).default("outlet"),
  language: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,2}$/, { error: "must be a BCP 47 tag like en or fa" })
    .default("en"),
  alsoHosts: z.array(host).max(20).default([]),
});

/**
 * The feeds that come with this project, or those of a file of one's own: a JSON array of at most 200 entries with name and url, and if
 * wanted slug, home, kind (outlet, exchange), language and alsoHosts. What is wrong is named with its entry and field (`bad_files`).
 */
export async function readFeedList(file?: string): Promise<Outcome<readonly FeedEntry[]>> {
  if (file === undefined) return checkList(defaultFeeds);
  let text: string;
  try {
    if ((await stat(file)).size > MOST_BYTES) return wrong("it is larger than 1 MB");
    text = await readFile(file, "utf8");
  } catch {
    return wrong("it cannot be opened");
  }
  try {
    return checkList(JSON.parse(text.replace(/^\ufeff/, "")));
  } catch {
    return wrong("it is no JSON");
  }
}

function checkList(list: unknown): Outcome<readonly FeedEntry[]> {
  if (!Array.isArray(list)) return wrong("it must be an array of feeds");
  if (list.length > MOST_FEEDS) return wrong(`it has ${list.length} feeds, and at most ${MOST_FEEDS} are read`);
  const entries = new Map<string, FeedEntry>();
  for (const [at, raw] of list.entries()) {
    const checked = entrySchema.safeParse(raw);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      const field = issue?.path.join(".") ?? "";
      return wrong(`entry ${at + 1}${nameOf(raw)}: ${field === "" ? "" : `${field} `}${issue?.message ?? "is wrong"}`);
    }
    const { slug = slugOf(checked.data.name), home = null, ...rest } = checked.data;
    if (slug === "") return wrong(`entry ${at + 1}${nameOf(raw)}: slug is needed where the name has no Latin letters`);
    if (entries.has(slug)) return wrong(`entry ${at + 1}${nameOf(raw)}: an entry before it has the slug ${slug} too`);
    entries.set(slug, { ...rest, slug, home });
  }
  return { ok: true, value: [...entries.values()] };
}

const wrong = (why: string): Outcome<never> =>
  failed("bad_files", { detail: `the list of feeds (NEWS_FEEDS) cannot be used: ${why}` });

function nameOf(raw: unknown): string {
  const name: unknown = typeof raw === "object" && raw !== null ? Reflect.get(raw, "name") : null;
  return typeof name === "string" ? ` (${JSON.stringify(name.slice(0, 80))})` : "";
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60);
