import type { MetadataRoute } from "next";
import { siteUrl } from "./(pages)/site-url";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", allow: "/", disallow: "/api/ai/" },
    sitemap: new URL("/sitemap.xml", siteUrl).href,
  };
}
