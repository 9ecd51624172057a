const count = new Intl.NumberFormat("en");

/** "1,204": alike in every browser, whatever its language. */
export const formatCount = (many: number): string => count.format(many);

/** "1 row", "2 rows"; with a plural of its own: "1 story", "2 stories". */
export const countOf = (many: number, one: string, more = `${one}s`): string =>
  `${formatCount(many)} ${many === 1 ? one : more}`;
