const KEY = "barometer:browser-model";

type Consent = "yes" | "no";

// Where storage is closed the answer holds until the page is left.
let answered: Consent | null = null;

/** Whether someone has said yes or no to loading the model here. */
export function wasAsked(): boolean {
  try {
    return answered !== null || localStorage.getItem(KEY) !== null;
  } catch {
    return answered !== null;
  }
}

export function rememberAnswer(answer: Consent): void {
  answered = answer;
  try {
    localStorage.setItem(KEY, answer);
  } catch {}
}
