import { describe, expect, it } from "vitest";
import { makeFoundItem, type RawItem } from "../../core/news/make-found-item";
import { decodeFeed } from "./decode-feed";
import { parseFeed } from "./parse-feed";

const pause = (): Promise<void> => new Promise((go) => setImmediate(go));
const read = async (text: string): Promise<readonly RawItem[] | string> => {
  const outcome = await parseFeed(text, pause);
  return outcome.ok ? outcome.value : outcome.error.detail;
};

describe("parseFeed", () => {
  it("reads RSS 2.0 with the namespaces that news use", async () => {
    const text = `<?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
      <channel><title>The Paper</title><link>https://paper.test</link>
      <image><title>Logo</title><url>https://paper.test/l.png</url></image>
      <item><title><![CDATA[Fed & Bitcoin]]></title><link>https://paper.test/1</link><guid isPermaLink="false">id-1</guid>
        <pubDate>Mon, 06 Jan 2025 10:20:30 GMT</pubDate><media:content url="x"><media:title>Picture</media:title></media:content>
        <description>&lt;p&gt;It &lt;b&gt;rose&lt;/b&gt;.&lt;/p&gt;</description><content:encoded><![CDATA[<p>Long.</p>]]></content:encoded></item>
      <item><title>No words in the lead</title><guid>https://paper.test/2</guid><dc:date>2025-01-06</dc:date>
        <description><![CDATA[<img src="x">]]></description><content:encoded><![CDATA[<p>Long.</p>]]></content:encoded><source url="https://o.test">The Other</source></item>
      </channel></rss>`;
    expect(await read(text)).toEqual([
      {
        guid: "id-1",
        title: "Fed & Bitcoin",
        body: "<p>It <b>rose</b>.</p>",
        url: "https://paper.test/1",
        published: "Mon, 06 Jan 2025 10:20:30 GMT",
      },
      {
        guid: "https://paper.test/2",
        title: "No words in the lead",
        body: "<p>Long.</p>",
        url: "https://paper.test/2",
        outlet: "The Other",
        published: "2025-01-06",
      },
    ]);
  });

  it("reads Atom, its links, XHTML and foreign prefixes", async () => {
    const text = `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>S</a:title>
      <a:entry><a:id>tag:1</a:id><a:title type="html">Halt &amp;amp; go</a:title><a:updated>2025-01-06T10:00:00Z</a:updated>
        <a:link rel="enclosure" href="https://s.test/x.mp3"/><a:link rel="alternate" href="https://s.test/1?a=1&amp;b=2"/>
        <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Trading <b>halted</b></div></a:content></a:entry></a:feed>`;
    const [entry] = (await read(text)) as RawItem[];
    expect(entry).toMatchObject({ guid: "tag:1", url: "https://s.test/1?a=1&b=2", published: "2025-01-06T10:00:00Z" });
    expect(makeFoundItem(entry ?? {}, { name: "S" })).toMatchObject({ title: "Halt & go", lead: "Trading halted" });
  });

  it("reads RSS 1.0, RSS 0.91 with its document type, and JSON Feed", async () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="x"><title>x</title></channel><item rdf:about="https://r.test/1"><title>One</title><link>https://r.test/1</link><dc:date>2025-01-06T10:00Z</dc:date></item></rdf:RDF>`;
    expect(await read(rdf)).toMatchObject([
      { guid: "https://r.test/1", title: "One", url: "https://r.test/1", published: "2025-01-06T10:00Z" },
    ]);
    const old = `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><item><title>Old</title><link>https://o.test/</link></item></channel></rss>`;
    expect(await read(old)).toMatchObject([{ title: "Old", url: "https://o.test/" }]);
    const json = JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "J",
      items: [
        {
          id: 7,
          title: "Seven",
          url: "https://j.test/7",
          content_html: "<p>x</p>",
          date_published: "2025-01-06T10:00:00Z",
          authors: [{ name: "((((" }],
        },
      ],
    });
    expect(await read(json)).toEqual([
      { guid: "7", title: "Seven", body: "<p>x</p>", url: "https://j.test/7", published: "2025-01-06T10:00:00Z" },
    ]);
  });

  it("takes an empty feed for one, and what is none for none", async () => {
    expect(await read("<rss version='2.0'><channel><title>x</title></channel></rss>")).toEqual([]);
    expect(await read("<feed xmlns='http://www.w3.org/2005/Atom'/>")).toEqual([]);
    expect(await read('{"version":"https://jsonfeed.org/version/1","items":[]}')).toEqual([]);
    expect(await read("")).toBe("it is no feed");
    expect(await read("<!doctype html><html><body>Gone</body></html>")).toBe("it is a web page, no feed");
    expect(await read("<svg/>")).toBe("it is no feed");
    expect(await read('{"items":[]}')).toBe("it is no feed");
    expect(await read("{")).toBe("it breaks off, or is no JSON");
    expect(await read("<rss><channel><item><title>x</title></item>")).toBe("it breaks off before its end");
  });

  it("gives each entry a name of its own where a feed gives one to all", async () => {
    const one = (url: string): string =>
      `<item><title>x</title><guid isPermaLink="false">same</guid><link>${url}</link></item>`;
    const items = (await read(
      `<rss><channel>${one("https://a.test/1")}${one("https://a.test/2")}</channel></rss>`,
    )) as RawItem[];
    expect(items.map(({ guid }) => guid)).toEqual([null, null]);
    const twice = (await read(
      `<rss><channel>${one("https://a.test/1")}${one("https://a.test/1")}</channel></rss>`,
    )) as RawItem[];
    expect(twice.map(({ guid }) => guid)).toEqual(["same", "same"]);
  });

  it("cannot be led out of a text by what it holds", async () => {
    const item = `<item><title>a]]&gt;&lt;/title&gt;&lt;link&gt;https://evil.test&lt;/link&gt;<![CDATA[ <![CDATA[ ]]>]]&gt;<b x="]]>">b</b></title><link>https://a.test/</link></item>`;
    const [found, ...others] = (await read(`<rss><channel>${item}</channel></rss>`)) as RawItem[];
    expect(others).toEqual([]);
    expect(found?.url).toBe("https://a.test/");
    expect(found?.title).toContain("]]>");
  });

  it("reads at most 200 entries", async () => {
    const items = Array.from({ length: 300 }, (_, at) => `<item><title>${at}</title></item>`).join("");
    expect(await read(`<rss><channel>${items}</channel></rss>`)).toHaveLength(200);
  });

  it.each([
    [
      "an XML bomb",
      `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]><rss><channel><item><title>&lol2;</title></item></channel></rss>`,
    ],
    [
      "a file that is asked for",
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>&x;</title></item></channel></rss>`,
    ],
    ["a parameter entity", `<!DOCTYPE rss SYSTEM "a>b" [<!ENTITY % x SYSTEM "http://169.254.169.254/"> %x;]><rss/>`],
    ["an entity after a comment", `<!-- --><!DOCTYPE rss\n[\n<!ENTITY x "y">\n]><rss/>`],
    ["entities in the middle", `<rss><channel><!ENTITY x "y"><item><title>&x;</title></item></channel></rss>`],
  ])("refuses %s (stimulus 24)", async (_name, text) => {
    expect(await read(text)).toBe("its document type declares things of its own");
    expect(await read(new TextDecoder("utf-16le").decode(Buffer.from(text, "utf16le")))).toContain("document type");
  });

  it("refuses what is nested deeply", async () => {
    expect(await read(`<rss><channel>${"<a>".repeat(100_000)}`)).toBe("its elements are nested too deeply");
  });
});

describe("decodeFeed", () => {
  const russian = "<?xml version='1.0' encoding='windows-1251'?><rss/>Привет";
  const in1251 = Buffer.concat([
    Buffer.from("<?xml version='1.0' encoding='windows-1251'?><rss/>"),
    Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
  ]);
  it.each([
    ["the declaration", in1251, "application/xml", russian],
    ["the header", Buffer.from([0xcf, 0xf0]), "text/xml; charset=windows-1251", "Пр"],
    ["the mark before all", Buffer.from("\ufeffé"), "text/xml; charset=windows-1251", "é"],
    ["UTF-16", Buffer.from("\ufeff<rss/>é", "utf16le"), "", "<rss/>é"],
    ["UTF-16 without a mark", Buffer.from("<rss/>é", "utf16le"), "", "<rss/>é"],
    ["nothing", Buffer.from("é"), "", "é"],
    ["nothing, and it is no UTF-8", Buffer.from([0x92, 0xe9]), "", "’é"],
    ["a name that nobody knows", Buffer.from("é"), "text/xml; charset=x-none", "é"],
  ])("heeds %s", (_name, bytes, type, text) => {
    expect(decodeFeed(bytes, type)).toBe(text);
  });
});
