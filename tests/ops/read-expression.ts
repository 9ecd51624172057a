/** A metric that an expression names, with the labels that it asks for. */
interface Selector {
  readonly metric: string;
  readonly labels: readonly string[];
}

export interface ReadExpression {
  readonly selectors: readonly Selector[];
  /** Labels by which it groups or joins. */
  readonly grouping: readonly string[];
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*")|(\[[^\]]*\])|([a-zA-Z_:][a-zA-Z0-9_:]*)|(\d[\w.]*)|(=~|!~|!=|==|>=|<=|[-+*/%^(){},=<>]))/y;
const words = new Set(["and", "or", "unless", "bool", "offset", "inf", "nan"]);
const grouping = new Set(["by", "without", "on", "ignoring", "group_left", "group_right"]);

/** Finds the metrics and labels in an expression of PromQL. Throws at what is none. */
export function readExpression(expression: string): ReadExpression {
  const tokens = tokensOf(expression);
  const selectors: Selector[] = [];
  const groups: string[] = [];
  let depth = 0;
  let at = 0;
  const listUntil = (end: string): string[] => {
    const names: string[] = [];
    for (at += 1; tokens[at] !== end; at += 1) {
      const token = tokens[at];
      if (token === undefined) throw new Error(`no ${end} in ${expression}`);
      const next = tokens[at + 1] ?? "";
      if (isName(token) && (end === ")" || ["=", "!=", "=~", "!~"].includes(next))) names.push(token);
    }
    return names;
  };
  for (; at < tokens.length; at += 1) {
    const token = tokens[at] ?? "";
    const next = tokens[at + 1];
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth < 0) throw new Error(`one ) too many in ${expression}`);
    if (!isName(token) || words.has(token)) continue;
    if (grouping.has(token)) {
      if (next !== "(") continue;
      at += 1;
      groups.push(...listUntil(")"));
    } else if (next === "{") {
      at += 1;
      selectors.push({ metric: token, labels: listUntil("}") });
    } else if (next !== "(" && !grouping.has(next ?? "")) selectors.push({ metric: token, labels: [] });
  }
  if (depth !== 0) throw new Error(`a ) is missing in ${expression}`);
  if (selectors.length === 0) throw new Error(`no metric in ${expression}`);
  return { selectors, grouping: groups };
}

const isName = (token: string): boolean => /^[a-zA-Z_:]/.test(token);

function tokensOf(expression: string): readonly string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const text = expression.trimEnd();
  while (TOKEN.lastIndex < text.length) {
    const from = TOKEN.lastIndex;
    const found = TOKEN.exec(text);
    if (found === null) throw new Error(`cannot read ${text.slice(from)}`);
    tokens.push(found[0].trim());
  }
  return tokens;
}
