const listOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Words that only a text about coins has, in small letters. */
export const cryptoWords = listOf(`
  crypto cryptos cryptocurrency cryptocurrencies blockchain blockchains token tokens tokenized tokenised tokenization tokenomics coin coins
  altcoin altcoins alt alts memecoin memecoins stablecoin stablecoins defi nft nfts airdrop airdrops staking staked restaking stakers mainnet testnet
  dapp dapps dex dexs web3 onchain hodl hodlers validator validators rollup rollups ico icos ido dao daos metaverse binance coinbase
  kraken bitfinex kucoin okx upbit bybit bithumb huobi coinmarketcap coingecko satoshi vitalik evm zk zkevm gamefi p2e tvl wallet wallets lightning miner miners mining kwon cointelegraph coindesk whale whales crosschain
  bitcoiners ethereum bitcoin btc eth xrp криптовалют крипто криптовалюта криптовалюты токен токенов блокчейн کریپتو رمزارز توکن بلاکچین`);

/** What stands behind the name of a coin: the thing itself, or a part of it. */
export const coinNouns = listOf(`
  token tokens coin coins price prices holder holders whale whales network blockchain blockchains protocol mainnet testnet ecosystem airdrop
  staking stakers staker validators validator chain chains bulls bears foundation labs dao dex tokenomics tvl nft nfts dapps defi subnet subnets
  ledger memecoin stablecoin stablecoins rollup wallet wallets bridge ico node nodes masternode masternodes hodlers whitepaper
  cryptocurrency superchain zkevm evm cdk sdk etf etfs etp futures perpetuals miners mining supply ceo cto founder cofounder co`);

/** What is told of prices, behind a symbol in capitals or not far from it. */
export const marketWords = listOf(`
  price prices rally rallies rallied rallying surge surges surged surging soar soars soared jump jumps jumped gain gains gained drop drops dropped fall
  falls fell falling plunge plunges plunged tumble tumbles tumbled slide slides slid sinks sank climb climbs climbed rise rises rose rising pump
  pumps pumped dump dumps dumped crash crashes crashed spike spikes spiked rebound rebounds rebounded trade trades traded trading breakout
  bullish bearish bulls bears support resistance outperform outperforms outperformed outperforming longs shorts liquidations moon
  holders hodlers token tokens coin coins altcoin altcoins slips dips dipped eyes hits reclaims tests targets up down higher lower
  analysis technical gainer gainers performer performers performance momentum accumulation capitulation leverage leveraged short position
  positions trend downtrend uptrend reversal record etf etfs etp`);

/** What is done with an amount of a coin, before its symbol. */
export const dealWords = listOf(
  "buy buys bought buying sell sells sold selling hold holds holding stake stakes staked hodl",
);

/** Between a symbol and what is told of it. */
export const helpers = listOf("is are was were has have had will may could");

/** What a coin is, before its name: the network Stacks. */
export const kinds = listOf("network blockchain protocol token coin cryptocurrency altcoin chain rollup");

/** What goes on behind a list. */
export const linkWords = listOf("and are is as in at on after with to amid by while");

export const articles = listOf("a an");

/** Before a thing, and never behind a symbol. */
export const owners = listOf("the a an my your his her their");
