import { season } from "../../market/sample/season";
import type { FoundItem } from "../news-item";
import { bearishTemplates } from "./bearish-templates";
import { bullishTemplates } from "./bullish-templates";
import { type Chance, createChance } from "./create-chance";
import { fillTemplate } from "./fill-template";
import { neutralTemplates } from "./neutral-templates";
import { persianTemplates } from "./persian-templates";
import { retell } from "./retell";
import { outlets, persianOutlets } from "./sample-names";
import type { Template, TemplateSet } from "./template";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const HOURS_OF_DAY = 24;

/** An item that is sent at a moment. */
export interface SentItem extends FoundItem {
  readonly at: number;
}

/** Stories that a day has room for, and how many of them are told on a weekday, by mood. Swings with the week: see `leaningOf`. */
const plans: readonly { readonly set: TemplateSet; readonly room: number; readonly share: number }[] = [
  { set: neutralTemplates, room: 5, share: 0.68 },
  { set: bullishTemplates, room: 5, share: 0.54 },
  { set: bearishTemplates, room: 4, share: 0.48 },
  ...persianTemplates.map((set) => ({ set, room: 1, share: 0.12 })),
];

/** Share of stories that others tell too. */
const COPIED = 0.36;
const MOST_COPIES = 4;
/** Weekends are quieter. */
const WEEKEND = 0.62;

/** From -1, a gloomy time, to 1, a cheerful one: straight lines between knots of three days. */
function leaningOf(day: number): number {
  const knot = Math.floor(day / 3);
  const [left, right] = [knot, knot + 1].map((at) => createChance(`mood ${at}`).even() * 2 - 1);
  const way = day / 3 - knot;
  return (left ?? 0) * (1 - way) + (right ?? 0) * way;
}

/** Each template once, in an order of its own, before any comes again. */
function templateAt({ mood, language, templates }: TemplateSet, place: number): Template {
  const round = Math.floor(place / templates.length);
  const chance = createChance(`order ${mood} ${language} ${round}`);
  const order = templates.map((template) => ({ template, key: chance.even() })).sort((a, b) => a.key - b.key);
  return order[place - round * templates.length]?.template ?? ["", ""];
}

/** A moment of the day, as often in an hour as it is busy. */
function drawMoment(day: number, chance: Chance): number {
  const first = ((day * HOURS_OF_DAY) % season.length) + (day < 0 ? season.length : 0);
  const hours = season.slice(first, first + HOURS_OF_DAY);
  let left = chance.even() * hours.reduce((sum, each) => sum + each, 0);
  let hour = hours.findIndex((each) => {
    left -= each;
    return left < 0;
  });
  hour = Math.max(0, hour);
  return day * DAY + hour * 60 * MINUTE + chance.whole(0, 3_599) * 1_000;
}

function drawStory(set: TemplateSet, day: number, slot: number, room: number): readonly SentItem[] {
  const guid = `sample-${day}-${set.mood}-${set.language}-${slot}`;
  const chance = createChance(guid);
  const told = fillTemplate(templateAt(set, day * room + slot), chance);
  const first = drawMoment(day, chance);
  const free: string[] = [...(set.language === "fa" ? persianOutlets : outlets)];
  const copies =
    chance.even() < COPIED ? Math.min(free.length - 1, 1 + Math.floor(MOST_COPIES * chance.even() ** 1.5)) : 0;
  const items: SentItem[] = [];
  let at = first;
  for (let copy = 0; copy <= copies; copy += 1) {
    const [outlet = ""] = free.splice(chance.whole(0, free.length - 1), 1);
    const words = copy === 0 ? told : retell(told, outlet, set.language, chance);
    const precision = chance.even() < 0.8 ? "second" : "minute";
    const published = precision === "second" ? at : Math.floor(at / MINUTE) * MINUTE;
    items.push({ guid: `${guid}-${copy}`, ...words, url: null, outlet, published: { at: published, precision }, at });
    // Most follow within the hour, some much later.
    at += Math.round((2 + 178 * chance.even() ** 2) * 60) * 1_000;
  }
  return items;
}

/** Items of the stories that begin on a day (days since the epoch, UTC). Copies may be sent on the next day. */
export function drawDay(day: number): readonly SentItem[] {
  const leaning = leaningOf(day);
  const weekday = (((day + 4) % 7) + 7) % 7;
  const rest = weekday === 0 || weekday === 6 ? WEEKEND : 1;
  return plans.flatMap(({ set, room, share }) => {
    const way = { bullish: 1, neutral: 0, bearish: -1 }[set.mood];
    const chance = createChance(`plan ${day} ${set.mood} ${set.language}`);
    const told = share * rest * (1 + 0.55 * way * leaning);
    return Array.from({ length: room }, (_, slot) => slot)
      .filter(() => chance.even() < told)
      .flatMap((slot) => drawStory(set, day, slot, room));
  });
}
