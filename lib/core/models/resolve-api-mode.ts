export interface ApiSettings {
  readonly useApi: boolean | undefined;
  readonly mode: "public" | "auth" | "off" | undefined;
  readonly token: string | undefined;
  readonly inSpace: boolean;
}

export interface ApiMode {
  /** `no_key` and `bad_key`: the API is wanted, and cannot be asked. */
  readonly state: "auth" | "public" | "no_key" | "bad_key" | "off";
  /** For people. */
  readonly why: string;
}

/** What may stand in a header; anything else would make every request fail with the token in its message. */
const USABLE_TOKEN = /^[\x21-\x7e]{1,512}$/;
export const isUsableToken = (token: string): boolean => USABLE_TOKEN.test(token);

/** Whether Hugging Face is asked, and how. Never fails: a missing or unusable key means that the local tiers answer. */
export function resolveApiMode({ useApi, mode, token, inSpace }: ApiSettings): ApiMode {
  if (mode === "off") return { state: "off", why: "HF_MODE is off: local tiers" };
  if (useApi === false) return { state: "off", why: "USE_HF_API is false: local tiers" };
  if (mode === "public") return { state: "public", why: "HF_MODE is public: asked without a key" };
  if (token !== undefined) {
    return isUsableToken(token)
      ? { state: "auth", why: "HF_TOKEN is set" }
      : { state: "bad_key", why: "HF_TOKEN cannot be a key: local tiers" };
  }
  const wanted = useApi === true || mode === "auth" || inSpace;
  return { state: wanted ? "no_key" : "off", why: "no key: local tiers" };
}
