/** In single quotes a shell reads everything as it is, but for the quote itself. */
export const quoteForShell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
