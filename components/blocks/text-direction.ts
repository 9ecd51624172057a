const LOOK_AT = 1_000;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The direction of a field, by the first letter in it. Chrome's own `dir="auto"` lays each paragraph out again and
 * again: megabytes pasted at once would block the page for over a minute.
 */
export function textDirection(text: string): "ltr" | "rtl" {
  const letter = /\p{L}/u.exec(text.slice(0, LOOK_AT))?.[0] ?? "";
  return rightToLeft.test(letter) ? "rtl" : "ltr";
}
