import { cleanLink } from "./clean-link";
import { cleanText } from "./clean-text";
import { cutText } from "./cut-text";
import { type FoundItem, MAX_LEAD, MAX_TITLE, type Moment } from "./news-item";
import { parseNewsTime } from "./parse-news-time";

/** What is looked at of a text: markup around a lead takes room, but not that much. */
const MOST_RAW = 16_384;
/** What WordPress puts below every lead: the title once more. */
const BYLINE = /(?:^| )The post .{1,400}? (?:appeared first on|first appeared on) .{1,120}$/;
const LONGEST_GUID = 1_000;
const LONGEST_OUTLET = 80;

/** An item as it was found, in whatever shape: markup, entities, dates as they were written. */
export interface RawItem {
  readonly guid?: string | null;
  readonly title?: string | null;
  readonly body?: string | null;
  readonly url?: string | null;
  readonly outlet?: string | null;
  readonly published?: string | number | Date | Moment | null;
}

/**
 * An item as the archive takes it; null where it has no words. `name`: who is named where neither the item nor its address tells who
 * wrote it. `base`: what relative addresses begin from.
 */
export function makeFoundItem(
  raw: RawItem,
  { name, base }: { readonly name: string; readonly base?: string | null },
): FoundItem | null {
  const words = cleanText((raw.title ?? "").slice(0, MOST_RAW));
  const body = cleanText((raw.body ?? "").slice(0, MOST_RAW)).replace(BYLINE, "");
  const text = words === "" ? body : words;
  if (!/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(text)) return null;
  const title = cutText(text, MAX_TITLE);
  const url = cleanLink(raw.url ?? "", base);
  const guid = cleanText((raw.guid ?? "").slice(0, LONGEST_GUID));
  return {
    guid: guid === "" ? null : guid,
    title,
    lead: leadOf(body, words, title),
    url,
    outlet: cutText(cleanText((raw.outlet ?? "").slice(0, LONGEST_GUID)) || hostOf(url) || name, LONGEST_OUTLET),
    published: momentOf(raw.published ?? null),
  };
}

/** What the body says beyond the title. Where the body is the title's own text, what was cut from it. */
function leadOf(body: string, words: string, title: string): string {
  if (words === "") {
    const rest = title.endsWith("…") ? body.slice(title.length - 1) : "";
    return cutText(rest.trim(), MAX_LEAD);
  }
  const rest = body.startsWith(words) ? body.slice(words.length).replace(/^[\s.:;,|–—-]+/, "") : body;
  return keyOf(rest) === "" || keyOf(words).startsWith(keyOf(rest)) ? "" : cutText(rest, MAX_LEAD);
}

/** Letters and digits alone: punctuation and case make no difference to what is said. */
const keyOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "");

const hostOf = (url: string | null): string => (url === null ? "" : new URL(url).hostname.replace(/^www[.]/, ""));

const momentOf = (published: RawItem["published"]): Moment | null =>
  published === null || published === undefined
    ? null
    : typeof published === "object" && "at" in published
      ? published
      : parseNewsTime(published);
