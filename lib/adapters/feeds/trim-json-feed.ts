import { failed, type Outcome } from "../../core/failure";
import type { TrimmedFeed } from "./trim-feed";

const MOST_ITEMS = 200;
const LONGEST_TEXT = 16_384;
/** Brackets in texts count too, and there they need not be closed. */
const MOST_OPENED = 50_000;
const MOST_DEPTH = 2_000;
const MOST_FIELDS = 50_000;
const READ = "id title url external_url summary content_text content_html date_published date_modified".split(" ");

/** A JSON Feed (jsonfeed.org, version 1 and 1.1) with nothing in it but its first 200 items and what is read of them. */
export function trimJsonFeed(text: string): Outcome<TrimmedFeed> {
  if (isIntricate(text)) return failed("bad_answer", { detail: "it has too many elements, or too deep ones" });
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return failed("bad_answer", { detail: "it breaks off, or is no JSON" });
  }
  const version = fieldOf(parsed, "version");
  const items = fieldOf(parsed, "items");
  if (!Array.isArray(items) || typeof version !== "string" || !version.includes("jsonfeed.org/version/"))
    return failed("bad_answer", { detail: "it is no feed" });
  const trimmed = items.slice(0, MOST_ITEMS).map((item: unknown) =>
    Object.fromEntries(
      READ.flatMap((name) => {
        const value = fieldOf(item, name);
        if (typeof value === "number") return [[name, String(value)]];
        return typeof value === "string" ? [[name, value.slice(0, LONGEST_TEXT)]] : [];
      }),
    ),
  );
  return {
    ok: true,
    value: { root: "json", items: trimmed.length, document: { version, title: "-", items: trimmed } },
  };
}

/** Looked at before it is parsed, in one go: what is nested by the hundred thousand holds up everything. Strings are not told apart. */
function isIntricate(text: string): boolean {
  let depth = 0;
  let opened = 0;
  let fields = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isField = code === 0x3a && text.charCodeAt(at - 1) === 0x22;
    if (isField && ++fields > MOST_FIELDS) return true;
    if (code === 0x5b || code === 0x7b) {
      depth++;
      opened++;
      if (opened > MOST_OPENED || depth > MOST_DEPTH) return true;
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
  }
  return false;
}

const fieldOf = (from: unknown, name: string): unknown =>
  typeof from === "object" && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
