import { type Cue, cues } from "./lexicon";
import type { Match } from "./match-phrases";
import { roles } from "./role-words";
import { kinds, marks, type Tokens } from "./tokens";

const index = (cue: Cue): number => cues.indexOf(cue);
const at = {
  always: index("always"),
  nothing: index("nothing_known"),
  question: index("question"),
  questionLast: index("question_last"),
  exclamation: index("exclamation"),
  cashtag: index("cashtag"),
  hashtag: index("hashtag"),
  hashtags: index("hashtags_many"),
  mention: index("mention"),
  number: index("number"),
  numbers: index("numbers_many"),
  money: index("money"),
  percent: index("percent_alone"),
  sentences: index("sentences_many"),
  sarcasm: index("sarcasm"),
};
const lengths = [
  [4, index("words_to_4")],
  [8, index("words_to_8")],
  [16, index("words_to_16")],
  [32, index("words_to_32")],
  [64, index("words_to_64")],
] as const;
const longest = index("words_over_64");

// Read once: a name of another module costs a look-up each time where modules are not bundled.
const {
  word: WORD,
  number: NUMBER,
  money: MONEY,
  percent: PERCENT,
  cashtag: CASHTAG,
  mention: MENTION,
  stop: STOP,
} = kinds;
const { hashtag: HASHTAG, sarcasm: SARCASM } = marks;

const QUESTION_MARK = 63;
const EXCLAMATION_MARK = 33;

/** Lists the cues of one chunk: what its shape says, whatever its words. */
export function findCues(
  tokens: Tokens,
  from: number,
  to: number,
  found: readonly Match[],
  knowsAnything: boolean,
): number[] {
  let words = 0,
    numbers = 0,
    money = 0,
    percents = 0,
    cashtags = 0,
    mentions = 0,
    hashtags = 0,
    questions = 0,
    exclamations = 0,
    sentences = 0;
  let isSarcastic = false;
  let isQuestionLast = false;
  let isOpen = false;
  const { kind: kindAt, mark: markAt, value } = tokens;
  for (let i = from; i < to; i++) {
    const kind = kindAt[i];
    const mark = markAt[i] ?? 0;
    if (mark !== 0) {
      if ((mark & HASHTAG) !== 0) hashtags++;
      if ((mark & SARCASM) !== 0) isSarcastic = true;
    }
    if (kind === STOP) {
      const sign = value[i];
      if (sign === QUESTION_MARK) questions++;
      if (sign === EXCLAMATION_MARK) exclamations++;
      isQuestionLast = sign === QUESTION_MARK;
      isOpen = false;
      continue;
    }
    if (!isOpen) sentences++;
    isOpen = true;
    if (kind === WORD) {
      words++;
      isQuestionLast = false;
    } else if (kind === NUMBER) numbers++;
    else if (kind === MONEY) money++;
    else if (kind === PERCENT) percents++;
    else if (kind === CASHTAG) cashtags++;
    else if (kind === MENTION) mentions++;
  }
  const set = [at.always, lengths.find(([most]) => words <= most)?.[1] ?? longest];
  if (!knowsAnything) set.push(at.nothing);
  if (questions > 0) set.push(isQuestionLast ? at.questionLast : at.question);
  if (exclamations > 0) set.push(at.exclamation);
  if (cashtags > 0) set.push(at.cashtag);
  if (hashtags > 0) set.push(hashtags > 2 ? at.hashtags : at.hashtag);
  if (mentions > 0) set.push(at.mention);
  if (numbers > 0) set.push(numbers > 2 ? at.numbers : at.number);
  if (money > 0) set.push(at.money);
  if (percents > 0 && !found.some((match) => match.move >= 0)) set.push(at.percent);
  if (sentences > 2) set.push(at.sentences);
  if (isSarcastic || found.some((match) => (match.roles & roles.sarcasm) !== 0)) set.push(at.sarcasm);
  return set;
}
