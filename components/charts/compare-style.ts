const styles = [
  { colour: "var(--accent)", dash: undefined },
  { colour: "var(--ring)", dash: "12 4" },
  { colour: "var(--bullish)", dash: "6 3" },
  { colour: "var(--label)", dash: "2 2" },
  { colour: "var(--bearish)", dash: "8 3 2 3" },
  { colour: "var(--field-line)", dash: "12 3 2 3 2 3" },
] as const;

/** Colour and dash of a compared coin: any two differ in their dash, which needs no colour. */
export const compareStyle = (at: number): { readonly colour: string; readonly dash: string | undefined } =>
  styles[at % styles.length] ?? styles[0];
