import { Tokenizer } from "htmlparser2";

/** Elements whose content is no text for a reader. */
const UNREAD = new Set(
  "script style iframe noembed noframes noscript template svg math object canvas audio video select".split(" "),
);
/** Elements that stand within a word or a line; any other one parts what is before it from what comes after. */
const WITHIN = new Set(
  "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q s samp small span strike strong sub sup time tt u var wbr".split(
    " ",
  ),
);

/** The text of markup, its entities decoded once. Linear: it keeps no tree and no stack. What is not closed ends with the text. */
export function stripMarkup(text: string): string {
  if (!/[<&]/.test(text)) return text;
  const pieces: string[] = [];
  let unread: string | null = null;
  let depth = 0;
  let opened = "";
  const part = (name: string): void => {
    if (unread === null && !WITHIN.has(name)) pieces.push(" ");
  };
  const ignore = (): void => {};
  const tokenizer = new Tokenizer(
    {},
    {
      ontext: (start, end) => {
        if (unread === null) pieces.push(text.slice(start, end));
      },
      ontextentity: (codePoint) => {
        if (unread === null) pieces.push(String.fromCodePoint(codePoint));
      },
      oncdata: (start, end, offset) => {
        if (unread === null) pieces.push(text.slice(start, end - offset));
      },
      onopentagname: (start, end) => {
        opened = text.slice(start, end).toLowerCase();
        part(opened);
        if (unread === null && UNREAD.has(opened)) unread = opened;
        if (unread === opened) depth++;
      },
      onclosetag: (start, end) => {
        const name = text.slice(start, end).toLowerCase();
        if (unread === name && --depth === 0) unread = null;
        part(name);
      },
      onselfclosingtag: () => {
        if (unread === opened && --depth === 0) unread = null;
      },
      onattribdata: ignore,
      onattribentity: ignore,
      onattribend: ignore,
      onattribname: ignore,
      oncomment: ignore,
      ondeclaration: ignore,
      onend: ignore,
      onopentagend: ignore,
      onprocessinginstruction: ignore,
    },
  );
  tokenizer.write(text);
  tokenizer.end();
  return pieces.join("");
}
