/** Whether an engine that reads `languages` can read a text in `language`. What is not known is held against nobody. */
export const readsLanguage = (languages: readonly string[] | undefined, language: string | null): boolean =>
  languages === undefined || language === null || languages.includes(language);
