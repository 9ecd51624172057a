/** Words that stand in any text, whatever it is about: that they are known says nothing of whether the text is understood. */
export const looseWords: ReadonlySet<string> = new Set(
  `the a an of and or in on at by for with to as is are was were be been being am its it that this these those their there here has have had do does did from i you he
  she they we me him them us my your his her our who whom which what when where why how than then so if but not no nor s t re ve ll d m will would can could may might
  shall should must too about into over out off again all any both each other some such own same while until one two i'm i've i'd i'll you're it's that's he's she's we're
  they're im ive u ur`.split(/\s+/u),
);

/** Words of what the reader is for. They carry no mood; a text that holds one is of the market and is understood as plain. */
export const topicWords: ReadonlySet<string> = new Set(
  `crypto cryptos cryptocurrency cryptocurrencies blockchain blockchains token tokens coin coins altcoin altcoins stablecoin stablecoins memecoin memecoins nft nfts defi dao
  dapp dapps wallet wallets exchange exchanges mining miner miners staking validator validators node nodes ledger currency currencies digital bank banks banking fund funds etf etfs
  stock stocks share shares equity equities bond bonds index market markets trading trader traders trade investor investors investment investments invest company companies firm
  firms business businesses startup startups economy economic finance financial fintech money price prices pay payment payments dollar euro yuan asset assets regulator regulators
  regulation sec fed tax taxes law court bill government minister project projects platform platforms protocol protocols network networks launch launches report reports research
  quarter quarterly results earnings revenue sales dividend board ceo cfo director chairman agm ipo merger acquisition auction metaverse web3 ico icos ido airdrop hash hashrate
  block blocks transaction transactions contract contracts technology tech app apps users customers analyst analysts analysis forecast week month conference summit`.split(
    /\s+/u,
  ),
);
