interface Scored {
  readonly label: string;
  readonly score: number;
}

const isScored = (value: unknown): value is Scored =>
  typeof value === "object" && value !== null && "label" in value && "score" in value;

/** Bends a ranking, or a list of rankings, of `{label, score}`. Values of another form come back as they are. */
export function bendScores(value: unknown, form: string): unknown {
  if (form === "flat") return Array.isArray(value) ? value.flat() : value;
  if (form === "nested-deeper") return [value];
  if (form === "fewer") return Array.isArray(value) ? value.slice(0, -1) : value;
  if (form === "legacy") return toLegacy(value);
  return mapRankings(value, (ranking) => bendRanking(ranking, form));
}

function mapRankings(value: unknown, change: (ranking: readonly Scored[]) => unknown): unknown {
  if (!Array.isArray(value)) return value;
  if (value.length > 0 && value.every(isScored)) return change(value);
  return value.map((inner) => mapRankings(inner, change));
}

function bendRanking(ranking: readonly Scored[], form: string): unknown {
  const rescore = (change: (score: number, index: number) => unknown) =>
    ranking.map(({ label, score }, index) => ({ label, score: change(score, index) }));
  switch (form) {
    case "nan":
      return rescore(() => "NaN");
    case "null-scores":
      return rescore(() => null);
    case "negative":
      return rescore((score, index) => (index === 0 ? 1 + score : -score));
    case "sum-seven":
      return rescore((score) => score * 7);
    case "string-scores":
      return rescore((score) => score.toFixed(4));
    case "unknown-labels":
      return ranking.map(({ score }, index) => ({ label: `LABEL_${index + 40}`, score }));
    case "missing-label":
      return ranking.map(({ score }) => ({ score }));
    default:
      return ranking;
  }
}

function toLegacy(value: unknown): unknown {
  const [first] = Array.isArray(value) && Array.isArray(value[0]) ? value : [value];
  if (!Array.isArray(first) || !first.every(isScored)) return value;
  return { sequence: "", labels: first.map(({ label }) => label), scores: first.map(({ score }) => score) };
}
