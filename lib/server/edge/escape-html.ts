const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text for a page, between tags or within quotes: whatever stands in it stays text. Of control characters line breaks alone are left. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[^\P{Cc}\n]+/gu, " ").replaceAll(/[&<>"']/g, (sign) => escapes[sign] ?? "");
