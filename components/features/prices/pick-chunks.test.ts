import { expect, test } from "vitest";
import { pickChunks } from "./pick-chunks";

const chunk = (sample: boolean) => ({ archive: { sample } });

test("sample and real counts are never drawn together: only those that go with the prices count as held", () => {
  const [real, other] = [chunk(false), chunk(false)];
  const chunks = new Map([
    [1, chunk(true)],
    [2, real],
    [3, other],
  ]);
  expect([...pickChunks(chunks, false).held]).toEqual([
    [2, real],
    [3, other],
  ]);
  expect(pickChunks(chunks, false)).toMatchObject({ isMixed: false, sample: false });
});

test("what the archive said last tells whether news and prices go together", () => {
  const chunks = new Map([
    [1, chunk(true)],
    [2, chunk(false)],
  ]);
  expect(pickChunks(chunks, true)).toMatchObject({ isMixed: true, sample: false });
  expect(pickChunks(new Map([[1, chunk(true)]]), false)).toMatchObject({ isMixed: true, sample: true });
  expect(pickChunks(new Map(), false)).toEqual({ held: new Map(), isMixed: false, sample: false });
});
