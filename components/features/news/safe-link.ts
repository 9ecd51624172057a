import { isWebLink } from "@/lib/core/news/is-web-link";

/** An address that may be followed; null for all others. */
export const safeLink = (url: string | null): string | null => (url !== null && isWebLink(url) ? url : null);
