import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { checkFormat } from "./check-format";
import { describeBalance } from "./describe-balance";
import { loadPhrases } from "./load-phrases";
import { searchSets } from "./search-sets";

const { values: flags } = parseArgs({ options: { data: { type: "string" } } });
const named = flags.data ?? process.env.BAROMETER_DATA;
const folder = join(named ?? join(import.meta.dirname, "../../../shared/data"), "sentiment");

const phrases = loadPhrases();
console.log(describeBalance(phrases));
const problems = checkFormat(phrases);

if (existsSync(folder)) {
  const { sets, texts, leaks, nearest, nearestPhrase } = searchSets(phrases, folder);
  console.log(`\n${texts} texts of ${sets.length} sets searched: ${leaks.length} leaks.`);
  console.log(`Nearest similarity ${nearest.toFixed(3)}: "${nearestPhrase}"`);
  problems.push(...leaks);
} else if (named === undefined) {
  console.log("\nNo data folder: leaks were not searched (name it with --data DIR or BAROMETER_DATA).");
} else {
  problems.push(`there is no folder ${folder}`);
}

for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
