/** Names with a coin's name inside that speak of something else: shops, papers, other coins, idioms. Set apart by `|`. */
const phrases = `
Bitcoin Magazine|Bitcoin Suisse|Bitcoin Depot|Bitcoin Well|Bitcoin Group SE|Bitcoin Japan|American Bitcoin|Bitcoin IRA|Bitcoin Store
Bitcoin Hyper|Bitcoin BSC|Bitcoin Minetrix|Bitcoin ETF Token|Bitcoin Private|Bitcoin Diamond|Bitcoin Atom|Bitcoin God|Bitcoin Candy
Bitcoin Rush|Bitcoin Dogs|Bitcoin Bull Token|BTC Bull|BTC Bull Token|Bitcoin Green|Bitcoin Standard Treasury|Bitcoin Spark
BTC Markets|BTC China|BTC e|BTC Turk|BTC Digital|BTC Inc|BTC Media|BTC Bear
Ethereum Max|Ethereum PoW|Ethereum Fair|Ether Zero|Ethereum Gold|ETH Zurich|ETH Denver|ETH Max
Litecoin Cash|Litecoin Plus|Dogecoin Cash|Doge Uprising|Monero Classic|Monero Original|Cardano Rush
Ripple Effect|Ripple Effects|Tron Ares|Tron Legacy|Colorado Avalanche|Terra Firma|Terra Nova|Terra Virtua|Cosmos Holdings|ETC Group|Nano Labs|Nano Dimension|Ledger Nano|Mercado Bitcoin
Stellar Performance|Stellar Gains|Stellar Year|Stellar Quarter|Stellar Results|Stellar Returns|Stellar Run|Stellar Growth|Stellar Rally|Stellar Rise
Stellar Week|Stellar Month|Stellar Start|Stellar Debut`;

export const notCoins: readonly string[] = phrases.split(/[|\n]/).filter((phrase) => phrase !== "");
