const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Letters that mean nothing but the coin: they count in capitals wherever they stand. */
const clear = listOf(`
  BTC XBT ETH XRP BNB DOGE LTC BCH XLM XMR AVAX MATIC SHIB TRX ALGO EOS ZEC XTZ QTUM ZIL BSV BTG HBAR DCR DGB RVN MKR SNX CRV CVX YFI
  1INCH DYDX GMX LDO RPL ETHFI XEM IOTA MIOTA STEEM NEM XVG ZRX OKB KCS FTT WLFI WLD INJ IMX STRK ZRO FTM EGLD KAVA KDA KSM STX STORJ RUNE
  AXL OSMO DYM GLMR XDC CFX IOTX IOST LRC SKL CELR ANKR API3 KNC GNO ARDR STRAT PIVX CHZ ENJ MANA AXS ILV YGG ARKM FLOKI BONK WIF
  BOME FARTCOIN PENGU MOODENG BABYDOGE HMSTR ORDI CKB XNO JASMY COTI LPT AKT FXS EIGEN PENDLE ONDO MORPHO PYTH USDT USDC BUSD FDUSD TUSD
  USDE PYUSD RLUSD USD1 USDP GUSD USTC PAXG XAUT LUNC AAVE SUSHI GRT BTT VET ICX LSK JST SAFEMOON KAITO WBTC
  CBBTC TBTC RENBTC BTCB WETH STETH WSTETH CBETH WBETH WEETH EZETH WBNB WSOL MSOL JITOSOL BNSOL BCHABC BCHSV`);

/** Letters with another meaning elsewhere: they count in capitals where a text is about coins. */
const usual = listOf(`
  ADA SOL UNI ATOM ETC ARB FIL ICP TON SUI NEO LUNA UST BSC DAI FRAX HYPE JUP JTO FET TAO KAS ENA TIA SEI PEPE CRO LEO ENS QNT AGIX BAT OMG
  NEXO CEL POL WAVES THETA CAKE COMP RAY ONT MINA ROSE HNT CELO FLR SSV SCRT BAND UMA BNT LINEA METIS MNT BGB BERA KAIA AVNT ASTER
  LINK NEAR APE SAND DOT GALA ICON NANO POPCAT BRETT NEIRO PNUT TWT WOO RSR ANC MIR DENT BCN BTS NXT MONA`);

/** Words and signs of everyday: they count with a sign of the dollar, in a pair, or beside their name. */
const sole = listOf(`
  AI ID OM PI IP AR AE GT SC HT OP ZK ONE FOR NOT KEY FUN HOT WIN SUN GAS COS ACE RARE SUPER ALT MEME PEOPLE CORE MOVE FLOW SKY
  RUNES SATS DOGS TURBO NIGHT BEAM PUMP VIRTUAL OCEAN SPELL LIT MON CYBER NOW CC AND THE USD EUR GBP JPY CNY RUB KRW INR TRY BRL CEO CFO
  SEC ETF ETFS USA NFT NFTS DAO DEX CEX CBDC ICO IPO FED IMF GDP CPI FBI DOJ IRS FATF API APY APR ATH ATL OTC KYC AML RWA TVL NEW TOP BIG
  HIGH DATA CITY PORTAL MAGIC HARD QUICK SAFE POWER BANK HOME FIRE HERO EPIC REAL ACT BAR FORTH WAN CAT DOG FORM BANANA PRIME PERP GMT UTC EST GAME
  OPEN PORTO GHOST TREE WAR EVER HOLD BUY SELL SWAP PAY CASH GOLD ZERO LAYER STAR TIME LAND PRO MAX VOTE`);

/** Letters that are read in small ones, and mixed ones, too. */
const small = listOf("btc xbt eth xrp doge ltc bnb usdt usdc xmr");

export type TickerKind = "clear" | "usual" | "strict" | "sole";

/**
 * How much it takes for a symbol in capitals to be the coin. What nobody listed is `strict`: it needs a word of coins right beside it.
 */
export function kindOfTicker(symbol: string): TickerKind {
  if (clear.has(symbol)) return "clear";
  if (usual.has(symbol)) return "usual";
  return sole.has(symbol) || symbol.length <= 2 ? "sole" : "strict";
}

/** Takes and compares small letters. */
export const countsInSmall = (letters: string): boolean => small.has(letters);

/** Other letters for the same coin: older ones, and wrapped, staked and pegged forms, whose price is the coin's own. */
export const otherTickers: ReadonlyMap<string, string> = new Map([
  ["XBT", "BTC"],
  ["WBTC", "BTC"],
  ["CBBTC", "BTC"],
  ["TBTC", "BTC"],
  ["RENBTC", "BTC"],
  ["BTCB", "BTC"],
  ["WETH", "ETH"],
  ["STETH", "ETH"],
  ["WSTETH", "ETH"],
  ["CBETH", "ETH"],
  ["RETH", "ETH"],
  ["WBETH", "ETH"],
  ["BETH", "ETH"],
  ["WEETH", "ETH"],
  ["EZETH", "ETH"],
  ["WBNB", "BNB"],
  ["BSC", "BNB"],
  ["WSOL", "SOL"],
  ["MSOL", "SOL"],
  ["JITOSOL", "SOL"],
  ["BNSOL", "SOL"],
  ["XRB", "XNO"],
  ["MIOTA", "IOTA"],
  ["NEM", "XEM"],
  ["ICON", "ICX"],
  ["NANO", "XNO"],
  ["BCHABC", "BCH"],
  ["BCHSV", "BSV"],
  ["UST", "USTC"],
]);

/** Coins that stand for a dollar: as the unit of a price they are not spoken of. In small letters. */
export const dollarTickers = listOf(
  "usd usdt usdc busd fdusd tusd dai usde pyusd rlusd usd1 usdp gusd frax ustc ust susd lusd crvusd usdd usds",
);

/** What the price of a coin is told in, behind it: BTC/USD, ETHUSDT, LINK-EUR. In small letters. */
export const quotes = listOf("usdt usdc fdusd busd tusd usd eur gbp jpy krw try aud inr brl perp btc eth bnb xbt");
