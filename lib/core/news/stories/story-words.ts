import { stemmer } from "stemmer";
import { coins } from "../../market/symbols";

/** Words that say nothing of what a title tells. */
export const stopWords: ReadonlySet<string> = new Set(
  "a an the of to in on at by for from with and as is are was were be been its it this that their his her has have had will would can could may might than then into amid over per via s".split(
    " ",
  ),
);

/** What outlets put before a title, with a colon or a bar after it. */
export const labelsBefore: ReadonlySet<string> = new Set([
  "breaking",
  "breaking news",
  "just in",
  "update",
  "updated",
  "exclusive",
  "alert",
  "news",
  "crypto news",
  "flash",
  "watch",
  "video",
  "live",
  "developing",
  "urgent",
  "فوری",
]);

/** Outlets that put their name behind a dash, where the source does not say whose title it is. */
export const knownOutlets: ReadonlySet<string> = new Set([
  "coindesk",
  "cointelegraph",
  "cointelegraph magazine",
  "decrypt",
  "the block",
  "blockworks",
  "bitcoin magazine",
  "bitcoinist",
  "newsbtc",
  "beincrypto",
  "cryptonews",
  "cryptopotato",
  "cryptoslate",
  "crypto briefing",
  "dl news",
  "the defiant",
  "u.today",
  "ambcrypto",
  "reuters",
  "bloomberg",
  "cnbc",
  "forbes",
  "yahoo finance",
  "techcrunch",
  "ccn",
  "ccn.com",
]);

/** What columns are called that come again and again: two of them are alike without telling the same. */
export const columnWords: ReadonlySet<string> = new Set(
  "analysis analyses watch roundup recap outlook forecast forecasts prediction predictions digest newsletter briefing weekly daily wrap podcast episode calendar movers gainers losers".split(
    " ",
  ),
);

/** With a figure behind them they are one of a row. */
export const partWords: ReadonlySet<string> = new Set(
  "part episode day week vol volume no chapter round issue ep".split(" "),
);

/** What may be, and is not yet. */
export const maybeWords: ReadonlySet<string> = new Set(
  "could may might likely possibly consider considers considering weigh weighs weighing mull mulls debating debates propose proposes proposed".split(
    " ",
  ),
);

/** Words that turn a sentence round. Apostrophes are gone: "don't" is "dont". */
export const negations: ReadonlySet<string> = new Set(
  "no not never none nor without neither cannot cant wont dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt shouldnt couldnt wouldnt denies deny denied fail fails failed unlikely despite".split(
    " ",
  ),
);

/** Pairs of opposites: a word of the left side and one of the right do not tell the same story. */
const opposites: readonly (readonly [left: string, right: string])[] = [
  [
    "up rise rises rising rose risen gain gains climb climbs jump jumps surge surges surged soar soars rally rallies rallied grow grows grew growth increase increases rebound rebounds recover recovers recovery spike spikes higher bullish bull bulls pump pumps green boost boosts",
    "down fall falls falling fell fallen lose loses loss losses drop drops dropped plunge plunges plunged sink sinks slide slides crash crashes tumble tumbles shrink shrinks decline declines declined decrease decreases slump slumps dip dips lower bearish bear bears dump dumps red cut cuts",
  ],
  [
    "approve approves approved approval accept accepts clear clears greenlight",
    "reject rejects rejected rejection deny denies denied refuse refuses disapprove",
  ],
  [
    "buy buys bought buying buyer buyers accumulate accumulates long longs",
    "sell sells sold selling seller sellers offload offloads short shorts",
  ],
  ["inflow inflows deposit deposits", "outflow outflows withdrawal withdrawals withdraw withdraws"],
  ["win wins won victory", "lose loses lost defeat"],
  ["above over breaks", "below under"],
  ["high highs", "low lows"],
  ["first best top most", "last worst bottom least"],
  [
    "launch launches launched start starts begin begins open opens resume resumes",
    "end ends close closes shut shuts halt halts stop stops pause pauses suspend suspends",
  ],
  ["list lists listing listed", "delist delists delisting delisted"],
  [
    "ban bans banned illegal block blocks blocked",
    "allow allows legalize legalizes legalise legal permit permits lift lifts",
  ],
  ["support supports supported back backs", "oppose opposes opposed against"],
  ["join joins enter enters", "leave leaves exit exits quit quits"],
  ["confirm confirms confirmed", "deny denies denied"],
  ["mint mints minted unlock unlocks", "burn burns burned burnt lock locks"],
  ["before", "after"],
  ["more", "less fewer"],
  ["bottom bottoms", "top tops peak peaks"],
  ["resistance", "support"],
  ["today", "yesterday tomorrow"],
];

/** The axes that a stem lies on, as bits: what it is on the left of, and on the right of. */
export interface Sides {
  readonly left: number;
  readonly right: number;
}

function listSides(): ReadonlyMap<string, Sides> {
  const sides = new Map<string, Sides>();
  for (const [axis, pair] of opposites.entries())
    for (const [place, words] of pair.entries())
      for (const word of words.split(" ")) {
        const stem = stemmer(word);
        const { left, right } = sides.get(stem) ?? { left: 0, right: 0 };
        const bit = 1 << axis;
        sides.set(stem, place === 0 ? { left: left | bit, right } : { left, right: right | bit });
      }
  return sides;
}
export const sidesOf = listSides();

/** Words that stand for a number or a day: titles that differ in one differ in what they tell. */
export const countingWords: ReadonlySet<string> = new Set(
  "one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million billion trillion half double triple first second third fourth fifth sixth seventh eighth ninth tenth january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday daily weekly monthly quarterly yearly morning evening i ii iii iv".split(
    " ",
  ),
);

/** Coins that are no word besides, by what they are called. A title about one is no copy of a title about another. */
const more =
  "pepe sui hedera:hbar toncoin bonk injective:inj kaspa:kas aave vechain:vet tezos:xtz eos iota zcash:zec theta fantom:ftm worldcoin:wld ethena:ena ondo hyperliquid floki dogwifhat:wif celestia:tia sei render:rndr dydx terra:luna helium:hnt quant:qnt arweave:ar stacks:stx kusama:ksm thorchain:rune pancakeswap:cake tether:usdt usdc dai ftt shiba:shib wbtc steth";
function listCoins(): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const names of more.split(" ")) {
    const [first = "", ...others] = names.split(":");
    for (const name of [first, ...others]) known.set(name, first);
  }
  // Tickers that are words as well are told apart by their capitals.
  const words = new Set(["near", "link", "dot", "op", "uni", "atom", "etc", "apt"]);
  for (const { symbol, name, aliases = [] } of coins)
    for (const each of [symbol, name, ...aliases]) {
      const word = each.toLowerCase();
      if (!word.includes(" ") && !words.has(word)) known.set(word, symbol);
    }
  return known;
}
export const coinWords = listCoins();
