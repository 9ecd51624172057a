import { writeFileSync } from "node:fs";
import type { Lexicon } from "../../lib/core/sentiment/lexical/lexicon";

const about = [
  "What the lexical reader knows. Built by `npm run lexicon:build` from models/lexicon; change the sources there, not this file.",
  "An entry is one line: tilt, plain, phrase. Tilt is what the phrase adds to the log-odds of bullish against bearish; plain, to those of neutral.",
  "Entries are words, phrases of two to five words, emoji and smileys that carry a market mood or mark plain reporting. Most were rated by hand; some were found",
  "by how often labelled texts with them lean one way. Names of coins, companies, people, places and dates are no entries; every coin is read as the word 'coin'.",
  "Weights start at the hand rating and are moved by labelled texts only as far as those bear out. Sources, terms and limits: models/lexicon/README.md.",
];

const round = (value: number, digits = 3): number => Number(value.toFixed(digits));
const short = (value: number): string => String(round(value, 2));

/** Writes the data file: one entry a line, sorted, so that changes read well. */
export function writeLexicon(path: string, lexicon: Lexicon): void {
  const pairs = (source: Readonly<Record<string, { tilt: number; plain: number }>>): Record<string, number[]> =>
    Object.fromEntries(Object.entries(source).map(([key, { tilt, plain }]) => [key, [round(tilt), round(plain)]]));
  const oneALine = (value: object): string =>
    `{\n${Object.entries(value)
      .map(([key, item]) => `    ${JSON.stringify(key)}: ${JSON.stringify(item).replaceAll(",", ", ")}`)
      .join(",\n")}\n  }`;
  const entries = [...lexicon.entries]
    .sort((a, b) => (a.phrase < b.phrase ? -1 : a.phrase > b.phrase ? 1 : 0))
    .map((entry) => `    ${JSON.stringify(`${short(entry.tilt)} ${short(entry.plain)} ${entry.phrase}`)}`);
  const factors = Object.fromEntries(Object.entries(lexicon.factors).map(([key, value]) => [key, round(value)]));
  const text = `{
  "about": [\n${about.map((line) => `    ${JSON.stringify(line)}`).join(",\n")}\n  ],
  "revision": ${JSON.stringify(lexicon.revision)},
  "temperature": ${round(lexicon.temperature)},
  "thresholds": ${oneALine(lexicon.thresholds)},
  "factors": ${oneALine(factors)},
  "moves": ${oneALine(pairs(lexicon.moves))},
  "cues": ${oneALine(pairs(lexicon.cues))},
  "entries": [
${entries.join(",\n")}
  ]
}
`;
  writeFileSync(path, text);
}
