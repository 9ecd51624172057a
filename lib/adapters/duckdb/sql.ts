/** A text as SQL writes it. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name of a column as SQL writes it. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** One file to read: what would make a pattern of its name stands for itself. */
export const fileToRead = (path: string): string => literal(path.replace(/[*?[]/g, "[$&]"));
