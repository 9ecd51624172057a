import { isWebLink } from "./is-web-link";

const LONGEST = 2_048;

/**
 * An address that a person may follow; null where there is none: only http and https, no credentials, at most 2,048 characters. What
 * is relative is taken from `base`; an address glued to its own site ("https://a.comhttps://a.com/x") is mended.
 */
export function cleanLink(raw: string, base?: string | null): string | null {
  const trimmed = raw.trim().replaceAll("&amp;", "&");
  if (trimmed === "" || trimmed.length > LONGEST || /[<>"\u0000-\u001f\u007f\ufffd]/.test(trimmed)) return null;
  const glued = /^https?:\/\/[^/?#\s]{1,253}?(https?:\/\/.*)$/i.exec(trimmed)?.[1] ?? trimmed;
  const from = base ?? undefined;
  if (!URL.canParse(glued, from)) return null;
  const url = new URL(glued, from);
  return isWebLink(url) && url.href.length <= LONGEST ? url.href : null;
}
