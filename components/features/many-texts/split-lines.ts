/** The lines of a text that hold something. */
export const splitLines = (text: string): string[] => text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== "");
