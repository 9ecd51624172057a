import { readFileSync } from "node:fs";
import { join } from "node:path";
import { coinNames } from "../../lib/core/sentiment/lexical/coin-names";
import { parseLexicon } from "../../lib/core/sentiment/lexical/lexicon";
import { listRoles, roles } from "../../lib/core/sentiment/lexical/role-words";

// Prints what the project's lexicon (or the one in a file) knows as JSON, so that the training reads the same tables as the lexical reader.
const shipped = join(import.meta.dirname, "../../lib/core/sentiment/lexical/lexicon.json");
const lexicon: unknown = JSON.parse(readFileSync(process.argv[2] ?? shipped, "utf8"));
const folder = join(import.meta.dirname, "../lexicon");
const ratings: Record<string, number> = {};
for (const file of ["ratings.tsv", "additions.tsv", "emoji.tsv"]) {
  for (const line of readFileSync(join(folder, file), "utf8").split("\n")) {
    const [phrase = "", rating = ""] = line.split("\t");
    if (!line.startsWith("#") && rating !== "" && Number.isFinite(Number(rating))) ratings[phrase] = Number(rating);
  }
}
process.stdout.write(
  JSON.stringify({
    coins: [...coinNames].sort(),
    roles,
    rolePhrases: Object.fromEntries(listRoles()),
    ratings,
    entries: parseLexicon(lexicon).entries,
  }),
);
