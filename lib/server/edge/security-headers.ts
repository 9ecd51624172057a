// Static pages cannot carry a nonce, so inline scripts of Next itself are allowed; no other origin is, for anything.
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  // A browser may fetch larger models from the Hub, once a person has asked for one.
  "connect-src 'self' https://huggingface.co https://*.hf.co",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'self'",
  // Any page may show this one: there is no session that a click in a frame could use, and what saves a text opens a page of its own.
  "frame-ancestors *",
].join("; ");

/** What every answer carries, a page's and the API's. `build` names the build, so that the service worker never keeps parts of two. */
export const securityHeaders = (build: string): readonly { readonly key: string; readonly value: string }[] => [
  { key: "Content-Security-Policy", value: contentSecurityPolicy },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "strict-origin-when-cross-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), browsing-topics=()" },
  { key: "Strict-Transport-Security", value: "max-age=63072000" },
  { key: "X-Barometer-Build", value: build || "development" },
];
