/** Who sends sample news. None of them exists. */
export const outlets = [
  "Harbour Wire",
  "Ledger Post",
  "Tidewater Markets",
  "Ninth Bell News",
  "Paper Lantern Finance",
  "Saltmarsh Bulletin",
  "Hashfield Herald",
  "The Orchard Tape",
  "Copper Kettle Crypto",
  "Gull & Anchor Daily",
] as const;

export const persianOutlets = ["پیک بندر", "دفتر روز فانوس", "خبرنامه نخلستان"] as const;

/** Companies, places and offices of sample news. None of them exists. */
export const names = {
  exchange: ["Quayside Exchange", "Northlamp", "Brinefield", "Tollgate Exchange", "Pebblemarket", "Fathom Street"],
  fund: ["Alder & Finch", "Greystile Capital", "Westerly Partners", "Marrowby Funds", "Long Meadow Trust"],
  bank: ["Bank of Carsund", "Tarren Savings Bank", "Old Mill Bank", "Ellery & Sons"],
  firm: ["Pennywhistle Pay", "Larkspur Logistics", "Oxbow Retail", "Thimble Systems", "Cobbleworks"],
  project: ["Lanternfish", "Tidepool Lend", "Mossgate", "Kitebridge", "Saffron Vault", "Burrow Finance Club"],
  wallet: ["Satchel Wallet", "Acorn Purse", "Knapsack Keys"],
  miner: ["Greywater Mining", "Hollow Hill Hashing", "Windmere Rigs", "Peatland Power & Mining"],
  desk: ["Crowsnest Research", "Fenwick Lane Research", "Milestone & Moss", "Ropewalk Analytics"],
  regulator: ["Velmoria's markets office", "The Carsund finance board", "Tarrenland's securities council"],
  place: ["Velmoria", "Carsund", "Tarrenland", "Port Ellery", "Brindle Bay"],
  school: ["Carsund University", "Port Ellery College", "Brindle Polytechnic"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Coins by what can be said of them. */
export const kinds = {
  pow: ["BTC", "LTC", "BCH", "DOGE", "ETC", "XMR"],
  pos: ["ETH", "SOL", "ADA", "DOT", "AVAX", "ATOM", "NEAR", "APT", "ALGO"],
  chain: ["ETH", "SOL", "BNB", "ADA", "DOT", "AVAX", "TRX", "ATOM", "NEAR", "APT", "ARB", "OP", "MATIC", "ALGO", "XLM"],
  l2: ["ARB", "OP", "MATIC"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Names that are words too: their ticker stands beside them. */
export const namesThatAreWords: ReadonlySet<string> = new Set(["OP", "ATOM", "XLM", "AVAX", "MATIC", "LINK"]);

export const persianCoins = [
  "بیت‌کوین (BTC)",
  "اتریوم (ETH)",
  "سولانا (SOL)",
  "دوج‌کوین (DOGE)",
  "کاردانو (ADA)",
  "ریپل (XRP)",
] as const;
