declare module "vader-sentiment" {
  /** VADER's scores of a text; `compound` runs from -1 to 1. */
  export const SentimentIntensityAnalyzer: {
    polarity_scores(text: string): { neg: number; neu: number; pos: number; compound: number };
  };
}
