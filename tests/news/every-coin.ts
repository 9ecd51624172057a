import { coins } from "../../lib/core/market/symbols";
import { listKnownCoins } from "../../lib/core/news/list-known-coins";
import { namedCoins } from "../../lib/core/news/named-coins";
import { namedTokens } from "../../lib/core/news/named-tokens";

/** Listed by exchanges, and known by their letters only. */
const letters =
  "IOTA RON MEME ARKM POL QTUM ZRX OKB GMX DENT JST IOST DOGS SATS RUNES ORDI USD1 NEXO COTI PIVX NXT API3".split(" ");

/** All that can be known: as if a source of prices listed every coin of the tables. */
export const everyCoin = listKnownCoins([
  ...[...coins, ...namedCoins, ...namedTokens].map(({ symbol }) => symbol),
  ...letters,
]);
