/** Characters of windows-1252 at 0x80 to 0x9F; where it has none, the control character of Latin-1 stands for the byte. */
export const UPPER_HALF = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
