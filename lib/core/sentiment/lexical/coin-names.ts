/**
 * Names and tickers of coins. All are read as the one word "coin": a verdict must not change
 * when one coin stands for another. Tickers that are common English words are left out.
 */
export const coinNames: ReadonlySet<string> = new Set(
  `bitcoin bitcoins btc xbt ethereum ether eth etherium xrp ripple litecoin ltc bch dogecoin doge cardano ada solana sol bnb polkadot dot
  chainlink avalanche avax polygon matic shib shiba tron trx stellar xlm monero xmr dash zcash zec eos iota neo tezos xtz algorand algo
  vechain vet cosmos hedera hbar filecoin fil uniswap aave arbitrum arb sui aptos apt toncoin ton pepe bonk wif floki luna lunc terra
  kaspa kas injective inj sei celestia tia render rndr fetch ftm fantom near icp mana sand axs ape gala enj crv mkr comp snx yfi sushi
  cake rune thorchain qnt ldo op theta iotex iotx zil ont icx waves lsk nano dgb xem nem xvg verge etc bsv hype hyperliquid mog turbo brett
  popcat pengu ondo ena pyth jup jto ray kmno stx mina rose kava flow celo one harmony cro okb leo ht kcs gt ftt usdt usdc dai busd`
    .split(/\s+/u)
    .filter(
      (name) =>
        ![
          "one",
          "dot",
          "near",
          "flow",
          "comp",
          "op",
          "etc",
          "ape",
          "leo",
          "gt",
          "ray",
          "sand",
          "render",
          "fetch",
          "hype",
          "rose",
          "cake",
          "waves",
          "dash",
          "sushi",
          "turbo",
          "verge",
          "terra",
          "cosmos",
          "vet",
        ].includes(name),
    ),
);

/** The word that stands for every coin in the lexicon's phrases. */
export const COIN = "coin";
