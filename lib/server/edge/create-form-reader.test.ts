import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFormReader, type FormFile } from "./create-form-reader";

const limits = { mostFiles: 4, mostFileBytes: 100_000 };

/** Reads a body cut into pieces of `cut` bytes. */
function read(body: Uint8Array, type: string, cut: number, heard = (_name: string, _bytes: number): void => {}) {
  const reader = createFormReader(type, limits, heard);
  if (!reader.ok) return reader;
  for (let at = 0; at < body.length; at += cut) {
    const pushed = reader.value.push(body.subarray(at, at + cut));
    if (!pushed.ok) return pushed;
  }
  return reader.value.end();
}

const bytesOf = ({ pieces }: FormFile): Buffer => Buffer.concat(pieces.map((piece) => Buffer.from(piece)));
const typed = "multipart/form-data; boundary=X";
const part = (head: string, body = "abc"): string =>
  `--X\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const namesOf = (head: string): string[] => {
  const outcome = read(Buffer.from(`${part(head)}--X--\r\n`), typed, 1_000);
  return outcome.ok ? outcome.value.map(({ name }) => name) : [outcome.error.code];
};

describe("createFormReader", () => {
  it("reads what the platform writes, however it is cut", async () => {
    const someBytes = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      // What looks like a boundary, and is none.
      fc
        .array(fc.constantFrom("\r", "\n", "\r\n--", "-", "--X", "x"), { maxLength: 60 })
        .map((all) => Buffer.from(all.join(""))),
    );
    // The platform escapes no backslash, older clients do: two of them are one here, as one would be.
    const character = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 1 }),
      fc.constantFrom("\u2028", "\u2029", "\\", ";", " ", "=", "'", "\0"),
    );
    const name = fc
      .string({ unit: character, maxLength: 30 })
      .map((text) => `${text.replaceAll(/[\ud800-\udfff\r\n"]/g, "").replaceAll(/\\+/g, "\\")}.txt`);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, someBytes), { maxLength: 4 }),
        fc.integer({ min: 1, max: 400 }),
        async (files, cut) => {
          const form = new FormData();
          form.append("note", "beside");
          for (const [said, bytes] of files) form.append("files", new File([new Uint8Array(bytes)], said));
          const sent = new Response(form);
          const heard = new Map<string, number>();
          const outcome = read(
            new Uint8Array(await sent.arrayBuffer()),
            sent.headers.get("content-type") ?? "",
            cut,
            (said, bytes) => heard.set(said, (heard.get(said) ?? 0) + bytes),
          );
          if (!outcome.ok) throw new Error(outcome.error.detail);
          expect(outcome.value.map(({ field, name: said, size }) => [field, said, size])).toEqual(
            files.map(([said, bytes]) => ["files", said, bytes.length]),
          );
          expect(outcome.value.map(bytesOf)).toEqual(files.map(([, bytes]) => Buffer.from(bytes)));
          expect([...heard.values()].reduce((sum, count) => sum + count, 0)).toBe(
            files.reduce((sum, [, bytes]) => sum + bytes.length, 0),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each([
    ['name="files"; filename="a.csv"', "a.csv"],
    ["name=files; filename=a.csv", "a.csv"],
    ['name="files"; filename="say \\"no\\".csv"', 'say "no".csv'],
    ['name="files"; filename="C:\\\\x\\\\a.csv"', "C:\\x\\a.csv"],
    ['name="files"; filename="x"; filename*=UTF-8\'\'K%C3%BCken.csv', "Küken.csv"],
    ['name="files"; filename="x"; filename*=UTF-8\'\'%ff', "x"],
    ['name="files"; filename="Küken 🚀.csv"', "Küken 🚀.csv"],
    ['name="files"; filename="a\u2028b\\\u2029.csv"', "a\u2028b\\\u2029.csv"],
    ['name="files"; filename=""', ""],
  ])("%s", (head, name) => {
    expect(namesOf(head)).toEqual([name]);
  });

  it.each([
    ["no end", part('name="files"; filename="a"')],
    ["only its end", "--X--"],
    ["a boundary that goes on", `${part('name="files"; filename="a"')}--XY\r\n`],
    ["a part without a name", "--X\r\nContent-Type: text/csv\r\n\r\nabc\r\n--X--"],
    ["a head without an end", `--X\r\nContent-Disposition: ${"a".repeat(9_000)}`],
    ["many fields", `${part('name="a"', "").repeat(17)}--X--`],
  ])("%s: invalid_form, or no file", (_, body) => {
    for (const cut of [1, 7, 100_000]) {
      const outcome = read(Buffer.from(body), typed, cut);
      if (outcome.ok) expect(outcome.value).toEqual([]);
      else expect(outcome.error.code).toBe("invalid_form");
    }
  });

  it.each(["", "text/plain", "multipart/form-data", "multipart/form-data; boundary=", "multipart/mixed; boundary=X"])(
    "type %j: unsupported_media_type",
    (type) => {
      const outcome = read(Buffer.from(""), type, 1);
      expect(!outcome.ok && outcome.error.code).toBe("unsupported_media_type");
    },
  );

  it("stops at a file that is too large, and at one too many", () => {
    const large = read(Buffer.from(`${part('name="files"; filename="a"', "x".repeat(100_001))}--X--`), typed, 5_000);
    expect(!large.ok && large.error).toMatchObject({
      code: "payload_too_large",
      fields: [{ field: "files", limit: 100_000 }],
    });
    expect(read(Buffer.from(`${part('name="files"; filename="a"', "x".repeat(100_000))}--X--`), typed, 5_000).ok).toBe(
      true,
    );
    const many = read(Buffer.from(`${part('name="files"; filename="a"').repeat(5)}--X--`), typed, 5_000);
    expect(!many.ok && many.error).toMatchObject({ code: "validation_failed", fields: [{ field: "files", limit: 4 }] });
  });
});
