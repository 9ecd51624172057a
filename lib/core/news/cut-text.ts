/**
 * A text of at most `most` UTF-16 code units, cut after a word with an ellipsis behind; within a word where it is longer than a third
 * of that, and never within a character that is written with several code units.
 */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = text.slice(0, most - 1);
  const blank = text.charAt(most - 1) === " " ? room.length : room.lastIndexOf(" ");
  if (blank > most * (2 / 3)) return `${room.slice(0, blank).replace(/[\s,;:–—-]+$/, "")}…`;
  let end = room.length;
  // Not between a character and what belongs to it: the other half, marks, joiners and what they join.
  const belongs = /^(?:[\udc00-\udfff\u200d]|[\p{M}\p{Emoji_Modifier}])/u;
  const joins = /[\ud800-\udbff\u200d]$/;
  for (let back = 0; back < 40 && end > 1; back++) {
    if (!belongs.test(text.slice(end, end + 2)) && !joins.test(text.slice(end - 1, end))) break;
    end--;
  }
  return `${text.slice(0, end)}…`;
}
