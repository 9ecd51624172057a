import { lexer, type Token, type Tokens } from "marked";
import type { Card, CardBlock, CardInline, CardSection } from "./card";

/** What stands between these marks is drawn by the page from the measurements themselves. */
const OPEN = "<!-- evaluation -->";
const CLOSE = "<!-- /evaluation -->";

/** Reads a model card. Only what is known here comes out: markup within the text never becomes markup of the page. */
export function parseCard(markdown: string): Card {
  let name = "";
  const opening: CardBlock[] = [];
  const sections: (CardSection & { blocks: CardBlock[] })[] = [];
  let drawnElsewhere = false;
  for (const token of lexer(markdown)) {
    if (token.type === "html") {
      if (token.raw.includes(OPEN)) drawnElsewhere = true;
      if (token.raw.includes(CLOSE)) drawnElsewhere = false;
      continue;
    }
    if (drawnElsewhere) continue;
    if (token.type === "heading" && token.depth === 1) name = token.text;
    else if (token.type === "heading") sections.push({ title: token.text, id: toId(token.text), blocks: [] });
    else (sections.at(-1)?.blocks ?? opening).push(...toBlocks(token));
  }
  const { sentence, rest } = cutSentence(opening);
  return { name, sentence, opening: rest, sections };
}

const toId = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/gu, "-")
    .replaceAll(/^-|-$/gu, "");

/** Takes the first sentence off the first paragraph. */
function cutSentence(blocks: readonly CardBlock[]): { sentence: string; rest: readonly CardBlock[] } {
  const [first, ...others] = blocks;
  if (first?.kind !== "paragraph") return { sentence: "", rest: blocks };
  const [start, ...more] = first.children;
  if (start?.kind !== "text") return { sentence: "", rest: blocks };
  const end = start.text.search(/\.\s/u);
  const sentence = end < 0 ? start.text : start.text.slice(0, end + 1);
  const left: CardInline = { kind: "text", text: end < 0 ? "" : start.text.slice(end + 1).trimStart() };
  const children = left.text === "" ? more : [left, ...more];
  return { sentence, rest: children.length === 0 ? others : [{ kind: "paragraph", children }, ...others] };
}

function toBlocks(token: Token): readonly CardBlock[] {
  if (isList(token)) {
    return [{ kind: "list", ordered: token.ordered, items: token.items.map((item) => toInlines(item.tokens)) }];
  }
  if (isTable(token)) {
    return [
      {
        kind: "table",
        head: token.header.map((cell) => toInlines(cell.tokens)),
        rows: token.rows.map((row) => row.map((cell) => toInlines(cell.tokens))),
      },
    ];
  }
  if (token.type === "code") return [{ kind: "code", text: token.text }];
  if (token.type === "space" || token.type === "hr" || token.type === "def") return [];
  return [{ kind: "paragraph", children: toInlines("tokens" in token && token.tokens ? token.tokens : [token]) }];
}

const isList = (token: Token): token is Tokens.List => token.type === "list";
const isTable = (token: Token): token is Tokens.Table => token.type === "table";

function toInlines(tokens: readonly Token[]): readonly CardInline[] {
  return tokens.flatMap((token): readonly CardInline[] => {
    const children = "tokens" in token && token.tokens ? toInlines(token.tokens) : [];
    switch (token.type) {
      case "codespan":
        return [{ kind: "code", text: token.text }];
      case "strong":
        return [{ kind: "strong", children }];
      case "em":
        return [{ kind: "emphasis", children }];
      case "link":
        return isSafe(token.href) ? [{ kind: "link", href: token.href, children }] : children;
      case "br":
        return [{ kind: "text", text: " " }];
      case "html":
        return [];
      default:
        return children.length > 0 ? children : [{ kind: "text", text: "text" in token ? token.text : token.raw }];
    }
  });
}

const isSafe = (href: string): boolean => /^(https?:\/\/|\/(?!\/)|#)/u.test(href);
