/** Names made unique, so that no column hides another: "text", "text 2", "text 3". */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  const given = new Set(names);
  const next = new Map<string, number>();
  return names.map((name) => {
    let unique = name;
    let at = next.get(name) ?? 2;
    while (taken.has(unique) || (unique !== name && given.has(unique))) unique = `${name} ${at++}`;
    next.set(name, at);
    taken.add(unique);
    return unique;
  });
}
