/** A coin that everybody can ask for, whatever else a source has. */
export interface Coin {
  readonly symbol: string;
  readonly name: string;
  /** What else people type. */
  readonly aliases?: readonly string[];
}

/** Coins that are always offered, the best known first. */
export const coins: readonly Coin[] = [
  { symbol: "BTC", name: "Bitcoin", aliases: ["XBT"] },
  { symbol: "ETH", name: "Ethereum", aliases: ["Ether"] },
  { symbol: "SOL", name: "Solana" },
  { symbol: "XRP", name: "XRP", aliases: ["Ripple"] },
  { symbol: "BNB", name: "BNB", aliases: ["Binance Coin", "Build and Build"] },
  { symbol: "ADA", name: "Cardano" },
  { symbol: "DOGE", name: "Dogecoin" },
  { symbol: "DOT", name: "Polkadot" },
  { symbol: "AVAX", name: "Avalanche" },
  { symbol: "LINK", name: "Chainlink" },
  { symbol: "LTC", name: "Litecoin" },
  { symbol: "BCH", name: "Bitcoin Cash" },
  { symbol: "TRX", name: "TRON" },
  { symbol: "UNI", name: "Uniswap" },
  { symbol: "ATOM", name: "Cosmos" },
  { symbol: "XLM", name: "Stellar", aliases: ["Stellar Lumens", "Lumens"] },
  { symbol: "ETC", name: "Ethereum Classic" },
  { symbol: "MATIC", name: "Polygon" },
  { symbol: "SHIB", name: "Shiba Inu", aliases: ["Shiba"] },
  { symbol: "XMR", name: "Monero" },
  { symbol: "NEAR", name: "NEAR Protocol" },
  { symbol: "APT", name: "Aptos" },
  { symbol: "ARB", name: "Arbitrum" },
  { symbol: "OP", name: "Optimism" },
  { symbol: "FIL", name: "Filecoin" },
  { symbol: "ALGO", name: "Algorand" },
];
