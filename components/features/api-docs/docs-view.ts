import { type Language, languages } from "@/lib/core/snippets/write-snippet";

/** What the API's page shows: one function, or how MCP clients are told of the server; and the language of snippets. */
export interface DocsView {
  /** Null: the first. */
  readonly name: string | null;
  readonly language: Language;
  readonly tab: "functions" | "mcp";
}

interface Query {
  get(name: string): string | null;
}

/** From an address: `function`, and `lang`, which is also where `mcp` stands, as in Gradio. */
export function parseDocsView(query: Query): DocsView {
  const lang = query.get("lang");
  return {
    name: query.get("function"),
    language: languages.find(({ id }) => id === lang)?.id ?? languages[0].id,
    tab: lang === "mcp" ? "mcp" : "functions",
  };
}

/** Writes it into a query, whose other parts stay. */
export function writeDocsView({ name, language, tab }: DocsView, query: URLSearchParams): void {
  const lang = tab === "mcp" ? "mcp" : language === languages[0].id ? null : language;
  for (const [key, value] of [["function", name] as const, ["lang", lang] as const]) {
    if (value === null) query.delete(key);
    else query.set(key, value);
  }
}
