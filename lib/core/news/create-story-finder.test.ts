import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStoryFinder, type StoryFinder } from "./create-story-finder";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 12);

interface Text {
  readonly title: string;
  readonly lead?: string;
  readonly at?: number;
  readonly outlet?: string;
  readonly isDated?: boolean;
}

let count = 0;
const itemOf = ({ title, lead = "", at = NOW, outlet = "", isDated = true }: Text) => {
  count += 1;
  return { id: `item-${count}`, title, lead, sortAt: at, outlet, isDated };
};

/** Finds and puts in, as the news comes; gives the story. */
function tell(finder: StoryFinder, text: Text): string {
  const item = itemOf(text);
  const story = finder.find(item) ?? item.id;
  finder.add({ ...item, story });
  return story;
}

/** Whether the second is taken for a copy of the first, and the first for one of the second. */
function areCopies(first: Text, second: Text): readonly [boolean, boolean] {
  const seek = (told: Text, sought: Text): boolean => {
    const finder = createStoryFinder();
    finder.add({ ...itemOf(told), story: "told" });
    return finder.find(itemOf(sought)) === "told";
  };
  return [seek(first, second), seek(second, first)];
}

const BOTH = [true, true];
const NEITHER = [false, false];
const first = "Quayside Exchange halts Solana withdrawals after security breach";

describe("copies", () => {
  it.each([
    ["the same", first],
    ["in capitals", first.toUpperCase()],
    ["with other signs", "Quayside Exchange halts Solana withdrawals — after “security breach”!"],
    ["an outlet behind a bar", `${first} | Ledger Post`],
    ["an outlet behind a dash that nobody knows", `${first} - Harbour Wire`],
    ["a label before", `BREAKING: ${first}`],
    ["two words and a sign before", `🚨 JUST IN: ${first}`],
    ["cut off", "Quayside Exchange halts Solana withdrawals after secu…"],
    ["cut off by points", "Quayside Exchange halts Solana withdrawals ..."],
    ["another form of its words", "Quayside Exchange halted Solana withdrawals after a security breach"],
    ["a word more", "Quayside Exchange halts all Solana withdrawals after security breach"],
    ["a word swapped", "Quayside Exchange stops Solana withdrawals after security breach"],
    ["invisible signs in it", first.replaceAll(" ", " \u200b\u2060")],
  ])("finds a title that is %s", (_, second) => {
    expect(areCopies({ title: first }, { title: second })).toEqual(BOTH);
  });

  it("finds misread quotes, numbers spelt otherwise, names of outlets that are told, and titles without a word", () => {
    const quote = "Carsund’s council won’t tax “small” Dogecoin payments";
    const misread = "Carsundâ€™s council wonâ€™t tax â€œsmallâ€? Dogecoin payments";
    expect(areCopies({ title: quote }, { title: misread })).toEqual(BOTH);
    const million = "Greystile Capital buys $1.5 billion of Ether at 60,000 feet, 7 percent more";
    const short = "Greystile Capital buys $1.5B of Ether at 60K feet, 7% more";
    expect(areCopies({ title: million }, { title: short })).toEqual(BOTH);
    const named = {
      title: "Alder & Finch turns buyer - Gull and Anchor Daily Post",
      outlet: "Gull and Anchor Daily Post",
    };
    expect(areCopies({ title: "Alder & Finch turns buyer" }, named)).toEqual(BOTH);
    expect(areCopies({ title: "🚀🚀🚀" }, { title: "🚀🚀🚀" })).toEqual(BOTH);
    expect(areCopies({ title: "🚀🚀🚀" }, { title: "📉📉" })).toEqual(NEITHER);
  });

  it("finds them in other scripts", () => {
    const persian = "صرافی فانوس برداشت سولانا را پس از هک متوقف کرد";
    expect(areCopies({ title: persian }, { title: `فوری: ${persian}` })).toEqual(BOTH);
    const chinese = "码头交易所在安全漏洞之后暂停了索拉纳的提款";
    expect(areCopies({ title: chinese }, { title: `${chinese}。` })).toEqual(BOTH);
    expect(areCopies({ title: chinese }, { title: "灯塔基金宣布下个月举行开发者大会" })).toEqual(NEITHER);
  });

  it.each([
    [
      "another price",
      "Bitcoin holds above $60,000 as Alder & Finch buys",
      "Bitcoin holds above $70,000 as Alder & Finch buys",
    ],
    [
      "another share",
      "Fees on Velmoria's Ether market fall 5% in a week",
      "Fees on Velmoria's Ether market fall 7% in a week",
    ],
    [
      "a share, not a count",
      "Northlamp hires 5 in Carsund for its new Ether desk",
      "Northlamp hires 5% in Carsund for its new Ether desk",
    ],
    [
      "figures the other way round",
      "Tollgate Exchange moves fee from 5% to 7% for Ether",
      "Tollgate Exchange moves fee from 7% to 5% for Ether",
    ],
    [
      "another coin",
      "Tollgate Exchange opens new Bitcoin market in Port Ellery",
      "Tollgate Exchange opens new Ethereum market in Port Ellery",
    ],
    [
      "another ticker",
      "Tollgate Exchange to list ABCD in its innovation zone today",
      "Tollgate Exchange to list WXYZ in its innovation zone today",
    ],
    [
      "rises, not falls",
      "Total value kept in Mossgate rises to the level of spring",
      "Total value kept in Mossgate falls to the level of spring",
    ],
    [
      "up, not down",
      "Ether is up in thin trade as Carsund waits for data",
      "Ether is down in thin trade as Carsund waits for data",
    ],
    [
      "approves, not rejects",
      "Velmoria approves the first fund for Ether of Old Mill Bank",
      "Velmoria rejects the first fund for Ether of Old Mill Bank",
    ],
    [
      "inflows, not outflows",
      "Funds of Long Meadow Trust see inflows for a third week",
      "Funds of Long Meadow Trust see outflows for a third week",
    ],
    [
      "not",
      "Old Mill Bank will offer custody of Ether to its clients",
      "Old Mill Bank will not offer custody of Ether to its clients",
    ],
    [
      "does not",
      "Old Mill Bank says it plans to sell its Ether",
      "Old Mill Bank says it doesn't plan to sell its Ether",
    ],
    [
      "may, not does",
      "Carsund could become the first port to take Dogecoin",
      "Carsund becomes the first port to take Dogecoin",
    ],
    [
      "another day's analysis",
      "Price analysis 3/14: BTC, ETH, SOL, XRP, ADA",
      "Price analysis 3/15: BTC, ETH, SOL, XRP, ADA",
    ],
    [
      "another day of a week",
      "What to watch in Ether markets this coming Monday",
      "What to watch in Ether markets this coming Tuesday",
    ],
    [
      "another part",
      "There was an awakening among miners of Carsund, part 2",
      "There was an awakening among miners of Carsund, part 3",
    ],
    [
      "another place",
      "Crypto fair brings the whole trade together in Velmoria",
      "Crypto fair brings the whole trade together in Carsund",
    ],
    [
      "the other way round",
      "Carsund sues Velmoria over the stolen Ether of Mossgate",
      "Velmoria sues Carsund over the stolen Ether of Mossgate and more",
    ],
    [
      "another column",
      "Daily digest: miners sell, funds wait, Carsund votes",
      "Daily digest: miners sell, funds wait, Velmoria votes",
    ],
    ["one word", "Bitcoin", "Ether"],
  ])("takes none for a copy that tells %s", (_, one, two) => {
    expect(areCopies({ title: one }, { title: two })).toEqual(NEITHER);
  });

  it("takes the same title for another day's where it is a column, hardly a title, or its lead tells something else", () => {
    const late = NOW + 24 * HOUR;
    const column = "Daily digest: what moved the markets";
    expect(areCopies({ title: column }, { title: column, at: NOW + HOUR })).toEqual(BOTH);
    expect(areCopies({ title: column }, { title: column, at: late })).toEqual(NEITHER);
    expect(areCopies({ title: "Market wrap" }, { title: "Market wrap", at: late })).toEqual(NEITHER);
    const lead = "Miners of Peatland moved forty containers of machines to the northern coast overnight";
    const other = "Savers in Velmoria withdrew deposits after the regulator published its quarterly letter";
    const title = "What readers of the Orchard Tape asked us";
    expect(areCopies({ title, lead }, { title, lead: other, at: late })).toEqual(NEITHER);
    expect(areCopies({ title, lead }, { title, lead, at: late })).toEqual(BOTH);
  });
});

describe("time", () => {
  it("joins within 72 hours, before and after", () => {
    for (const away of [0, HOUR, 71 * HOUR, 72 * HOUR])
      expect(areCopies({ title: first }, { title: first, at: NOW + away })).toEqual(BOTH);
    expect(areCopies({ title: first }, { title: first, at: NOW + 73 * HOUR })).toEqual(NEITHER);
  });

  it("asks more of titles that are farther apart, and of those without a day", () => {
    const one = "Hong Meadow launches pilot program for tokenized deposits with real transactions";
    const two = "Hong Meadow tests real transactions using tokenized deposits pilot";
    expect(areCopies({ title: one }, { title: two, at: NOW + HOUR })).toEqual(BOTH);
    expect(areCopies({ title: one }, { title: two, at: NOW + 70 * HOUR })).toEqual(NEITHER);
    expect(areCopies({ title: one }, { title: two, isDated: false })).toEqual(NEITHER);
    expect(areCopies({ title: one }, { title: one, isDated: false })).toEqual(BOTH);
  });

  it("does not let a story grow longer than seven days, however many copy it", () => {
    const finder = createStoryFinder();
    const stories = Array.from({ length: 30 }, (_, day) => tell(finder, { title: first, at: NOW + day * DAY }));
    const lengths = [...new Set(stories)].map((story) => stories.filter((each) => each === story).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(8);
    expect(new Set(stories).size).toBe(4);
    // Backwards too, and where the ends are told before the middle.
    const back = createStoryFinder();
    const told = Array.from({ length: 12 }, (_, day) => tell(back, { title: first, at: NOW - day * DAY }));
    expect(new Set(told).size).toBe(2);
  });

  it("pays no heed to times that are none", () => {
    const finder = createStoryFinder();
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY]) {
      finder.add({ ...itemOf({ title: first, at }), story: "x" });
      expect(finder.find(itemOf({ title: first, at }))).toBeNull();
    }
    expect(finder.size()).toBe(0);
  });

  it("takes the nearest of several: the most alike, then the one closest in time", () => {
    const finder = createStoryFinder();
    finder.add({ ...itemOf({ title: `${first} today again`, at: NOW }), story: "alike" });
    finder.add({ ...itemOf({ title: first, at: NOW - 30 * HOUR }), story: "far" });
    finder.add({ ...itemOf({ title: first, at: NOW - 20 * HOUR }), story: "near" });
    expect(finder.find(itemOf({ title: first, at: NOW }))).toBe("near");
    expect(finder.find(itemOf({ title: first, at: NOW - 29 * HOUR }))).toBe("far");
  });
});

const words = fc.array(
  fc.constantFrom(..."harbour wire bitcoin sells 60,000 not rises falls ether 7% the to a bank's MINE".split(" ")),
  {
    minLength: 0,
    maxLength: 14,
  },
);
const anyTitle = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 300 }),
  fc.string({ unit: "binary" }),
  words.map((list) => list.join(" ")),
);

describe("whatever comes", () => {
  it("finds each title again by itself, and in capitals the same", () => {
    fc.assert(
      fc.property(anyTitle, fc.integer({ min: 0, max: 17 }), (title, hours) => {
        expect(areCopies({ title }, { title, at: NOW + hours * HOUR })).toEqual(BOTH);
      }),
      { numRuns: 300 },
    );
  });

  it("does not depend on who came first where all are the same", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 3, 9, 14, 17], { minLength: 2 }), anyTitle, (hours, title) => {
        const finder = createStoryFinder();
        const stories = hours.map((hour) => tell(finder, { title, at: NOW + hour * HOUR }));
        expect(new Set(stories).size).toBe(1);
      }),
      { numRuns: 200 },
    );
  });

  it("says the same of two titles from either side", () => {
    fc.assert(
      fc.property(words, words, (one, two) => {
        const [there, back] = areCopies({ title: one.join(" ") }, { title: two.join(" ") });
        expect(there).toBe(back);
      }),
      { numRuns: 500 },
    );
  });
});
