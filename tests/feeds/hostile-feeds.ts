const MB2 = 2_000_000;

const fill = (unit: string, size: number): string => unit.repeat(Math.ceil(size / unit.length)).slice(0, size);
const many = (unit: string, size: number): string => unit.repeat(Math.floor(size / unit.length));
const rss = (inside: string): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>${inside}</channel></rss>`;
const item = (inside: string): string => `<item>${inside}</item>`;

/** Documents of 2 MB that are made to take long, by name. Each is as large as is read at all. */
export const hostileFeeds: ReadonlyMap<string, string> = new Map([
  ["elements without end", rss(fill("<a/>", MB2))],
  ["just as many elements as are taken", rss(fill("<abcdefghijklmnop/>", MB2))],
  ["elements that are not closed", `<rss><channel>${fill("<a>", MB2)}`],
  ["closing tags", rss(fill("</a>", MB2))],
  ["closing tags within ninety elements", `<rss><channel>${fill("<b>", 285)}${fill("</a>", MB2)}`],
  [
    "one element with very many attributes",
    rss(`<item ${Array.from({ length: 150_000 }, (_, at) => `a${at}="1"`).join(" ")}/>`),
  ],
  ["an attribute without end", rss(`<item a="${fill("x", MB2)}"/>`)],
  ["entities in an attribute", rss(`<item a="${fill("&lt;", MB2)}"/>`)],
  ["entities in a title", rss(item(`<title>${fill("&amp;", MB2)}</title>`))],
  ["long entities", rss(item(`<title>${fill("&CounterClockwiseContourIntegral;", MB2)}</title>`))],
  ["numbers of characters", rss(item(`<title>${fill("&#x202e;", MB2)}</title>`))],
  ["an author of brackets", rss(item(`<title>x</title><author>${fill("(", MB2)}</author>`))],
  ["an author of angle brackets", rss(item(`<title>x</title><author><![CDATA[${fill("<", MB2)}]]></author>`))],
  [
    "bodies of tags",
    rss(many(item(`<title>x</title><description><![CDATA[${fill("<b>", 30_000)}]]></description>`), MB2)),
  ],
  [
    "bodies of wrapped ampersands",
    rss(many(item(`<title>x</title><description><![CDATA[${fill("&amp;amp;lt;", 30_000)}]]></description>`), MB2)),
  ],
  [
    "bodies of marks",
    rss(many(item(`<title>x</title><description>${fill("a\u0301\u0327", 30_000)}</description>`), MB2)),
  ],
  [
    "bodies mis-decoded",
    rss(many(item(`<title>x</title><description>${fill("Ã¢â‚¬â„¢", 30_000)}</description>`), MB2)),
  ],
  ["items without end", rss(many("<item><title>x</title></item>", MB2))],
  [
    "a list of items in RDF",
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><items><rdf:Seq>${many('<rdf:li rdf:resource="a"/>', MB2 / 2)}</rdf:Seq></items></channel>${many('<item rdf:about="b"><title>x</title></item>', MB2 / 2)}</rdf:RDF>`,
  ],
  ["names without end", rss(`<${fill("a", MB2)}/>`)],
  ["names of namespaces", `<rss ${fill("xmlns:a='b' ", MB2)}><channel/></rss>`],
  ["comments", rss(fill("<!---->", MB2))],
  ["a comment that is not closed", rss(`<!--${fill("-", MB2)}`)],
  ["CDATA in a title", rss(item(`<title>${fill("<![CDATA[]]>", MB2)}</title>`))],
  ["ends of CDATA", rss(item(`<title>${fill("]]&gt;", MB2)}</title>`))],
  ["blanks", `${fill(" ", MB2 - 100)}${rss("")}`],
  ["version= and blanks", `<rss version${fill(" ", MB2)}`],
  ["instructions", `${fill("<?a?>", MB2)}${rss("")}`],
  ["deep JSON", `{"version":"https://jsonfeed.org/version/1","items":${fill("[", MB2)}`],
  [
    "deep JSON that is closed",
    `{"version":"https://jsonfeed.org/version/1","items":${fill("[", MB2 / 2)}${fill("]", MB2 / 2)}}`,
  ],
  ["items of JSON", `{"version":"https://jsonfeed.org/version/1","items":[${fill("{},", MB2)}{}]}`],
  [
    "fields of JSON",
    `{"version":"https://jsonfeed.org/version/1","items":[{${Array.from({ length: 150_000 }, (_, at) => `"a${at}":1`).join()}}]}`,
  ],
  ["no feed at all", fill("a<b ", MB2)],
]);
