const SLASH = 47;

/** A path without the slashes at its end. A regular expression would look at each run of slashes as often as it is long. */
export function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === SLASH) end -= 1;
  return path.slice(0, end);
}
