import { dropHidden } from "./drop-hidden";
import { mendEncoding } from "./mend-encoding";
import { stripMarkdown } from "./strip-markdown";
import { stripMarkup } from "./strip-markup";

/** Wrappings in wrappings that are taken off; feeds have one or two. */
const MOST_LAYERS = 6;

/**
 * Whatever a source wrote (HTML, Markdown, CDATA, entities once or twice over, mis-decoded UTF-8) as one line of plain text: no tag, no
 * script, no control character, no hidden sign. Cleaning it again changes nothing. Linear in its length; the caller cuts.
 */
export function cleanText(raw: string): string {
  let text = raw;
  for (let layer = 0; layer < MOST_LAYERS; layer++) {
    const cleaned = cleanOnce(text);
    if (cleaned === text) return text;
    text = cleaned;
  }
  // Wrapped deeper than anyone does by mistake: it loses every sign that could wrap something.
  return dropHidden(text.replace(/[^ -~]|[<>&*_`#[\]\\]/g, " "));
}

const cleanOnce = (text: string): string => dropHidden(mendEncoding(stripMarkdown(stripMarkup(text))));
