import { failed, type Outcome } from "../../core/failure";

const MOST_ITEMS = 200;
const LONGEST_TEXT = 32_768;
const READ = "id title url external_url summary content_text content_html date_published date_modified".split(" ");

/** A JSON Feed (jsonfeed.org, version 1 and 1.1) with nothing in it but its first 200 items and what is read of them. */
export function trimJsonFeed(text: string): Outcome<{ readonly root: string; readonly document: unknown }> {
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
  return { ok: true, value: { root: "json", document: { version, title: "-", items: trimmed } } };
}

const fieldOf = (from: unknown, name: string): unknown =>
  typeof from === "object" && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;
