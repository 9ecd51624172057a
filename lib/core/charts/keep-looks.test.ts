import fc from "fast-check";
import { expect, test } from "vitest";
import { errorCodes } from "../../contracts/errors";
import { errorLooks, keepLooks } from "./keep-looks";

const shown = fc.uniqueArray(fc.constantFrom(...errorCodes), { maxLength: errorLooks.length });

test("however the ranking turns: each code has a look, no two the same, and who stays keeps it", () => {
  fc.assert(
    fc.property(fc.array(shown, { minLength: 1, maxLength: 8 }), (turns) => {
      let before = {};
      for (const codes of turns) {
        const looks = keepLooks(codes, before);
        expect(Object.keys(looks).toSorted()).toEqual([...codes].toSorted());
        expect(new Set(Object.values(looks)).size).toBe(codes.length);
        for (const [code, look] of Object.entries(before)) {
          if (codes.some((each) => each === code)) expect(Reflect.get(looks, code)).toBe(look);
        }
        before = looks;
      }
    }),
  );
});
