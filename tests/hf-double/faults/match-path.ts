/**
 * Makes a test of paths from a pattern: `*` is anything inside one part, `**` anything at all, the rest is literal and
 * must fit the whole path. Without a pattern every path fits.
 */
export function matchPath(pattern: string | undefined): (path: string) => boolean {
  if (pattern === undefined) return () => true;
  const source = pattern
    .split(/(\*\*|\*)/)
    .map((part) => (part === "**" ? ".*" : part === "*" ? "[^/]*" : part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")))
    .join("");
  const whole = new RegExp(`^${source}$`, "s");
  return (path) => whole.test(path);
}
