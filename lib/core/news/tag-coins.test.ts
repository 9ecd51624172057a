import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { everyCoin } from "../../../tests/news/every-coin";
import { listKnownCoins } from "./list-known-coins";
import { namedCoins } from "./named-coins";
import { namedTokens } from "./named-tokens";
import { createCoinTagger } from "./tag-coins";

const tag = createCoinTagger(everyCoin);
/** `SYMBOL:text` of each mention. */
const read = (text: string): readonly string[] => tag(text).map((mention) => `${mention.symbol}:${mention.text}`);
const symbols = (text: string): string =>
  tag(text)
    .map(({ symbol }) => symbol)
    .join(" ");

/** Sentences of our own, with the coins that they speak of. */
const cases: Readonly<Record<string, readonly (readonly [text: string, expected: string])[]>> = {
  "names and letters": [
    ["Bitcoin and Ether open the week higher", "BTC ETH"],
    ["A pension fund bought bitcoins through its bank", "BTC"],
    ["Shiba Inu holders burn tokens; Chainlink adds an oracle", "SHIB LINK"],
    ["Hedera, Toncoin and Dogwifhat close in red", "HBAR TON WIF"],
    ["BTC slips while XRP holds", "BTC XRP"],
    ["nobody sells btc or eth tonight", "BTC ETH"],
    ["Why XBT and Btc are the same thing", "BTC"],
    ["Internet Computer developers meet in Zurich", "ICP"],
    ["Bitcoin, bitcoin and once more BTC", "BTC"],
    ["The weather in Lisbon was fine on Sunday", ""],
    ["", ""],
  ],
  "pairs, cashtags, accounts": [
    ["BTC/USD breaks its range", "BTC"],
    ["ETHUSDT and SOLUSD fall, ADA-USD does not", "ETH SOL ADA"],
    ["ETH/BTC at its lowest for years", "ETH BTC"],
    ["The ETHBTC ratio turns", "ETH BTC"],
    ["ONE/USDT and AI/USDT are listed on Monday", "ONE AI"],
    ["Watching $sol, $ONE and $T this week", "SOL ONE T"],
    ["It costs $100 or 1M$, the agency says", ""],
    ["A new token, $BTCFUN, is sold by nobody", ""],
    ["@solana and @HyperliquidX answer @nobody; #Bitcoin", "SOL HYPE BTC"],
    ["Write to help@bitcoin.org or read https://ethereum.org/en/ and www.bitcoin.com", ""],
    ["USD/JPY and EUR/USD move after the bank's decision", ""],
  ],
  "letters that are words": [
    ["ONE bank and FOR once no other, says the governor", ""],
    ["Only ONE of them was NEAR the exit, a LINK to crypto is missing", ""],
    ["NEAR Protocol (NEAR) upgrades", "NEAR"],
    ["NEAR price doubles in a month", "NEAR"],
    ["LINK, AVAX and NEAR lead the altcoins", "LINK AVAX NEAR"],
    ["BITCOIN IS THE ONE ASSET FOR ALL, NEAR ALL TIME HIGH", "BTC"],
    ["AI and ID checks come to crypto exchanges", ""],
    ["Bitcoin and AI stocks fall together", "BTC"],
    ["Traders bought 5,000 LINK on a crypto exchange", "LINK"],
    ["The Securities and Exchange Commission (SEC) sues a crypto bank", ""],
    ["GAS fees on the network fall", ""],
    ["The APT group behind the theft hid in crypto wallets", ""],
    ["The DOT fines an airline", ""],
    ["The ADA protects travellers with disabilities", ""],
    ["ADA gains 4% in a day", "ADA"],
    ["SOL, ADA and DOT rise with the altcoins", "SOL ADA DOT"],
    ["Open at 09:00 AM (GMT), Bitcoin stood higher", "BTC"],
    ["The Department of Government Efficiency (DOGE) and crypto: DOGE says no", ""],
    ["DOGE jumps on a joke", "DOGE"],
  ],
  "names that are words": [
    ["Bitcoin trades near its high as optimism returns", "BTC"],
    ["Near Term Outlook: Crypto Market Stays Calm", ""],
    ["Near Protocol opens its testnet", "NEAR"],
    ["An avalanche of lawsuits hits a crypto lender", ""],
    ["Avalanche (AVAX) adds a subnet", "AVAX"],
    ["The bank settles stablecoin payments on Avalanche every night", "AVAX"],
    ["Skiers killed by an avalanche near Innsbruck", ""],
    ["Stellar (XLM) signs a bank", "XLM"],
    ["A stellar quarter for crypto miners", ""],
    ["Harmony's ONE token is frozen after the theft", "ONE"],
    ["Living in harmony with nature", ""],
    ["Polygon Network pauses; Cosmos Hub does not", "MATIC ATOM"],
    ["Polygon, the gaming site, lays off its writers", ""],
    ["On the Verge of a Crypto Winter", ""],
    ["Verge Network attacked twice", "XVG"],
    ["Terra's LUNA and UST collapsed in three days of crypto panic", "LUNA USTC"],
    ["Cash Flow Traders Blast Crypto Rules", ""],
    ["Litecoin, Stellar, Dash and Waves: Price Analysis", "LTC XLM DASH WAVES"],
    ["Wormhole (W) pays its users in tokens", "W"],
    ["A regulatory sandbox for blockchain banks", ""],
  ],
  "names inside names": [
    ["Bitcoin Cash and Bitcoin SV split again", "BCH BSV"],
    ["Ethereum Classic is not Ethereum", "ETC ETH"],
    ["ETC Classic Car Show", ""],
    ["Bitcoin ETF approved; Ethereum Foundation sells", "BTC ETH"],
    ["Bitcoin Magazine hires, Bitcoin.com moves, Bitcoin Suisse files, Bitcoin Depot lists", ""],
    ["BTC Markets hires a lawyer", ""],
    ["BTC markets are calm", "BTC"],
    ["Binance and Crypto.com list nothing today", ""],
    ["Binance Coin and BNB Chain grow", "BNB"],
    ["Tether mints while Tethered boats wait", "USDT"],
    ["Ripple appeals; the ripple effect of a Ripple Effect", "XRP"],
    ["RippleNet and Etherscan are down", ""],
    ["wBTC and stETH keep their peg", "BTC ETH"],
  ],
  "dollars as a unit": [
    ["Bitcoin drops below 61,000 USDT in the night", "BTC"],
    ["BTC/USDT and ETHUSDT lead the futures", "BTC ETH"],
    ["The issuer froze 30 million USDT on Tron", "USDT TRX"],
    ["USDC loses its peg to the dollar", "USDC"],
  ],
  "other scripts": [
    ["قیمت بیت‌کوین و اتریوم امروز بالا رفت", "BTC ETH"],
    ["بيتكوين وإيثريوم يرتفعان", "BTC ETH"],
    ["Курс биткоина и эфириума вырос, солана упала", "BTC ETH SOL"],
    ["比特币现金和以太坊上涨，比特币下跌", "BCH ETH BTC"],
    ["ビットコイン現物ETFが承認", "BTC"],
    ["비트코인이 올랐고 리플은 내렸다. 리플렛", "BTC XRP"],
    ["बिटकॉइन की कीमत", "BTC"],
    ["ＢＴＣ and ＥＴＨ in wide letters", "BTC ETH"],
  ],
  "text that was decoded wrongly": [
    ["the\u00c2\u00a0Bitcoin\u00c2\u00a0price and Etherâ€™s", "BTC ETH"],
    ["first line.\\nEthereum, then\\xa0Litecoin", "ETH LTC"],
  ],
};

for (const [rule, sentences] of Object.entries(cases))
  describe(`coins in text: ${rule}`, () => {
    it.each(sentences)("%s", (text, expected) => {
      expect(symbols(text)).toBe(expected);
    });
  });

describe("spans", () => {
  it("are exact, in order and without overlaps", () => {
    expect(read("Up: $SOL, BTC/USD, Shiba Inu’s, ETH/BTC, #Cardano")).toEqual([
      "SOL:$SOL",
      "BTC:BTC/USD",
      "SHIB:Shiba Inu",
      "ETH:ETH",
      "ADA:Cardano",
    ]);
    for (const text of Object.values(cases)
      .flat()
      .map(([sentence]) => sentence)) {
      let last = 0;
      for (const { start, end, text: said } of tag(text)) {
        expect(said).toBe(text.slice(start, end));
        expect(start).toBeGreaterThanOrEqual(last);
        last = end;
      }
    }
  });

  it("are of the first mention beyond doubt", () => {
    expect(read("Near the end, NEAR Protocol fell")).toEqual(["NEAR:NEAR Protocol"]);
  });

  it("are told of twenty coins at the most", () => {
    const all = "BTC ETH XRP BNB DOGE LTC BCH XLM XMR AVAX MATIC SHIB TRX ALGO EOS ZEC XTZ QTUM ZIL BSV BTG HBAR DCR";
    expect(tag(all)).toHaveLength(20);
    expect(tag(`${all} ${all}`)).toEqual(tag(all));
  });
});

describe("any text", () => {
  const parts = fc.constantFrom(
    ..."Bitcoin Cash SV ETH /USD USDT $ @ # ( ) , and . NEAR Near ONE Harmony crypto price 61,000 بیت کوین 比特币 \u200c \\x \ud835 e\u0301 ：//".split(
      " ",
    ),
    " ",
    "\n",
  );
  const anyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.array(parts, { maxLength: 40 }).map((list) => list.join("")),
    fc.array(parts, { maxLength: 40 }).map((list) => list.join(" ")),
  );

  it("gives each coin once, in order, with the words that stand there, and the same again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const mentions = tag(text);
        expect(new Set(mentions.map(({ symbol }) => symbol)).size).toBe(mentions.length);
        let last = 0;
        for (const { start, end, text: said } of mentions) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(said).toBe(text.slice(start, end));
          last = end;
        }
        expect(tag(text)).toEqual(mentions);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what a tagger is made from", () => {
  it("finds nothing but the coins that it was given", () => {
    const few = createCoinTagger([{ symbol: "BTC", name: "Bitcoin" }]);
    expect(few("Bitcoin, Ethereum and Bitcoin Gold").map(({ symbol }) => symbol)).toEqual(["BTC"]);
    expect(createCoinTagger([])("Bitcoin")).toEqual([]);
  });

  it("reads the names that a caller brings, words only with evidence", () => {
    const own = createCoinTagger([
      { symbol: "ZYX", name: "Zyx Nine Coin" },
      { symbol: "QQW", name: "Quickly" },
    ]);
    expect(own("Zyx Nine Coin is new").map(({ symbol }) => symbol)).toEqual(["ZYX"]);
    expect(own("Quickly done")).toEqual([]);
    expect(own("The Quickly token").map(({ text }) => text)).toEqual(["Quickly"]);
  });

  it("reads letters that it knows nothing of only beside words of coins", () => {
    const unknown = createCoinTagger(["JOE", "HIVE", "FOR", "W"].map((symbol) => ({ symbol, name: null })));
    const found = (text: string): string =>
      unknown(text)
        .map(({ symbol }) => symbol)
        .join(" ");
    expect(found("JOE price jumps, HIVE token follows, $FOR and W/USDT too")).toBe("JOE HIVE FOR W");
    expect(found("Joe Biden on crypto: a hive of activity for miners, W. said. JOE said no")).toBe("");
    expect(found("JOE BUYS A HIVE FOR CRYPTO TOKEN FANS")).toBe("");
  });

  it("is not led astray by names of what objects have", () => {
    expect(symbols("constructor toString __proto__ hasOwnProperty $constructor @__proto__")).toBe("");
    expect(createCoinTagger([{ symbol: "CONSTRUCTOR", name: null }])("$constructor")).toHaveLength(1);
  });

  it("lists coins of sources, without wrapped ones, money of states and stakes", () => {
    const listed = listKnownCoins(["HBAR", "WBTC", "EUR", "BTCUP", "JUP", "ETH3L", "btc usd", "1000", "1INCH", "BTC"]);
    const known = listed.map(({ symbol }) => symbol);
    expect(known.filter((symbol) => !listKnownCoins([]).some((coin) => coin.symbol === symbol))).toEqual([
      "HBAR",
      "JUP",
      "1INCH",
    ]);
    expect(known).toContain("USDT");
    expect(new Set(known).size).toBe(known.length);
    expect(listed.find(({ symbol }) => symbol === "BTC")?.name).toBe("Bitcoin");
    expect(listKnownCoins(Array.from({ length: 20_000 }, (_, at) => `X${at}`))).toHaveLength(5_000);
  });

  it("has each symbol and each name once in its tables", () => {
    const tables = [...namedCoins, ...namedTokens];
    const all = tables.map(({ symbol }) => symbol);
    expect(all.filter((symbol, at) => all.indexOf(symbol) !== at)).toEqual([]);
    const names = tables.flatMap(({ names = [], proper = [], words = [], commons = [] }) =>
      [...names, ...proper, ...words, ...commons].map((name) => name.toLowerCase()),
    );
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
