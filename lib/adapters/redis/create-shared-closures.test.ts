import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasRedis, type RedisServer, startRedis } from "../../../scripts/lib/start-redis";
import { openLink, realClock } from "../../../tests/fakes/open-links";
import { wait } from "../../../tests/resilience/load";
import { failure } from "../../core/failure";
import { createSharedClosures } from "./create-shared-closures";

describe.skipIf(!hasRedis())("createSharedClosures (skipped without redis-server)", () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const join = async (account: string, url = redis.url) => {
    const link = await openLink(url);
    return { link, ...createSharedClosures({ link, account, clock: realClock }) };
  };

  it("tells the others why and for how long, and those of another account nothing", async () => {
    const [one, two, stranger] = await Promise.all([join("a"), join("a"), join("b")]);
    expect(await two.look(false)).toBeNull();
    one.tell(failure("rate_limited", { detail: "words of another server" }), 20_000);
    await expect.poll(() => two.look(true)).not.toBeNull();
    expect(await two.look(false)).toEqual({
      code: "rate_limited",
      detail: "too many requests there",
      retryAfterS: 20,
    });
    expect(await stranger.look(true)).toBeNull();
  });

  it("hears of it within a second without being pressed", async () => {
    const [one, two] = await Promise.all([join("second"), join("second")]);
    expect(await two.look(false)).toBeNull();
    one.tell(failure("bad_key"), 20_000);
    await wait(50);
    expect(await two.look(false)).toBeNull();
    await wait(1_000);
    expect(await two.look(false)).toMatchObject({ code: "bad_key" });
  });

  it("ends with its time; of two the longer holds, and none longer than ten minutes", async () => {
    const [one, two] = await Promise.all([join("time"), join("time")]);
    one.tell(failure("rate_limited"), 1_000);
    await expect.poll(() => two.look(true)).not.toBeNull();
    await wait(1_050);
    expect(await two.look(false)).toBeNull();
    expect(await two.look(true)).toBeNull();
    one.tell(failure("out_of_credits"), 3_600_000);
    await expect.poll(() => two.look(true)).toMatchObject({ code: "out_of_credits", retryAfterS: 600 });
    two.tell(failure("rate_limited"), 1_000);
    await wait(50);
    expect(await two.look(true)).toMatchObject({ code: "out_of_credits" });
  });

  it.each(["timed_out", "made_up", ""])("believes no closure that is none: %j", async (text) => {
    const one = await join(`junk${text}`);
    await one.link.connection.set(`barometer:closed:junk${text}`, text, "PX", 10_000);
    expect(await one.look(true)).toBeNull();
  });

  it("tells of what concerns one model to nobody", async () => {
    const one = await join("model");
    one.tell(failure("not_served"), 10_000);
    await wait(50);
    expect(await one.link.connection.exists("barometer:closed:model")).toBe(0);
  });
});
