/** Where the app is served; without a setting, where `npm start` serves it. */
export const siteUrl = new URL(process.env.SITE_URL ?? "http://localhost:7860");
