import { describe, expect, it, vi } from "vitest";
import { createLanguageDetector } from "./create-language-detector";
import type { LanguageGuess } from "./to-guess";

const foreign: LanguageGuess = { language: "es", reliable: true, lead: 2 };

function detect(text: string, known: number, guess: LanguageGuess | null = foreign) {
  const ask = vi.fn(() => guess);
  const survey = (words: string) => {
    const count = words === "" ? 0 : words.split(" ").length;
    return { words: count, known: Math.round(known * count), coins: 0, telling: 0 };
  };
  return { language: createLanguageDetector({ survey, guess: ask }).detect(text), ask };
}

describe("createLanguageDetector", () => {
  it.for([
    ["is believed where it is sure", "el precio sube mucho hoy", 0, foreign, "es"],
    ["is not asked where the words are known", "the price goes up today", 0.4, foreign, "en"],
    ["is not asked of three words", "el precio sube", 0, foreign, null],
    ["is not believed where it is not sure", "el precio sube mucho hoy", 0, { ...foreign, reliable: false }, null],
    ["is not believed on a narrow lead", "el precio sube mucho hoy", 0, { ...foreign, lead: 1.29 }, null],
    ["needs a wide lead over names", "El Salvador President Nayib Bukele", 0, { ...foreign, lead: 1.7 }, null],
    ["may say English", "gm frens lfg wen lambo", 0, { ...foreign, language: "en" }, "en"],
    ["may not be at hand", "el precio sube mucho hoy", 0, null, null],
    ["says which language a shared script is", "биткоин вырос сегодня", 0, { ...foreign, language: "uk" }, "uk"],
    ["writes Kurdish in Arabic letters", "قیمت بیت کوین", 0, { ...foreign, language: "ku" }, "ckb"],
  ] as const)("the library %s", async ([, text, known, guess, language]) => {
    expect(await detect(text, known, guess).language).toBe(language);
  });

  it("goes by the script alone where the library is not at hand", async () => {
    expect(await detect("биткоин вырос сегодня", 0, null).language).toBe("und-Cyrl");
    const { language, ask } = detect("比特币上涨", 0);
    expect([await language, ask.mock.calls.length]).toEqual(["zh", 0]);
  });
});
