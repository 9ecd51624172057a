import type { ComboOption } from "./combobox";

/** How well an option fits what was written: lower is better, null is not at all. */
function rank({ label, hint }: ComboOption, text: string): number | null {
  const [short, long] = [label.toLowerCase(), hint.toLowerCase()];
  if (short === text) return 0;
  if (short.startsWith(text)) return 1;
  if (long.startsWith(text)) return 2;
  return short.includes(text) || long.includes(text) ? 3 : null;
}

/** Options that fit, best first. */
export function findOptions(options: readonly ComboOption[], text: string): readonly ComboOption[] {
  const wanted = text.trim().toLowerCase();
  return options
    .flatMap((option) => {
      const fits = rank(option, wanted);
      return fits === null ? [] : [{ option, fits }];
    })
    .toSorted((one, other) => one.fits - other.fits)
    .map(({ option }) => option);
}
