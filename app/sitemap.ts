import type { MetadataRoute } from "next";
import { modelPage, sitePages } from "@/components/blocks/site-pages";
import { siteUrl } from "./(pages)/site-url";

export default function sitemap(): MetadataRoute.Sitemap {
  return [...sitePages, modelPage].map(({ path }) => ({ url: new URL(path, siteUrl).href }));
}
