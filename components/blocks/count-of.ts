const count = new Intl.NumberFormat("en");

/** "1 row", "2 rows". */
export const countOf = (many: number, one: string): string => `${count.format(many)} ${one}${many === 1 ? "" : "s"}`;
