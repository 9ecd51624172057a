/** Writes a place in a list as text that a client hands back as it came, and reads it again. */
export interface PlaceCursor {
  write(at: number): string;
  /** Null: it is none of this list. */
  read(cursor: string): number | null;
}

/** Cursors of one kind of list: `letter` tells them from those of others, `digits` is how long a place may be. */
export function createPlaceCursor(letter: string, digits: number): PlaceCursor {
  const pattern = new RegExp(`^${letter}(\\d{1,${digits}})$`);
  return {
    write: (at) => btoa(`${letter}${at}`).replaceAll("=", ""),
    read(cursor) {
      if (!/^[A-Za-z0-9+/]{1,20}$/.test(cursor)) return null;
      try {
        const [, at] = pattern.exec(atob(cursor)) ?? [];
        return at === undefined ? null : Number(at);
      } catch {
        return null;
      }
    },
  };
}
