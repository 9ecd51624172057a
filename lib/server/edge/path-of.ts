/** The path of an address alone, at a fraction of the cost of reading all of it; a Host that is none must not spoil it. */
export const pathOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(url)?.[1] || "/";
