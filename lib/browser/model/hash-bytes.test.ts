import { afterEach, expect, test, vi } from "vitest";
import { hashBytes } from "./hash-bytes";

const ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const abc = new TextEncoder().encode("abc");

afterEach(() => vi.unstubAllGlobals());

test("the browser hashes, and a library where it does not", async () => {
  expect(await hashBytes(abc)).toBe(ABC);
  vi.stubGlobal("crypto", {});
  expect(await hashBytes(abc)).toBe(ABC);
});
