import { parseLexicon } from "../../lib/core/sentiment/lexical/lexicon";
import json from "../../lib/core/sentiment/lexical/lexicon.json" with { type: "json" };
import { createLexicalReader } from "../../lib/core/sentiment/lexical/read-lexical";

/** The shipped lexicon and its reader. */
export const shippedLexicon = parseLexicon(json);
export const readShipped = createLexicalReader(shippedLexicon);
