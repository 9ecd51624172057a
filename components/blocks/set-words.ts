const setWords: Readonly<Record<string, string>> = {
  "dev.crypto_news": "Crypto news",
  "dev.crypto_posts": "Crypto posts",
  "dev.crypto_social": "Crypto social",
  "dev.crypto_social_noisy": "Crypto social, noisy labels",
  "dev.finance_news": "Finance news",
  "dev.social": "Social, any topic",
};

/** A set's name for people. */
export const nameSet = (set: string): string => setWords[set] ?? setWords[`dev.${set}`] ?? set;
