const count = new Intl.NumberFormat("en");

/** "1,204": alike in every browser, whatever its language. */
export const formatCount = (many: number): string => count.format(many);

/** "1 row", "2 rows". */
export const countOf = (many: number, one: string): string => `${formatCount(many)} ${one}${many === 1 ? "" : "s"}`;
