/** What the browser tells of itself; `brands` and `platform` only where it has client hints. */
export interface AgentHints {
  readonly userAgent: string;
  readonly brands?: readonly { readonly brand: string; readonly version: string }[];
  readonly platform?: string;
  readonly mobile?: boolean;
}

export interface ShortAgent {
  readonly browser: string;
  readonly platform: string;
}

const MOST = 40;
/** The brand that says nothing is spelt anew with each version. */
const NO_BRAND = /not.?a.?brand/iu;

// The first that matches is meant: most browsers name several others.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/(?:EdgA?|EdgiOS)\/(\d+)/u, "Edge"],
  [/OPR\/(\d+)/u, "Opera"],
  [/SamsungBrowser\/(\d+)/u, "Samsung Internet"],
  [/(?:Firefox|FxiOS)\/(\d+)/u, "Firefox"],
  [/(?:Chrome|CriOS)\/(\d+)/u, "Chrome"],
  [/Version\/(\d+).*Safari\//u, "Safari"],
];
const platforms: readonly (readonly [RegExp, string])[] = [
  [/Android/u, "Android"],
  [/iPhone|iPad|iPod/u, "iOS"],
  [/Windows/u, "Windows"],
  [/CrOS/u, "ChromeOS"],
  [/Mac OS X|Macintosh/u, "macOS"],
  [/Linux/u, "Linux"],
];

/** Brand with its main version, and the kind of system: enough to compare times by, and no more. */
export function shortAgent({ userAgent, brands = [], platform, mobile }: AgentHints): ShortAgent {
  const told = brands.filter(({ brand }) => brand !== "" && !NO_BRAND.test(brand.replaceAll(/[^a-z]/giu, "a")));
  // Chromium is what several are made of; who names another brand is that.
  const own = told.find(({ brand }) => brand !== "Chromium") ?? told[0];
  const browser = own ? `${own.brand} ${own.version}` : findBrowser(userAgent);
  const system = platform || platforms.find(([pattern]) => pattern.test(userAgent))?.[1] || "unknown system";
  const isPhone = mobile ?? /Mobile|iPhone/u.test(userAgent);
  return { browser: browser.slice(0, MOST), platform: `${system.slice(0, MOST)}${isPhone ? ", phone" : ""}` };
}

function findBrowser(userAgent: string): string {
  for (const [pattern, name] of browsers) {
    const version = pattern.exec(userAgent)?.[1];
    if (version !== undefined) return `${name} ${version}`;
  }
  return "unknown browser";
}
