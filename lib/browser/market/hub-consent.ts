const KEY = "barometer:hub-prices";

// Where storage is closed the answer holds until the page is left.
let answered: boolean | null = null;

/** Whether someone has said that this browser may ask huggingface.co for prices. Without it nothing is asked. */
export function mayReadHub(): boolean {
  if (answered !== null) return answered;
  try {
    return localStorage.getItem(KEY) === "yes";
  } catch {
    return false;
  }
}

/** Keeps an answer; `false` takes back an earlier one. */
export function rememberHubAnswer(yes: boolean): void {
  answered = yes;
  try {
    localStorage.setItem(KEY, yes ? "yes" : "no");
  } catch {}
}
