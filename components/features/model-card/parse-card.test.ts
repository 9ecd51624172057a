import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCard } from "./parse-card";

describe("parseCard", () => {
  it("reads headings, the first sentence, lists, code and tables", () => {
    const card = parseCard(
      "# m\n\nA reader of texts. Small & `fast`.\n\n```js\nx < 1\n```\n\n## Data and *licences*\n\n- one **two**\n- three\n\n| a | b |\n| - | - |\n| 1 | 2 |\n",
    );
    expect(card).toMatchObject({ name: "m", sentence: "A reader of texts." });
    expect(card.opening).toEqual([
      {
        kind: "paragraph",
        children: [
          { kind: "text", text: "Small & " },
          { kind: "code", text: "fast" },
          { kind: "text", text: "." },
        ],
      },
      { kind: "code", text: "x < 1" },
    ]);
    expect(card.sections[0]?.id).toBe("data-and-licences");
    expect(card.sections[0]?.blocks.map(({ kind }) => kind)).toEqual(["list", "table"]);
  });

  it("leaves out what the page draws itself", () => {
    const card = parseCard(
      "## Figures\n\nBefore.\n\n<!-- evaluation -->\n| a |\n| - |\n| 1 |\n\nNote.\n<!-- /evaluation -->\n\nAfter.\n",
    );
    expect(card.sections[0]?.blocks).toEqual([
      { kind: "paragraph", children: [{ kind: "text", text: "Before." }] },
      { kind: "paragraph", children: [{ kind: "text", text: "After." }] },
    ]);
  });

  it("lets no markup and no odd address through", () => {
    const text = JSON.stringify(
      parseCard('## a\n\n<script>x()</script>\n\n[l](javascript:x) <b onclick="x()">b</b>\n'),
    );
    expect(text).not.toMatch(/script|onclick/u);
  });

  it("reads the card that ships, with the facts that the page takes from it", () => {
    const markdown = readFileSync(
      join(import.meta.dirname, "../../../public/models/barometer-sentiment-v1/README.md"),
      "utf8",
    );
    const card = parseCard(markdown);
    expect(card.sentence).toMatch(/^A .+\.$/u);
    expect(card.sections.map(({ id }) => id)).toEqual(expect.arrayContaining(["limits", "data-and-licences"]));
    expect(card.sections.flatMap(({ blocks }) => blocks).some(({ kind }) => kind === "table")).toBe(false);
    expect(markdown).toMatch(/[\d.]+ million weights/u);
  });
});
