import fc from "fast-check";
import { expect, test } from "vitest";
import { safeName } from "./safe-name";

test.each([
  ["headlines.csv", "headlines.csv"],
  ["../../etc/passwd", "passwd"],
  ["C:\\Users\\me\\a b.csv", "a_b.csv"],
  ["..", "file"],
  ["", "file"],
  ["/", "file"],
  [".bashrc", "bashrc"],
  ["a\0.csv", "a_.csv"],
  ["\u202egpj.csv", "gpj.csv"],
  ["Müller & Söhne.csv", "Muller_Sohne.csv"],
  ["新聞.csv", "csv"],
  ["CON", "_CON"],
  ["con.txt", "_con.txt"],
  ["LPT1.csv", "_LPT1.csv"],
  ["console.csv", "console.csv"],
  ["a....csv", "a.csv"],
  ["-rf.txt", "rf.txt"],
  ["a.csv ", "a.csv"],
  ['a"\r\nSet-Cookie: x=1.csv', "a_Set-Cookie_x_1.csv"],
  [`${"n".repeat(500)}.csv`, `${"n".repeat(76)}.csv`],
])("%j is %j", (said, name) => {
  expect(safeName(said)).toBe(name);
});

test("any name at all is harmless, and stays as it is when made so again", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (said) => {
      const name = safeName(said);
      expect(name).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,79}$/);
      expect(name).not.toMatch(/\.\.|[.]$/);
    }),
  );
});
