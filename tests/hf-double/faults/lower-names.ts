/** Headers with lower-case names, as the double writes its own: two spellings of one name would both be sent. */
export const lowerNames = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
