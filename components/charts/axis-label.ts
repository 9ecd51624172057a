/** How the numbers along an axis look. */
export const axisLabel = { fill: "var(--muted)", fontSize: 11, fontFamily: "var(--font-mono)" } as const;
