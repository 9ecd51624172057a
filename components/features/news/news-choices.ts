import type { ComboOption } from "@/components/blocks/combobox";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { NewsMoodAnswer } from "@/lib/contracts/functions/news-mood";
import type { NewsRow } from "@/lib/contracts/news";
import { coinName } from "@/lib/core/market/coin-name";

const MOST = 200;

/** What filters can be chosen from: all that was seen on this visit. */
export interface NewsChoices {
  readonly coins: readonly ComboOption[];
  readonly sources: readonly { readonly value: string; readonly label: string }[];
  readonly languages: readonly string[];
}

export const noChoices: NewsChoices = { coins: [], sources: [], languages: ["en"] };

const join = <Item>(known: readonly Item[], seen: readonly Item[], keyOf: (item: Item) => string): readonly Item[] => {
  const keys = new Set(known.map(keyOf));
  const added = seen.filter((item) => !keys.has(keyOf(item)) && keys.add(keyOf(item)));
  return added.length === 0 ? known : [...known, ...added].slice(0, MOST);
};
const keyOfOption = ({ value }: { readonly value: string }): string => value;

/** The choices with what an answer shows; the same object where it shows nothing new. */
export function learnChoices(
  known: NewsChoices,
  news: { readonly items: readonly NewsRow[]; readonly failed: NewsAnswer["failed"] } | null,
  mood: Pick<NewsMoodAnswer, "coins"> | null,
): NewsChoices {
  const items = news?.items ?? [];
  const spoken = [...(mood?.coins ?? []), ...items.flatMap((item) => item.coins)].map(({ symbol }) => symbol);
  const coins = join(
    known.coins,
    spoken.map((symbol) => ({ value: symbol, label: symbol, hint: coinName(symbol) ?? "" })),
    keyOfOption,
  );
  const sources = join(
    known.sources,
    [
      ...items.map(({ source: { key, name } }) => ({ value: key, label: name })),
      ...(news?.failed ?? []).map(({ source, name }) => ({ value: source, label: name })),
    ],
    keyOfOption,
  );
  const languages = join(
    known.languages,
    items.flatMap(({ language }) => language ?? []),
    (tag) => tag,
  );
  const isSame = coins === known.coins && sources === known.sources && languages === known.languages;
  return isSame ? known : { coins, sources, languages };
}

export { findOptions as findChoices } from "@/components/blocks/find-options";
