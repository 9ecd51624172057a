import { describe, expect, it } from "vitest";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import { createStandingArchive } from "./create-standing-archive";
import type { ArchiveCounts, NewsArchive } from "./news-archive";

const never = new AbortController().signal;
const MINUTE = 60_000;

const countsOf = (items: number): ArchiveCounts => ({
  items,
  stories: items,
  first: null,
  last: null,
  keptAt: null,
  bySource: new Map(),
});

/** An archive that counts; what else it can do nobody asks here. */
function archive(counts: () => Promise<Outcome<ArchiveCounts>>): NewsArchive & { closed: () => boolean } {
  let isClosed = false;
  const out = async () => failed("internal");
  return {
    known: out,
    append: out,
    stateOf: out,
    members: out,
    list: out,
    versions: out,
    copies: out,
    mood: out,
    events: out,
    counts,
    store: () => ({ works: true, detail: "written to", at: null }),
    async close() {
      isClosed = true;
    },
    closed: () => isClosed,
  };
}

function open() {
  let now = 0;
  let isHeld = true;
  const file = archive(async () =>
    isHeld ? failed("unavailable", { detail: "another process has it" }) : ok(countsOf(7)),
  );
  const memories: ReturnType<typeof archive>[] = [];
  const events: string[] = [];
  const standing = createStandingArchive({
    file,
    openMemory() {
      const made = archive(async () => ok(countsOf(1)));
      memories.push(made);
      return made;
    },
    clock: { now: () => now },
    warn: (event) => void events.push(event),
    switched: () => void events.push("switched"),
  });
  const items = async (): Promise<number> => {
    const counts = await standing.counts(never);
    return counts.ok ? counts.value.items : -1;
  };
  return {
    standing,
    memories,
    events,
    items,
    free: () => {
      isHeld = false;
    },
    later: (ms: number) => {
      now += ms;
    },
  };
}

describe("an archive whose file cannot be had", () => {
  it("is memory, said once, until the file opens; then the file, and memory is given up", async () => {
    const { standing, memories, events, items, free, later } = open();
    expect([await items(), await items(), memories.length]).toEqual([1, 1, 1]);
    expect(standing.store()).toMatchObject({ works: false, detail: expect.stringContaining("another process has it") });
    free();
    // Not at each question.
    expect(await items()).toBe(1);
    later(MINUTE);
    await items();
    expect(await items()).toBe(7);
    expect(events).toEqual(["news_archive_in_memory", "switched"]);
    expect(memories[0]?.closed()).toBe(true);
    expect(standing.store().works).toBe(true);
  });

  it("what began in memory ends in memory: it is told that it is gone", async () => {
    const { standing, items, free, later, memories } = open();
    const pinned = await standing.now();
    expect(pinned).toBe(memories[0]);
    free();
    later(MINUTE);
    await items();
    expect(await standing.now()).not.toBe(pinned);
  });

  it("the file from the beginning where it opens, without a word", async () => {
    const { items, events, free, memories } = open();
    free();
    expect([await items(), events.length, memories.length]).toEqual([7, 0, 0]);
  });
});
