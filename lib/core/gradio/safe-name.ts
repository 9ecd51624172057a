const LONGEST = 80;
/** Names of devices, which Windows finds in any folder and with any ending. */
const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * A file's name that is harmless on every disk, in a header and in an address: its last part, in letters, digits, dots, dashes
 * and low lines of ASCII, 80 at most. Its ending stays. What is left of nothing is "file".
 */
export function safeName(said: string): string {
  const last = said.slice(-1_000).split(/[/\\]/u).at(-1) ?? "";
  const plain = last
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^A-Za-z0-9._-]+/gu, "_")
    .replaceAll(/\.{2,}/g, ".")
    .replace(/^[._-]+/, "")
    .replace(/[._-]+$/, "");
  if (plain === "") return "file";
  const name = reserved.test(plain) ? `_${plain}` : plain;
  if (name.length <= LONGEST) return name;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? "";
  return name.slice(0, LONGEST - ending.length) + ending;
}
