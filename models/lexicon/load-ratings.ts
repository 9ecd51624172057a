import { readFileSync } from "node:fs";
import { join } from "node:path";
import { COIN, coinNames } from "../../lib/core/sentiment/lexical/coin-names";
import { foldText } from "../../lib/core/sentiment/lexical/fold-text";
import { isArtefact } from "./barred-words";

const files = ["ratings.tsv", "emoji.tsv", "additions.tsv"];
const here = import.meta.dirname;

/** A phrase as the reader will meet it: folded, hyphens as blanks, coin names as one word, numbers left out. */
function normalisePhrase(phrase: string): string {
  return foldText(phrase)
    .text.split(/[\s-]+/u)
    .filter((word) => word !== "" && !/^\d+%?$/u.test(word))
    .map((word) => (coinNames.has(word) ? COIN : word))
    .join(" ");
}

/** Reads the hand ratings (-3 to +3); later files win. Throws naming file and line of a bad row. */
export function loadRatings(): Map<string, number> {
  const ratings = new Map<string, number>();
  for (const file of files) {
    readFileSync(join(here, file), "utf8")
      .split("\n")
      .forEach((line, index) => {
        if (line === "" || line.startsWith("#")) return;
        const [phrase = "", rating = ""] = line.split("\t");
        const value = Number(rating);
        if (rating === "" || !Number.isFinite(value) || Math.abs(value) > 3)
          throw new Error(`${file}:${index + 1}: no rating from -3 to 3`);
        const key = normalisePhrase(phrase);
        if (key !== "" && key !== COIN && !isArtefact(key)) ratings.set(key, value);
      });
  }
  return ratings;
}
