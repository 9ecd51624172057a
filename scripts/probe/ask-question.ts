import { type Question, type Site, Unanswered } from "./site";

export type Reply =
  | { readonly kind: "answered"; readonly words: string }
  | { readonly kind: "unreachable" | "not asked" | "not met"; readonly words: string };

/** Asks one question. Whatever goes wrong on the way is an answer of its own. */
export async function askQuestion({ needsToken, ask }: Question, site: Site): Promise<Reply> {
  if (needsToken === true && !site.hasToken) return { kind: "not asked", words: "needs HF_TOKEN" };
  try {
    const words = await ask(site);
    return words === null ? { kind: "not met", words: "not met" } : { kind: "answered", words };
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    return { kind: "unreachable", words: error.message };
  }
}
