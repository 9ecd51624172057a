import { join } from "node:path";
import { draftLexicon } from "./draft-lexicon";
import { loadRatings } from "./load-ratings";
import { writeLexicon } from "./write-lexicon";

const target = join(import.meta.dirname, "../../lib/core/sentiment/lexical/lexicon.json");
writeLexicon(target, draftLexicon(loadRatings()));
