/**
 * Words and phrases that change how others are read, by role. They are closed classes, so they are listed by hand.
 * A comma separates the phrases. A phrase may also be an entry of the lexicon with a weight of its own.
 */
export const roles = {
  negator: 1,
  intensifier: 2,
  hedge: 4,
  contrast: 8,
  concession: 16,
  aftermath: 32,
  condition: 64,
  relievesNext: 128,
  up: 256,
  down: 512,
  above: 1024,
  below: 2048,
  opponent: 4096,
  sarcasm: 8192,
  plain: 16384,
  relievesLast: 32768,
  state: 65536,
  burden: 131072,
  extreme: 262144,
} as const;
type Role = keyof typeof roles;

const lists: Readonly<Record<Role, string>> = {
  negator: `
    not, no, never, none, nor, neither, nothing, nobody, without, cannot, cant, can't, dont, don't, doesnt, doesn't, didnt, didn't,
    isnt, isn't, wasnt, wasn't, arent, aren't, weren't, werent, wont, won't, wouldnt, wouldn't, couldnt, couldn't, shouldnt, shouldn't,
    hasnt, hasn't, havent, haven't, hadn't, aint, ain't, hardly, scarcely, no longer, not yet, lack of, lacks, lacking, instead of,
    rather than, far from, anything but, fails to, failed to, fail to, failing to, refuses to, refused to, refuse to,
    unable to, unlikely to, too early to, no sign of, no signs of, rarely, seldom, nowhere near, not a, not the, not so, not very, not that,
    not really, not going to, no more, never been, don't be, not be, not been`,
  // Looks like a negator and is none.
  plain:
    "not only, no doubt, no wonder, not just, no matter, why not, whether or not, no problem, no brainer, can't wait, cannot wait, cant wait, not to mention, if not",
  intensifier: `
    very, really, extremely, so, super, highly, hugely, massively, sharply, strongly, significantly, substantially, dramatically, incredibly,
    absolutely, totally, completely, huge, massive, big, biggest, major, severe, severely, heavy, heavily, steep, steeply, deeply, insane,
    insanely, mega, ultra, too, quite, much, even, far, more, most, fucking, fuckin, freaking, damn, hella, such, strong, all time, enormous,
    double digit, record, rapidly, widespread, utterly, seriously, particularly, especially, whopping, staggering`,
  hedge: `
    may, might, could, can, would, should, possibly, perhaps, maybe, probably, potentially, potential, likely, slightly, somewhat, mildly,
    kinda, kind of, sort of, a bit, a little, little, some, partly, partially, marginally, modestly, modest, slight, allegedly, reportedly,
    seems, seem, appears, appear, apparently, rumored, expects, expected to, plans to, planning to, considers, considering, eyes, seeks,
    aims to, hopes to, wants to, looks to, set to, try to, trying to, tries to, proposes, proposed, almost, nearly, relatively, fairly`,
  contrast: "but, however, yet, though, nevertheless, nonetheless, still, only to, except",
  concession:
    "despite, although, even though, in spite of, even as, even if, even after, regardless of, notwithstanding, shrugs off, shrugging off, shrug off, brushes off, defies, defying, defied",
  aftermath:
    "after, following, amid, amidst, as, since, on the back of, in the wake of, from, during, when, while, until, till, before",
  condition: "if, unless, in case, what if, had, wish, hope, hopefully, suppose, whether",
  // "Eases fears": what comes next is turned.
  relievesNext: `
    ease, eases, eased, easing, narrow, narrows, narrowed, narrowing, pare, pares, pared, paring, trim, trims, trimmed, trimming, erase, erases,
    erased, erasing, erode, erodes, eroded, halt, halts, halted, halting, end, ends, ended, ending, lift, lifts, lifted, lifting, drop, drops,
    dropped, dropping, dismiss, dismisses, dismissed, dismissing, avoid, avoids, avoided, avoiding, avert, averts, averted, prevent, prevents,
    prevented, preventing, stop, stops, stopped, stopping, deny, denies, denied, denying, reject, rejects, rejected, refute, refutes, refuted,
    debunk, debunks, debunked, overcome, overcomes, overcame, survive, survives, survived, resolve, resolves, resolved, resolving, fix, fixes,
    fixed, fixing, fight, fights, fighting, combat, combats, combating, reduce, reduces, reduced, reducing, lower, lowers, lowered, cut, cuts,
    cutting, curb, curbs, curbing, reverse, reverses, reversed, reversing, overturn, overturns, overturned, cancel, cancels, canceled,
    cancelled, withdraw, withdraws, withdrew, recover from, recovers from, recovered from, recovering from, recovery from, rebounds from,
    rebound from, bounces from, immune to, free of, free from, protect against, protects against, protection from, protect from, less, fewer,
    slow, slows, slowed, slowing, decline in, drop in, fall in, decrease in, cool, cools, cooled, cooling, calm, calms, calmed, soothe, soothes,
    allay, allays, quell, quells, dispel, dispels, dash, dashes, dashed, dent, dents, dented, dampen, dampens, dampened, kill, kills, killed,
    killing, crush, crushes, crushed, crushing, wipe out, wipes out, wiped out, thwart, thwarts, thwarted, foil, foils, foiled, no longer,
    refund, refunds, refunded, refunding, repay, repays, repaid, reimburse, reimburses, reimbursed, return, returns, returned, returning,
    recover, recovers, recovered, recovering, hackers return, hacker returns, hacker returned, hackers returned, attacker returns, attackers return, exploiter returns,
    thief returns, thieves return, recovers from, bounces back from, quash, quashes, quashed, blow to, blow for, tackle, tackles, tackling, mitigate, mitigates, mitigating, repeal, repeals, repealed,
    undo, against, anti, ban on, bans, banning, banned, don't sell, rule out, rules out, ruled out, scrap, scraps, scrapped, pulls, suspends`,
  // "Fears ease": what came last is turned.
  relievesLast: `
    ease, eases, eased, easing, fade, fades, faded, fading, subside, subsides, subsided, subsiding, narrow, narrows, narrowed, narrowing, recede,
    recedes, receded, receding, wane, wanes, waned, waning, abate, abates, abated, abating, pared, trimmed, erased, eroded, ended, ends, lifted,
    dropped, dismissed, averted, avoided, prevented, denied, rejected, refuted, debunked, resolved, fixed, reversed, overturned, canceled,
    cancelled, withdrawn, cools, cooled, cooling, calm, dashed, dented, dampened, stall, stalls, stalled, falter, falters, faltered, fizzle,
    fizzles, fizzled, evaporate, evaporates, evaporated, vanish, vanishes, vanished, shrink, shrinks, shrank, shrinking, slows, slowed, slowing,
    is over, are over, was over, thwarted, foiled, quashed, wears off, dries up, dry up, runs out of steam, loses steam, losing steam, lifts,
    scrapped, repealed, unfounded, overblown, exaggerated, overdone, repaid, recovered, returned, contained, behind us, is dead, slow, cool, halve, halves, halved, moderate, moderates, moderated, moderating, dwindle, dwindles, dwindled, over, refunded, reimbursed, given back, paid back, sent back, has ended, have ended, had ended, comes to an end, come to an end,
    came to an end, coming to an end, at an end, is behind us, are behind us, is finally over, are finally over, finally over, finally ends, finally ended, has passed, have passed,
    nears its end, is ending`,
  up: `
    up, rise, rises, rose, risen, rising, gain, gains, gained, gaining, jump, jumps, jumped, jumping, surge, surges, surged, surging, soar,
    soars, soared, soaring, climb, climbs, climbed, climbing, rally, rallies, rallied, rallying, advance, advances, advanced, add, adds,
    added, increase, increases, increased, increasing, grow, grows, grew, grown, growing, growth, higher, spike, spikes, spiked, spiking,
    skyrocket, skyrockets, skyrocketed, rocket, rockets, rocketed, pump, pumps, pumped, pumping, bounce, bounces, bounced, rebound, rebounds,
    rebounded, recover, recovers, recovered, leap, leaps, leaped, shoot, shoots, shot up, explode, explodes, exploded, moon, mooned, zoom,
    zooms, zoomed, expand, expands, expanded, edge up, edges up, inch up, inches up, swell, swells, swelled, boost, boosts, boosted, upside,
    accelerate, accelerates, accelerated, accelerating, double, doubles, doubled, triple, triples, tripled, mount, mounts, mounted, mounting, balloon, balloons, ballooned,
    profit, profits, return, returns, returned, outperform, outperforms, vault, vaults, breakout, rip, rips, ripped, ripping, raises, raised,
    📈, 🟢, ⬆, ↗, ▲, ↑, 🔼`,
  down: `
    down, fall, falls, fell, fallen, falling, drop, drops, dropped, dropping, decline, declines, declined, declining, plunge, plunges,
    plunged, plunging, slump, slumps, slumped, slumping, slide, slides, slid, sliding, sink, sinks, sank, sunk, sinking, tumble, tumbles,
    tumbled, tumbling, lose, loses, lost, losing, loss, losses, dip, dips, dipped, dipping, decrease, decreases, decreased, decreasing, lower,
    crash, crashes, crashed, crashing, dump, dumps, dumped, dumping, shed, sheds, shedding, plummet, plummets, plummeted, plummeting, tank,
    tanks, tanked, tanking, collapse, collapses, collapsed, collapsing, retreat, retreats, retreated, slip, slips, slipped, slipping, ease,
    eases, eased, correct, corrects, corrected, correction, pull back, pullback, shrink, shrinks, shrank, contract, contracts, contracted,
    nosedive, nosedives, nosedived, dive, dives, dived, erase, erases, erased, wipe, wipes, wiped, cut, cuts, slash, slashes, slashed, lower,
    downside, drawdown, discount, underperform, underperforms, skid, skids, sag, sags, trim, trims, bleed, bleeds, bled, bleeding, weaken,
    weakens, weakened, crater, craters, cratered, layoffs, reduce, reduces, reduced, 📉, 🔴, ⬇, ↘, ▼, ↓, 🔽`,
  above:
    "above, over, past, tops, topped, topping, crosses, crossed, crossing, breaks, broke, breaking, reclaims, reclaimed, reclaim, surpasses, surpassed, exceeds, exceeded, hits, hit, reaches, reached, passes, beyond, retakes, nears",
  below: "below, under, beneath, sub, loses, breaches, breached, underneath",
  // "Shorts got rekt" is good for holders: a bad thing that befalls these is turned.
  opponent:
    "shorts, short sellers, bears, shorters, haters, doubters, skeptics, naysayers, no coiners, nocoiners, fudsters",
  // States that can ease, fade or be lifted. Only these are turned by relief: "stocks drop after hack" relieves nothing.
  state: `
    fear, fears, concern, concerns, worry, worries, loss, losses, pain, pressure, pressures, tension, tensions, risk, risks, uncertainty, ban, bans,
    lawsuit, lawsuits, charges, charge, case, restriction, restrictions, sanctions, inflation, sell off, selloff, crash, hack, hacks, outflows,
    outage, crisis, fud, panic, volatility, delays, doubts, doubt, fraud, debt, costs, deficit, crackdown, bear market, decline,
    downtrend, slump, recession, threat, threats, war, strike, penalty, fine, fines, tariffs, tariff, liquidations,
    selling pressure, recession fears, hack fears, jitters, anxiety, gloom, woes, slide, downturn, turmoil, theft, thefts, attack, attacks, scam, scams, corruption, dispute,
    probe, investigation, suspension, curbs, lockdown, outages, congestion, winter, allegations, accusations, rumors, rumours, bankruptcy, insolvency, collapse, default, contagion, depeg, bug, bugs, exploit, breach,
    rally, gains, gain, hope, hopes, optimism, momentum, demand, growth, enthusiasm, confidence, profit, profits, inflows, recovery, advance,
    interest, excitement, hype, support, euphoria, appetite, bull run, bull market, uptrend, revenue, earnings, boom, sentiment, bounce, rebound,
    upside, bullish momentum, dream, dreams, liquidity, trust, adoption, popularity, plan, plans, deal, approval, proposal, bid, merger, partnership,
    crypto winter, downtime, halt, stolen, stolen funds, stolen coins, stolen crypto, stolen money, stolen tokens, stolen assets, stolen coin, nightmare, storm,
    freeze, shutdown, drought, bear cycle, bloodbath, the worst, trade war, downturns`,
  // Quantities that are bad when they rise and good when they fall: they turn the direction that is told of them.
  burden: `
    unemployment, unemployment rate, jobless rate, joblessness, jobless claims, initial jobless claims, weekly jobless claims, unemployment claims, jobless benefits,
    inflation, inflation rate, core inflation, consumer inflation, consumer prices, producer prices, cpi, ppi, cpi inflation, cost of living, fees, fee, gas fees, gas fee, gas prices, gas costs, transaction fees, transaction fee,
    transaction costs, network fees, trading fees, withdrawal fees, costs, cost, expenses, expenditure, losses, loss, net loss, net losses, quarterly loss, operating loss,
    operating losses, outflows, outflow, fund outflows, etf outflows, capital outflows, net outflows, liquidations, debt, debts, debt levels, leverage ratio, deficit, deficits,
    trade deficit, budget deficit, delinquencies, delinquency, delinquency rate, delinquency rates, foreclosures, defaults, default rate, default rates, bad loans,
    bankruptcies, insolvencies, layoffs, job cuts, volatility, market volatility, implied volatility, price volatility, exchange inflows, exchange inflow, inflows to exchanges,
    inflows into exchanges, exchange reserves, exchange balances, supply on exchanges, balances on exchanges, unlocks, dilution, token inflation,
    hacks, thefts, scams, crypto scams, exploits, fraud, crime, crypto crime, illicit activity, fraud cases, outages, complaints, lawsuits, congestion, selling pressure, sell pressure, sales pressure,
    fears, fear, concerns, worries, anxiety, tensions, risks, recession risk, recession risks, recession odds, uncertainty, poverty, death toll, cases, interest costs, borrowing costs, energy costs, mining costs,
    electricity costs, production costs, fuel costs, operating costs, labor costs, input costs, energy prices, electricity prices, vacancy rate, churn, error rate,
    failure rate, latency, confirmation times, backlog, slippage, premiums, mortgage rates, credit spreads, default risk`,
  // How far a quantity went: "a five-year low".
  extreme:
    "low, lows, lowest, high, highs, highest, record, record low, record high, lowest since, highest since, all time high, all time low, peak",
  sarcasm: `
    yeah right, yea right, sure jan, lol sure, oh great, just great, oh wow, great job, nice job, what could go wrong, could possibly go wrong,
    trust me bro, thanks a lot, slow clap, how surprising, what a surprise, shocked pikachu, color me surprised, big brain, totally legit,
    so much for, good luck with that, good luck with, 🙄, 🤡, 🤪`,
};

/** "Only 1%": the move is a small one. */
export const slightWords = ["only", "just", "barely", "merely", "mere"] as const;
/** Words that take over as what is told of: "inflation fears send stocks lower" says nothing lower of the fears. */
export const takeOverWords =
  `send sends sent drag drags dragged push pushes pushed pull pulled drive drives drove make makes made help helps helped weigh weighs hit hits
  hurt hurts let lets leave leaves keep keeps lift boost boosts fuel fuels spark sparks trigger triggers prompt prompts stock stocks share shares market markets crypto cryptos price token
  tokens coins altcoins altcoin futures index equities bitcoiners traders investors revenue revenues income profit profits sales demand rally hope hopes adoption earnings`.split(
    /\s+/u,
  );

/** Every phrase with a role, and its roles as a set of bits. */
export function listRoles(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [role, list] of Object.entries(lists)) {
    for (const phrase of list.split(",").map((item) => item.trim())) {
      if (phrase !== "") found.set(phrase, (found.get(phrase) ?? 0) | roles[role as Role]);
    }
  }
  return found;
}
