/**
 * Names and tickers of coins. All are read as the one word "coin": a verdict must not change
 * when one coin stands for another. Tickers that are common English words are left out.
 */
export const coinNames: ReadonlySet<string> = new Set(
  `bitcoin bitcoins btc xbt ethereum ether eth etherium xrp ripple litecoin ltc bch dogecoin doge cardano ada solana sol bnb polkadot
  chainlink avalanche avax polygon matic shib shiba tron trx stellar xlm monero xmr zcash zec eos iota neo tezos xtz algorand algo
  vechain hedera hbar filecoin fil uniswap aave arbitrum arb sui aptos apt toncoin ton pepe bonk wif floki luna lunc kaspa kas
  injective inj sei celestia tia rndr ftm fantom icp mana axs gala enj crv mkr snx yfi rune thorchain qnt ldo theta iotex iotx zil
  ont icx lsk nano dgb xem nem xvg bsv hyperliquid mog brett popcat pengu ondo ena pyth jup jto kmno stx mina kava celo harmony cro
  okb ht kcs ftt usdt usdc dai busd`.split(/\s+/u),
);

/** The word that stands for every coin in the lexicon's phrases. */
export const COIN = "coin";
