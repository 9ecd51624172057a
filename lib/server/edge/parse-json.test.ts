import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isJsonContentType, parseJson } from "./parse-json";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const parse = (text: string) => parseJson(bytes(text));

describe("parseJson", () => {
  it("gives back what JSON.stringify wrote, for any value without keys of prototypes", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const text = JSON.stringify(value);
        if (/"(__proto__|constructor|prototype)"\s*:/.test(text)) return;
        expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it.for([
    ["nothing", ""],
    ["blanks", " \n\t"],
    ["a cut object", '{"text": "a"'],
    ["a cut string", '{"text": "a'],
    ["a string that ends in a backslash", '{"text": "a\\'],
    ["a trailing comma", '{"text": "a",}'],
    ["single quotes", "{'text': 'a'}"],
    ["NaN", '{"text": NaN}'],
    ["a byte order mark", '\uFEFF{"text": "a"}'],
    ["the same key twice", '{"text": "a", "text": "b"}'],
    ["the same key twice, once escaped", '{"text": "a", "t\\u0065xt": "b"}'],
    ["the same key twice, deep", '{"a": [{"b": 1, "b": 2}]}'],
    ["__proto__", '{"__proto__": {"admin": true}}'],
    ["__proto__, escaped", '{"\\u005f_proto__": {"admin": true}}'],
    ["constructor.prototype", '{"constructor": {"prototype": {"admin": true}}}'],
    ["a lone quote after deep nesting", `${"[".repeat(20)}"`],
  ])("refuses %s", ([, text]) => {
    const parsed = parse(text as string);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.error.code).toBe("invalid_json");
  });

  it("takes the same key in different objects, braces in strings and escaped quotes", () => {
    const text = '{"a": {"x": 1}, "b": {"x": 2}, "c": "}{][\\"", "d": "\\\\"}';
    expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(parseJson(new Uint8Array([0x22, 0xff, 0xfe, 0x22])).ok).toBe(false);
  });

  it("pollutes no prototype", () => {
    parse('{"__proto__": {"polluted": 1}}');
    parse('[{"constructor": {"prototype": {"polluted": 1}}}]');
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  });
});

describe("isJsonContentType", () => {
  it.for([
    ["application/json", true],
    ["Application/JSON; charset=UTF-8", true],
    ['application/json; charset="utf-8"', true],
    ["application/problem+json", true],
    ["application/json; charset=utf-16", false],
    ["text/plain", false],
    ["text/json-but-not", false],
    ["multipart/form-data; boundary=x", false],
    ["", false],
    [null, false],
  ] as const)("%s -> %s", ([header, expected]) => {
    expect(isJsonContentType(header)).toBe(expected);
  });
});
