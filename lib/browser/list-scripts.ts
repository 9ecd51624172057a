/** The scripts that this worker runs on, itself among them. */
export const listScripts = (): readonly string[] => [
  location.href,
  ...performance
    .getEntriesByType("resource")
    .map(({ name }) => name)
    .filter((name) => /\.m?js(\?|$)/.test(name)),
];
