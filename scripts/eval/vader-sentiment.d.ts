/** The baseline's package ships no types. */
declare module "vader-sentiment" {
  interface PolarityScores {
    readonly compound: number;
    readonly pos: number;
    readonly neu: number;
    readonly neg: number;
  }
  const vader: { readonly SentimentIntensityAnalyzer: { polarity_scores(text: string): PolarityScores } };
  export default vader;
}
