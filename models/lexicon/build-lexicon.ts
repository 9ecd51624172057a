import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { compileLexicon } from "../../lib/core/sentiment/lexical/compile-lexicon";
import { contexts, cues, type Entry, type Lexicon, moves } from "../../lib/core/sentiment/lexical/lexicon";
import { analyseTexts } from "./analyse-texts";
import { draftLexicon } from "./draft-lexicon";
import { loadRatings } from "./load-ratings";
import { loadTexts } from "./load-texts";
import { measureHeld } from "./measure-held";
import { minePhrases } from "./mine-phrases";
import { evidenceOf, slopeOf, trainWeights, type Weights } from "./train-weights";
import { weighTexts } from "./weigh-texts";
import { writeLexicon } from "./write-lexicon";

const here = import.meta.dirname;
const { values: flags } = parseArgs({ options: { data: { type: "string" }, out: { type: "string" }, set: { type: "string", multiple: true }, list: { type: "string" } } });
const tune = Object.fromEntries((flags.set ?? []).map((each) => each.split("=")).map(([key, value]) => [key, Number(value)]));
const opt = (key: string, fallback: number): number => tune[key] ?? fallback;
const folder = join(flags.data ?? process.env.BAROMETER_DATA ?? join(here, "../../../shared/data"), "sentiment");
if (!existsSync(folder)) throw new Error(`There is no folder ${folder}; name the data with --data or BAROMETER_DATA.`);
const target = flags.out ?? join(here, "../../lib/core/sentiment/lexical/lexicon.json");

const toWeights = (lexicon: Lexicon): Weights => ({
  tilt: Float64Array.from(lexicon.entries, (entry) => entry.tilt),
  plain: Float64Array.from(lexicon.entries, (entry) => entry.plain),
  moveTilt: Float64Array.from(moves, (move) => lexicon.moves[move].tilt),
  movePlain: Float64Array.from(moves, (move) => lexicon.moves[move].plain),
  cueTilt: Float64Array.from(cues, (cue) => lexicon.cues[cue].tilt),
  cuePlain: Float64Array.from(cues, (cue) => lexicon.cues[cue].plain),
  factors: Float64Array.from(contexts, (context) => lexicon.factors[context]),
});
const toLexicon = (base: Lexicon, w: Weights): Lexicon => ({
  ...base,
  entries: base.entries.map((entry, i): Entry => ({ phrase: entry.phrase, tilt: w.tilt[i] ?? 0, plain: w.plain[i] ?? 0 })),
  factors: Object.fromEntries(contexts.map((context, i) => [context, w.factors[i]])) as Lexicon["factors"],
  moves: Object.fromEntries(moves.map((move, i) => [move, { tilt: w.moveTilt[i], plain: w.movePlain[i] }])) as Lexicon["moves"],
  cues: Object.fromEntries(cues.map((cue, i) => [cue, { tilt: w.cueTilt[i], plain: w.cuePlain[i] }])) as Lexicon["cues"],
});

const started = performance.now();
const say = (line: string): void => console.log(`${((performance.now() - started) / 1_000).toFixed(1)}s ${line}`);
const { train, held } = loadTexts(folder);
const textWeights = weighTexts(train, tune);
let lexicon = draftLexicon(loadRatings());
let prior = toWeights(lexicon);
const settings = { epochs: opt("epochs", 6), rate: opt("rate", 0.15), pullTilt: opt("pullTilt", 2), pullPlain: opt("pullPlain", 2), pullFactor: opt("pullFactor", 20) };

function learn(round: string, epochs = settings.epochs): Weights {
  const compiled = compileLexicon(lexicon);
  const chunks = analyseTexts(train, compiled);
  const weights = trainWeights(train, chunks, textWeights, toWeights(lexicon), prior, { ...settings, epochs });
  lexicon = toLexicon(lexicon, weights);
  const again = compileLexicon(lexicon);
  const figures = measureHeld(held, analyseTexts(held, again).map((chunk) => evidenceOf(chunk, weights)));
  say(`${round}: ${lexicon.entries.length} entries, held-out mean ${figures.mean.toFixed(4)} ${JSON.stringify(figures.bySource, (_, v) => (typeof v === "number" ? Number(v.toFixed(3)) : v))}`);
  return weights;
}

let weights = learn("ratings");
const minedAll: string[] = [];
for (let round = 1; round <= opt("rounds", 3); round++) {
  const chunks = analyseTexts(train, compileLexicon(lexicon));
  const residuals = chunks.map((chunk, i) => {
    const slope = slopeOf(evidenceOf(chunk, weights), train[i]?.target ?? 1);
    const weight = textWeights[i] ?? 1;
    return { tilt: slope.tilt * weight, plain: slope.plain * weight };
  });
  const known = new Set(lexicon.entries.map((entry) => entry.phrase));
  const mined = minePhrases(train, residuals, known, { leastCount: opt("leastCount", 12), leastZ: opt("leastZ", 3), longest: opt("longest", 3) }).slice(0, opt("perRound", 2000));
  minedAll.push(...mined.map((m) => `${m.phrase}\t${m.count}\t${m.tiltZ.toFixed(1)}\t${m.plainZ.toFixed(1)}`));
  const weightOf = new Map(lexicon.entries.map((entry) => [entry.phrase, entry]));
  const fresh = mined.map(({ phrase }): Entry => {
    const parts = phrase.split(" ");
    const known = parts.length === 1 ? [] : parts.map((word) => weightOf.get(word));
    return { phrase, tilt: known.reduce((sum, entry) => sum + (entry?.tilt ?? 0), 0), plain: known.reduce((sum, entry) => sum + (entry?.plain ?? 0), 0) };
  });
  const join2 = (a: Float64Array, b: number[]): Float64Array => Float64Array.from([...a, ...b]);
  prior = { ...prior, tilt: join2(prior.tilt, fresh.map((e) => e.tilt)), plain: join2(prior.plain, fresh.map((e) => e.plain)) };
  lexicon = { ...lexicon, entries: [...lexicon.entries, ...fresh] };
  weights = learn(`round ${round}`);
}
say(`factors ${JSON.stringify(Object.fromEntries(contexts.map((c, i) => [c, Number((weights.factors[i] ?? 0).toFixed(2))])))}`);
if (flags.list !== undefined) (await import("node:fs")).writeFileSync(flags.list, minedAll.join("\n"));
writeLexicon(target, lexicon);
