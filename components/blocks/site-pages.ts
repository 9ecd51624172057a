/** The pages that exist, in the order of the tabs. Header and site map are made from it. */
export const sitePages = [
  { path: "/", label: "Sentiment" },
  { path: "/prices", label: "Prices" },
  { path: "/news", label: "News" },
  { path: "/dashboard", label: "Dashboard" },
  { path: "/use-via-api", label: "API" },
] as const;

/** Named in the footer only. */
export const modelPage = { path: "/models/barometer-sentiment", label: "Model card" } as const;
