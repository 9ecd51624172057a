import { expect, it } from "vitest";
import { toLlmsText } from "../../core/snippets/to-llms-text";
import { answerDescription } from "./serve-description";

const headers = { host: "barometer.example:7860", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
const read = (hops: number): Promise<string> =>
  answerDescription(new Request("http://localhost:7860/llms.txt", { headers }), toLlmsText, hops).text();

it("names the host that was asked; what the client says of another is believed of a trusted proxy alone", async () => {
  const direct = await read(0);
  expect(direct).toContain("http://barometer.example:7860/");
  expect(direct).not.toContain("evil.example");
  expect(await read(1)).toContain("https://evil.example/");
});
