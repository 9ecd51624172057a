import { labels, type Scores } from "../../contracts/verdict";

/** How the lexical reader's opinion is added to a network's. Fitted with the network, and kept in its config.json. */
export interface Fusion {
  readonly lexicalWeight: number;
  readonly temperature: number;
}

/** No reader is so sure that the other no longer counts. */
const FLOOR = 0.005;

/** Adds the log-probabilities of both, the lexical reader's weighted, and divides the sum by the temperature that calibrates it. */
export function fuseScores(network: Scores, lexical: Scores, { lexicalWeight, temperature }: Fusion): Scores {
  const log = (share: number): number => Math.log(Math.max(FLOOR, share));
  const [bullish, neutral, bearish] = labels.map((label) =>
    Math.exp((log(network[label]) + lexicalWeight * log(lexical[label])) / temperature),
  ) as [number, number, number];
  const sum = bullish + neutral + bearish;
  return { bullish: bullish / sum, neutral: neutral / sum, bearish: bearish / sum };
}
