import { expect, test } from "vitest";
import { splitEvents } from "./split-events";

test("whole events are given, what is not whole stays", () => {
  const text = 'event: item\ndata: {"a":1}\n\n: still here\n\ndata: x\ndata: y\n\nevent: do';
  expect(splitEvents(text)).toEqual({
    events: [
      { event: "item", data: '{"a":1}' },
      { event: "message", data: "x\ny" },
    ],
    rest: "event: do",
  });
});

test("wherever a stream is cut, the same events come", () => {
  const text = 'event: item\r\ndata: {"text":"比特币"}\r\n\r\nevent: done\ndata: {}\n\n';
  for (let at = 0; at <= text.length; at += 1) {
    const first = splitEvents(text.slice(0, at));
    const second = splitEvents(first.rest + text.slice(at));
    expect([...first.events, ...second.events].map(({ event }) => event)).toEqual(["item", "done"]);
  }
});
