import { Tokenizer } from "htmlparser2";
import { failed, type Outcome } from "../../core/failure";

const MOST_ITEMS = 200;
const MOST_TAGS = 100_000;
const MOST_DEPTH = 100;
const MOST_ATTRIBUTES = 60;
const LONGEST_ATTRIBUTE = 2_048;
const LONGEST_TEXT = 16_384;
const LONGEST_NAME = 100;
/** Characters that are taken in one go, between two pauses. */
const STEP = 65_536;

const ROOTS = new Set(["rss", "feed", "rdf"]);
const CONTAINERS = new Set([...ROOTS, "channel"]);
const ITEMS = new Set(["item", "entry"]);
/** What is read of an item, whatever its namespace; the parser tells apart what belongs to which. */
const READ = new Set(
  "title link description summary content encoded guid id pubdate published updated issued modified created date source".split(
    " ",
  ),
);

const PLAIN_NAME = /^[\w.:-]+$/;

/** What is left of a feed: the local name of its root, how many entries there are, and the document. */
export interface TrimmedFeed {
  readonly root: string;
  readonly items: number;
  readonly document: unknown;
}

interface Open {
  readonly name: string;
  readonly role: "container" | "item" | "text" | "ignored";
}

/**
 * A feed in XML written anew with nothing in it but its first 200 items and what is read of them, each text as CDATA of at most 16,384
 * characters, so that what parses it then is given a small and flat document whatever was sent. It is read once from front to back, with
 * pauses between. Refused: what is no feed, entities and subsets of a DOCTYPE, more than 100,000 tags, a depth of more than 100, what breaks off.
 */
export async function trimFeed(text: string, pause: () => Promise<void>): Promise<Outcome<TrimmedFeed>> {
  const walk = createWalk(text);
  for (let at = 0; at < text.length && !walk.hasEnded(); at += STEP) {
    if (at > 0) await pause();
    walk.write(text.slice(at, at + STEP));
  }
  const why = walk.end();
  return why === null ? { ok: true, value: walk.trimmed() } : failed("bad_answer", { detail: why });
}

function createWalk(text: string) {
  const out: string[] = [];
  const open: Open[] = [];
  let refusal: string | null = null;
  let root = "";
  let done = false;
  let tags = 0;
  let items = 0;
  let tagStart = 0;
  let name = "";
  let attributes: string[] = [];
  let attribute: string | null = null;
  let value = "";
  /** The element whose text is taken, by its place in `open`; what was taken of it. */
  let taking = -1;
  let words: string[] = [];
  let taken = 0;

  const refuse = (why: string): void => {
    refusal ??= why;
    tokenizer.pause();
  };
  const take = (piece: string): void => {
    if (taking < 0 || taken >= LONGEST_TEXT) return;
    words.push(piece.slice(0, LONGEST_TEXT - taken));
    taken += piece.length;
  };
  const roleOf = (): Open["role"] => {
    const last = open.at(-1);
    const local = localOf(name);
    if (taking >= 0 || !PLAIN_NAME.test(name)) return "ignored";
    if (last === undefined || last.role === "container") {
      if (CONTAINERS.has(local)) return "container";
      return last !== undefined && ITEMS.has(local) && items < MOST_ITEMS ? "item" : "ignored";
    }
    return last.role === "item" && READ.has(local) ? "text" : "ignored";
  };
  const openTag = (end: number): void => {
    if (root === "") {
      root = localOf(name);
      if (!ROOTS.has(root)) {
        refuse(root === "html" ? "it is a web page, no feed" : "it is no feed");
        return;
      }
    }
    take(text.slice(tagStart, end + 1));
    const role = roleOf();
    if (role !== "ignored") out.push(`<${name}${attributes.join("")}>`);
    if (role === "item") items++;
    if (role === "text") {
      taking = open.length;
      taken = 0;
      words = [];
    }
    open.push({ name, role });
    if (open.length > MOST_DEPTH) refuse("its elements are nested too deeply");
  };
  /** Closes the element at that place, and those within it that were left open. What stands behind the root is not looked at. */
  const close = (place: number): void => {
    while (open.length > place) {
      const last = open.pop();
      if (last === undefined || last.role === "ignored") continue;
      if (last.role === "text") {
        out.push("<![CDATA[", words.join("").replaceAll("]]>", "]]]]><![CDATA[>"), "]]>");
        taking = -1;
      }
      out.push(`</${last.name}>`);
    }
    if (open.length > 0) return;
    done = true;
    tokenizer.pause();
  };
  const count = (): void => {
    tags++;
    if (tags > MOST_TAGS) refuse("it has too many elements");
  };
  const nameAt = (start: number, end: number): string => text.slice(start, Math.min(end, start + LONGEST_NAME));
  const addValue = (piece: string): void => {
    if (attribute !== null && value.length < LONGEST_ATTRIBUTE) value += piece.slice(0, LONGEST_ATTRIBUTE);
  };

  const tokenizer = new Tokenizer(
    { xmlMode: true },
    {
      ontext: (start, end) => take(text.slice(start, end)),
      ontextentity: (codePoint) => take(String.fromCodePoint(codePoint)),
      oncdata: (start, end, offset) => take(text.slice(start, end - offset)),
      onopentagname: (start, end) => {
        count();
        tagStart = start - 1;
        name = nameAt(start, end);
        attributes = [];
      },
      onattribname: (start, end) => {
        const found = nameAt(start, end);
        attribute = PLAIN_NAME.test(found) && attributes.length < MOST_ATTRIBUTES ? found : null;
        value = "";
      },
      onattribdata: (start, end) => addValue(text.slice(start, end)),
      onattribentity: (codePoint) => addValue(String.fromCodePoint(codePoint)),
      onattribend: () => {
        // How a text is marked up makes no difference: all are cleaned alike.
        if (attribute !== null && attribute.toLowerCase() !== "type" && value.length < LONGEST_ATTRIBUTE)
          attributes.push(` ${attribute}="${escapeValue(value)}"`);
        attribute = null;
      },
      onopentagend: openTag,
      onselfclosingtag: (end) => {
        openTag(end);
        if (refusal === null) close(open.length - 1);
      },
      onclosetag: (start, end) => {
        count();
        const closed = nameAt(start, end).trim().toLowerCase();
        const place = open.findLastIndex((element) => element.name.toLowerCase() === closed);
        if (place !== taking) take(text.slice(start - 2, end + 1));
        if (place >= 0) close(place);
      },
      ondeclaration: (start, end) => {
        const declaration = text.slice(start, Math.min(end, start + LONGEST_TEXT));
        if (/^!?(?:entity|attlist|element|notation)|^!?doctype[^[]*\[/i.test(declaration))
          refuse("its document type declares things of its own");
      },
      oncomment: () => {},
      onprocessinginstruction: () => {},
      onend: () => {},
    },
  );
  return {
    write: (piece: string) => tokenizer.write(piece),
    hasEnded: () => done || refusal !== null,
    /** Why it cannot be used; null where it can. */
    end: (): string | null => {
      if (done || refusal !== null) return refusal;
      tokenizer.end();
      if (refusal !== null) return refusal;
      return root !== "" ? "it breaks off before its end" : "it is no feed";
    },
    trimmed: (): TrimmedFeed => ({ root, items, document: out.join("") }),
  };
}

const localOf = (name: string): string => name.slice(name.indexOf(":") + 1).toLowerCase();

const escapeValue = (value: string): string =>
  value.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
