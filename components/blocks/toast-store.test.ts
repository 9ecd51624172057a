import { beforeEach, expect, test } from "vitest";
import { closeToast, readToasts, toast } from "./toast-store";

beforeEach(() => {
  for (const { id } of readToasts()) closeToast(id);
});

const titles = () => readToasts().map(({ title, times }) => `${title} ${times}`);

test("the same is counted, another kind or another text is another toast", () => {
  toast({ kind: "info", title: "Saved" });
  toast({ kind: "success", title: "Saved" });
  toast({ kind: "info", title: "Saved" });
  toast({ kind: "info", title: "Saved", text: "twice" });
  expect(titles()).toEqual(["Saved 2", "Saved 1", "Saved 1"]);
});

test("each action stands alone: it undoes its own", () => {
  const done: number[] = [];
  for (const nth of [1, 2]) {
    toast({ kind: "info", title: "Removed", action: { label: "Undo", run: () => done.push(nth) } });
  }
  for (const { action } of readToasts()) action?.run();
  expect(done).toEqual([1, 2]);
});

test("the oldest of more than five goes, and closing one that is gone changes nothing", () => {
  for (const nth of [1, 2, 3, 4, 5, 6, 7]) toast({ kind: "info", title: String(nth) });
  expect(titles()).toEqual(["3 1", "4 1", "5 1", "6 1", "7 1"]);
  const before = readToasts();
  closeToast(-1);
  expect(readToasts()).toBe(before);
  closeToast(before[1]?.id ?? 0);
  expect(titles()).toEqual(["3 1", "5 1", "6 1", "7 1"]);
});
