import type { Chance } from "./create-chance";

interface Told {
  readonly title: string;
  readonly lead: string;
}

/** Words that an editor would swap. */
const swaps: ReadonlyMap<string, string> = new Map([
  ["after", "following"],
  ["as", "while"],
  ["attracts", "draws"],
  ["boosts", "raises"],
  ["halts", "stops"],
  ["launches", "starts"],
  ["publishes", "releases"],
  ["rejects", "refuses"],
  ["reports", "posts"],
  ["suspends", "halts"],
]);

function swapOne(title: string): string {
  const words = title.split(" ");
  const at = words.findIndex((word) => swaps.has(word));
  return words.map((word, place) => (place === at ? (swaps.get(word) ?? word) : word)).join(" ");
}

function cut(title: string): string {
  const words = title.split(" ");
  return `${words.slice(0, Math.max(5, Math.ceil(words.length * 0.75))).join(" ")}…`;
}

const SMALL = new Set(["a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);
const withCapitals = (title: string): string =>
  title
    .split(" ")
    .map((word) => (SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ");

/** Tells a story as another outlet would: in nearly the same words. */
export function retell({ title, lead }: Told, outlet: string, language: "en" | "fa", chance: Chance): Told {
  const draw = chance.even();
  if (draw < 0.2) return { title, lead };
  if (draw < 0.35) return { title: `${title} - ${outlet}`, lead: "" };
  if (draw < 0.45) return { title: `${title} | ${outlet}`, lead };
  if (language === "fa") return { title: draw < 0.7 ? `فوری: ${title}` : title, lead: "" };
  if (draw < 0.6) return { title: `${chance.pick(["BREAKING", "JUST IN", "Update"])}: ${title}`, lead };
  if (draw < 0.72) return { title: cut(title), lead: "" };
  if (draw < 0.86) return { title: withCapitals(title), lead };
  return { title: swapOne(title), lead };
}
