/** Languages of the page, each by its own name: one more is one line here, beside its words. The first is the default. */
export const languages = { en: { name: "English", dir: "ltr" } } as const satisfies Record<
  string,
  { readonly name: string; readonly dir: "ltr" | "rtl" }
>;

export type Language = keyof typeof languages;

export const defaultLanguage: Language = "en";
