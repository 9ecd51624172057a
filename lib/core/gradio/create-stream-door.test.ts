import { expect, test } from "vitest";
import { createStreamDoor } from "./create-stream-door";

test("neither all streams nor those of one client are too many, and who leaves twice has left once", () => {
  const door = createStreamDoor({ most: 3, mostOfOne: 2 });
  const first = door.enter("a");
  door.enter("a");
  expect(door.enter("a")).toBe("own");
  door.enter("b");
  expect(door.enter("c")).toBe("all");
  if (typeof first === "function") {
    first();
    first();
  }
  expect(door.open()).toBe(2);
  expect(typeof door.enter("a")).toBe("function");
  expect(door.enter("a")).toBe("all");
});
