/** Words without content of their own: never entries alone. */
export const functionWords: ReadonlySet<string> = new Set(
  `the a an of and or in on at by for with to as is are was were be been being am its it that this these those their there here has have had do does did
  from i you he she they we me him them us my your his her our mine yours who whom which what when where why how than then so if but not no nor s t re ve ll d m
  will would can could may might shall should must just also only even still yet very too about into over under up down out off again further once all any both each
  few more most other some such own same while during before after above below between through against because until one two three four five six seven eight nine ten
  i'm i've i'd i'll you're you've he's she's it's we're we've they're they've that's there's here's what's who's let's don't doesn't didn't isn't aren't wasn't weren't
  won't wouldn't can't couldn't shouldn't haven't hasn't hadn't im ive dont cant thats youre u ur`.split(/\s+/u),
);

/** Names, dates, places, outlets, groups of people, plain things and artefacts of the sets: never part of a mined entry. */
const barred: ReadonlySet<string> = new Set(
  `name religion http https www com amp rt via pic twitter url user lt gt quot nbsp x2019 xef xbb xbf
  monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun january february march april may june july august september october november december
  jan feb mar apr jun jul aug sep sept oct nov dec q today's
  america american us usa uk china chinese india indian japan japanese korea korean russia russian europe european eu britain british germany german france french italy
  canada canadian australia australian singapore hong kong dubai iran israel ukraine turkey brazil mexico nigeria africa london york tokyo mumbai delhi
  trump biden obama musk elon modi powell gensler vitalik buterin saylor
  binance coinbase kraken ftx tether blackrock grayscale microstrategy google apple facebook amazon tesla microsoft netflix nvidia visa mastercard paypal bitfinex bitmex
  huobi okex bittrex poloniex gemini circle ledger metamask opensea reddit youtube telegram discord instagram tiktok
  nifty sensex rbi sebi dow nasdaq rs crore lakh usd usdt eur rupee zacks cnbc reuters bloomberg ccn
  st nd rd th pc bln xx pm nov ltd premarket jeera soya turmeric nickel aluminium crude railway yuan yen hoverboard socks pancakes trees plane iced hotel cat hat
  sex gay lesbian marriage pregnancy abortion abortions woman women man men black white jew jews jewish muslim muslims islam christian immigrant immigrants nigga niggas
  voters citizens protesters presidential nominee scientist coach lineup opponent halftime grade grader concert soundtrack album episode song tunes thy thine
  ios cake pray trial trials film brave beta dash fold lazarus steam guide journalist burn updates premiere messaging style
  arrival vessel rubber palm religious uni canary ticket tickets music social season tomorrow tonight today weekend night birthday donations movie festive browser employee
  fantastic bodies mouth ambassador duty buddy tall pack rides wake balls cocaine beers dinner baseball helicopter troops leftists teachers kid kids people family coin's wont
  percent million billion bn oil metal metals gold sugar`.split(/\s+/u),
);

/** Whether a word may be no part of a mined entry. Words with a digit are counts, dates or product names. */
export const isBarred = (word: string): boolean =>
  barred.has(word) || /\d/u.test(word) || (word.length === 1 && word.charCodeAt(0) < 128) || word.length > 24;

/** Artefacts that the hand ratings hold too. */
const artefacts: ReadonlySet<string> = new Set(["name", "lazarus", "religion"]);
export const isArtefact = (phrase: string): boolean => phrase.split(" ").some((word) => artefacts.has(word));

/** Words and phrases that lean in the texts only by what these happen to be about: nobody would take them for mood, so they carry no tilt. */
const fillers: ReadonlySet<string> = new Set(
  `
  than expected, about points, action, actor, ads, agents, alongside, alternative, am now, amount of coin, anniversary, anyone want, argument, as volatility,
  asset, barely, basis, benchmark, better get, boss, broker, brokerage, camp, can now, chain, chains, charity, choose, cinema, clients, code,
  coin, coin becomes, coin coin founder, coin failed, coin fails, coin leads, coin mining firm, coin mining giant, come on down, come with me,
  comedy, comes out, comic, coming up, coming years, consensus, consider, covered, cryptocurrency related, declares, deliveries, despite market,
  did you know, discusses, discussion, doesnt, earlier, early, earnings call, ebay, entire crypto, even make, exactly what, except, experienced,
  explorer, feels, first time, focus, foreign, founded, gaming, gave me, giant line, gig, go see, go set, going to see, grid, high, hit him,
  honestly, houses, inventories, iphone, ish, isnt, it's funny, just wanna, larger cap alts, largest asset, largest crypto, laws, leaders,
  left me, let me know, listening, lists, lives, longer, made me, management firm, manager, marked, meet, member, mid cap, minimum wage,
  mining equipment, month, more and get, mornings, named, needs, new one, new video, new year, next, next coin, next five, next months, night,
  nights, norms, not make, not see, notice, offshore, offtake, open, other notable, over crypto, past month, pen, per coin, per second, period,
  perspective, playing, police, ppl, price failed, price fails, project, quarters, quietly, rather, reaction, real time, reason, recent report,
  regarding, regular, remaining, report, reports, residents, resolution, retailers, role, roll, says he's, security token, segment, set, ship,
  sing, sings, situation, songs, sources, space, spot coin, stage, stepped, stories, submit, switch, talking about, targeting, task, tell me,
  there lol, time favorite, token, top five, tune, turned, turns out, unless, vacation, venue, version, very first, vet, weeks, whether,
  who going, will be able, will be back, will provide, will say, worker, you'll`
    .split(",")
    .map((phrase) => phrase.trim()),
);
export const isFiller = (phrase: string): boolean => fillers.has(phrase);
