/** What Barometer is, for those who read a text of it first. */
export const aboutText: readonly string[] = [
  "# Barometer",
  "> Reads the mood of the crypto market: a text gets a verdict (bullish, neutral or bearish) that explains itself; prices, news and the state of every model and source behind them. No key is needed.",
  "Every function can be called by REST, by Gradio's clients under the same name, and as a tool of the Model Context Protocol; names, inputs and answers are the same. What goes wrong is told as problem+json with a stable `code`. Sample data says `sample: true`.",
];
