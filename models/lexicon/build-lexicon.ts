import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compileLexicon } from "../../lib/core/sentiment/lexical/compile-lexicon";
import type { Lexicon } from "../../lib/core/sentiment/lexical/lexicon";
import { analyseTexts } from "./analyse-texts";
import { describeBands, fitTemperature } from "./calibrate";
import { draftLexicon } from "./draft-lexicon";
import { evidenceOf, slopeOf } from "./evidence";
import { extendLexicon, pruneLexicon } from "./extend-lexicon";
import { toWeights, withWeights } from "./lexicon-weights";
import { limitTilts } from "./limit-tilts";
import { loadRatings } from "./load-ratings";
import { loadTexts } from "./load-texts";
import { measureHeld } from "./measure-held";
import { minePhrases } from "./mine-phrases";
import { trainWeights } from "./train-weights";
import { weighTexts } from "./weigh-texts";
import { writeLexicon } from "./write-lexicon";

/** Raise it with every rebuilt lexicon. */
const REVISION = "2026.11.2";
const training = { epochs: 6, rate: 0.15, pullTilt: 5, pullPlain: 5, pullFactor: 20 };
const mining = { leastCount: 8, leastZ: 2.3, longest: 3 };

const here = import.meta.dirname;
const { values: flags } = parseArgs({
  options: { data: { type: "string" }, out: { type: "string" }, mined: { type: "string" } },
});
const folder = join(flags.data ?? process.env.BAROMETER_DATA ?? join(here, "../../../shared/data"), "sentiment");
if (!existsSync(folder))
  throw new Error(`There is no folder ${folder}: name the data with --data DIR or BAROMETER_DATA.`);

const { train, held, hashes } = loadTexts(folder);
const ratings = loadRatings();
const textWeights = weighTexts(train);

function learn(lexicon: Lexicon, prior: Lexicon): Lexicon {
  const chunks = analyseTexts(train, compileLexicon(lexicon));
  const limits = limitTilts(lexicon, ratings, train, chunks);
  return withWeights(
    lexicon,
    trainWeights(train, chunks, textWeights, toWeights(lexicon), toWeights(prior), training, limits),
  );
}

function findEvidence(lexicon: Lexicon, texts: typeof train): { tilt: number; plain: number }[] {
  const weights = toWeights(lexicon);
  return analyseTexts(texts, compileLexicon(lexicon)).map((chunk) => evidenceOf(chunk, weights));
}

function report(name: string, lexicon: Lexicon): void {
  const { mean, bySource } = measureHeld(held, findEvidence(lexicon, held));
  const sources = Object.entries(bySource).map(([source, value]) => `${source} ${value.toFixed(3)}`);
  console.log(
    `${name}: ${lexicon.entries.length} entries; held-out macro-F1 ${mean.toFixed(4)} (${sources.join(", ")})`,
  );
}

const draft = draftLexicon(ratings);
const rated = learn(draft, draft);
report("hand ratings, learned", rated);

const residuals = findEvidence(rated, train).map((evidence, index) => {
  const slope = slopeOf(evidence, train[index]?.target ?? 1);
  const weight = textWeights[index] ?? 1;
  return { tilt: slope.tilt * weight, plain: slope.plain * weight };
});
const mined = minePhrases(train, residuals, new Set(rated.entries.map((entry) => entry.phrase)), mining);
if (flags.mined !== undefined)
  writeFileSync(
    flags.mined,
    mined
      .map((each) => `${each.phrase}\t${each.count}\t${each.tiltZ.toFixed(1)}\t${each.plainZ.toFixed(1)}\n`)
      .join(""),
  );
const minedPhrases = new Set(mined.map((each) => each.phrase));

/** What each entry is drawn back to: its rating, or for a mined phrase the sum of its words. */
const priorOf = (lexicon: Lexicon, starts: ReadonlyMap<string, Lexicon["entries"][number]>): Lexicon => ({
  ...draft,
  entries: lexicon.entries.map((entry) => starts.get(entry.phrase) ?? entry),
});
const extended = extendLexicon(rated, mined);
const starts = new Map([...extended.entries, ...draft.entries].map((entry) => [entry.phrase, entry]));
const pruned = pruneLexicon(learn(extended, priorOf(extended, starts)), minedPhrases);
const learned = learn(pruned, priorOf(pruned, starts));
report("with mined phrases", learned);

const evidence = findEvidence(learned, held);
const temperature = fitTemperature(held, evidence, learned.thresholds.confidence_cap);
console.log(
  `temperature ${temperature.toFixed(2)}\n${describeBands(held, evidence, temperature, learned.thresholds.confidence_cap).join("\n")}`,
);
console.log(
  Object.entries(hashes)
    .map(([file, hash]) => `${hash}  ${file}`)
    .join("\n"),
);
writeLexicon(flags.out ?? join(here, "../../lib/core/sentiment/lexical/lexicon.json"), {
  ...learned,
  temperature,
  revision: REVISION,
});
