import { expect, it } from "vitest";
import { doubleForTests, infer, readJson } from "./test-kit";

const double = doubleForTests();
const LLAMA = "meta-llama/Llama-3.1-8B-Instruct";
const messages = [{ role: "user", content: "Bitcoin rallies to a record high" }];
const chat = (body: object) => infer(double().origins.router, "/v1/chat/completions", body);

it("answers a chat with a mood, also by a model name with a suffix", async () => {
  for (const model of [LLAMA, `${LLAMA}:fastest`]) {
    const answer = await readJson<{ choices: { message: { content: string } }[] }>(chat({ model, messages }));
    expect(answer).toMatchObject({
      model: LLAMA,
      object: "chat.completion",
      created: expect.any(Number),
      id: expect.any(String),
    });
    expect(answer.choices[0]?.message.content).toContain("bullish");
  }
});

it("counts tokens and keeps to max_tokens", async () => {
  const answer = await readJson<object>(chat({ model: LLAMA, messages, max_tokens: 3 }));
  expect(answer).toMatchObject({
    choices: [{ message: { role: "assistant", content: "The mood of" }, finish_reason: "stop" }],
    usage: { prompt_tokens: expect.any(Number), completion_tokens: 5, total_tokens: expect.any(Number) },
  });
});

it("streams the same words as events and ends with DONE", async () => {
  const response = await chat({ model: LLAMA, messages, stream: true });
  expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
  const events = (await response.text())
    .trim()
    .split("\n\n")
    .map((line) => line.replace(/^data: /, ""));
  expect(events.at(-1)).toBe("[DONE]");
  const words = events.slice(0, -1).map((json) => JSON.parse(json).choices[0].delta.content ?? "");
  expect(words.join("")).toContain("The mood of this text is bullish");
});

it("breaks a stream in the middle of its events", async () => {
  double().setFault({ kind: "cut", path: "/v1/chat/completions" });
  const response = await chat({ model: LLAMA, messages, stream: true });
  let text = "";
  const readAll = async () => {
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) text += decoder.decode(part);
  };
  await expect(readAll()).rejects.toThrow(TypeError);
  expect(text).toMatch(/^data: \{/);
  expect(text).not.toContain("[DONE]");
});

it("refuses with errors that are objects", async () => {
  const unknown = await chat({ model: "nobody/nothing", messages });
  expect(unknown.status).toBe(400);
  expect(await unknown.json()).toMatchObject({ error: { code: "model_not_supported", param: "model" } });
  expect((await chat({ model: LLAMA, messages: [] })).status).toBe(422);
  const small = await infer(double().origins.router, "ProsusAI/finbert/v1/chat/completions", { model: "x", messages });
  expect(await small.json()).toMatchObject({ error: { code: "model_not_supported" } });
});

it("lists the models that chat", async () => {
  const list = await readJson<{ data: object[] }>(fetch(`${double().origins.router}/v1/models`));
  expect(list.data).toEqual([
    expect.objectContaining({ id: LLAMA, object: "model", providers: [expect.objectContaining({ status: "live" })] }),
  ]);
});
