/** Texts that no sane person writes, with a name each. */
export const oddTexts: readonly (readonly [name: string, text: string])[] = [
  ["right to left", "بیت‌کوین امروز ۱۲٪ بالا رفت"],
  ["joiners", "م\u200dی\u200cخواهم pump\u200d"],
  ["tag characters", `bullish${String.fromCodePoint(0xe0001, 0xe0062, 0xe007f)}`],
  ["lone surrogates", "\udc00 up 5% \ud83d"],
  ["ten thousand combining marks", `crash${"\u0301".repeat(10_000)}`],
  ["emoji only", "🚀👩‍👩‍👧‍👦🏳️‍🌈❤️"],
  ["bidi overrides", "\u202egood news\u202c bad"],
  ["control characters", "\u0000\u0007good\u001b[31m"],
  ["prototype names", "__proto__ constructor toString hasOwnProperty"],
  ["nothing", ""],
  ["spaces", " \t\n\u3000\u2003 "],
];
