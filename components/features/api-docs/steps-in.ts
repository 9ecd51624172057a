/** How many steps of the history were taken since the sheet was opened; 0: it was opened by its address. */
export function stepsIn(state: unknown): number {
  if (typeof state !== "object" || state === null || !("sheetSteps" in state)) return 0;
  return typeof state.sheetSteps === "number" ? state.sheetSteps : 0;
}
